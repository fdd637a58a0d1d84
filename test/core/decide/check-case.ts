import type { Action } from '../../../src/core/decide/decide.ts';
import type { Snapshot } from '../../../src/core/decide/snapshot.ts';
import type { Flow, Step, StepConditions } from '../../../src/core/flows/flow.ts';
import type { CheckCode } from '../../../src/core/words/reason-codes.ts';
import { aFlow } from '../../support/snapshots.ts';

/** A situation in which one check decides. */
export type Case = {
  readonly name: string;
  readonly code: CheckCode;
  readonly snapshot?: Snapshot;
  readonly flow?: Flow;
  readonly now?: Date;
  readonly action: Action['kind'];
  readonly until?: Date;
};

export const filtered = (filters: Partial<Flow['filters']>): Flow =>
  aFlow({ filters: { ...aFlow().filters, ...filters } });

export const overSteps = (over: Partial<Step>): Flow =>
  aFlow({ steps: aFlow().steps.map((step) => ({ ...step, ...over })) });

export const onlyFor = (conditions: Partial<StepConditions>): Flow =>
  overSteps({ conditions: { ...NO_CONDITIONS, ...conditions } });

const NO_CONDITIONS: StepConditions = {
  minimumTotal: null,
  maximumTotal: null,
  countries: null,
  languages: null,
  shopper: null,
  products: null,
  tags: null,
};

/** Reachable by WhatsApp with consent. */
export const whatsapp = {
  address: '+5511987654321',
  consent: 'in',
  suppressed: null,
  unreachableUntil: null,
  downUntil: null,
  templateLanguages: ['pt-BR'],
} as const;

export const shopify = (ordersSeenUntil: Date | null) => ({ platform: 'shopify', ordersSeenUntil }) as const;
