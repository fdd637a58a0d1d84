import type { z } from 'zod';
import type { Flow, FlowFilters, Offer, Step, StepConditions } from '../../../core/flows/flow.ts';
import { writeDuration } from '../../../core/words/duration.ts';
import type { FLOW, FLOW_FILTERS, OFFER, STEP, STEP_CONDITIONS } from '../../contract/flows.ts';
import { writeInstantOrNull, writeMoneyJson } from '../write.ts';

export const presentFlow = (flow: Flow): z.input<typeof FLOW> => ({
  kind: flow.kind,
  enabled: flow.enabled,
  enabledAt: writeInstantOrNull(flow.enabledAt),
  steps: flow.steps.map(presentStep),
  holdoutPercent: flow.holdoutPercent,
  quietHours:
    flow.quietHours === null ? null : { ...flow.quietHours, channels: [...flow.quietHours.channels] },
  filters: presentFilters(flow.filters),
});

const presentStep = (step: Step): z.input<typeof STEP> => ({
  id: step.id,
  ...(step.timing.kind === 'after'
    ? { delay: writeDuration(step.timing.delayMs, 'hours') }
    : { before: writeDuration(step.timing.leadMs, 'hours') }),
  channels: [...step.channels],
  shelfLife: step.shelfLifeMs === null ? null : writeDuration(step.shelfLifeMs, 'hours'),
  templates: Object.fromEntries(
    Object.entries(step.templates).map(([locale, template]) => [
      locale,
      { ...template, blocks: template.blocks.map((block) => ({ ...block })) },
    ]),
  ),
  whatsappTemplate:
    step.whatsappTemplate === null
      ? null
      : { ...step.whatsappTemplate, parameters: [...step.whatsappTemplate.parameters] },
  offer: step.offer === null ? null : presentOffer(step.offer),
  conditions: step.conditions === null ? null : presentConditions(step.conditions),
});

const presentConditions = (conditions: StepConditions): z.input<typeof STEP_CONDITIONS> => ({
  minimumTotal: conditions.minimumTotal === null ? null : writeMoneyJson(conditions.minimumTotal),
  maximumTotal: conditions.maximumTotal === null ? null : writeMoneyJson(conditions.maximumTotal),
  countries: listOrNull(conditions.countries),
  languages: listOrNull(conditions.languages),
  shopper: conditions.shopper,
  products: listOrNull(conditions.products),
  tags: listOrNull(conditions.tags),
});

export const presentOffer = (offer: Offer): z.input<typeof OFFER> => ({
  type: offer.type,
  value: offer.value,
  text: offer.text,
  code: offer.code,
  minimumTotal: offer.minimumTotal === null ? null : writeMoneyJson(offer.minimumTotal),
  validFor: offer.validForMs === null ? null : writeDuration(offer.validForMs, 'hours'),
});

const presentFilters = (filters: FlowFilters): z.input<typeof FLOW_FILTERS> => ({
  minimumTotal: filters.minimumTotal === null ? null : writeMoneyJson(filters.minimumTotal),
  countries: listOrNull(filters.countries),
  languages: listOrNull(filters.languages),
  products: listOrNull(filters.products),
  withoutProducts: listOrNull(filters.withoutProducts),
  withoutDomains: listOrNull(filters.withoutDomains),
  registered: filters.registered,
});

const listOrNull = (list: readonly string[] | null): string[] | null => (list === null ? null : [...list]);
