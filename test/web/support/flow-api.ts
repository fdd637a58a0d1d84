import { randomUUID } from 'node:crypto';
import { defaultTemplate } from '../../../src/core/message/default-template.ts';
import { renderEmail } from '../../../src/core/message/render.ts';
import { FULL_SAMPLE } from '../../../src/core/message/sample.ts';
import { languageOf } from '../../../src/core/words/locale.ts';
import { CHANGE_FLOW, LIST_FLOWS, PREVIEW_FLOW, TEST_FLOW } from '../../../src/http/contract/flows.ts';
import type { Flow } from './flow-fixtures.ts';
import { problem, serve, type Served } from './serve.ts';

type State = { readonly flows: Flow[]; readonly sent: unknown[] };

/** Automations that are kept in memory, and their texts as they are really rendered. */
export const aboutFlows = (state: State, hasSender: () => boolean): Served[] => [
  serve(LIST_FLOWS, () => ({ items: state.flows, next: null })),
  serve(CHANGE_FLOW, ({ params, body }) => {
    const flow = state.flows.find((one) => one.kind === params.kind)!;
    if (body.enabled === true && !hasSender()) return problem(409, 'sender_incomplete');
    const steps = body.steps?.map((step) => ({
      shelfLife: null,
      templates: {},
      whatsappTemplate: null,
      offer: null,
      conditions: null,
      channels: ['email'] as const,
      ...step,
      id: step.id ?? randomUUID(),
    }));
    Object.assign(flow, body, steps === undefined ? {} : { steps });
    return flow;
  }),
  serve(PREVIEW_FLOW, ({ params, body }) => {
    const flow = state.flows.find((one) => one.kind === params.kind)!;
    const language = languageOf(body.locale ?? null) ?? 'en';
    const place = flow.steps.findIndex((one) => one.id === body.step);
    const own = body.template ?? flow.steps[place]?.templates[language];
    const template = {
      ...defaultTemplate(params.kind, place, language),
      ...(own as object | undefined),
    };
    const mail = renderEmail({ template, language, variables: SAMPLE, brand: { accent: null } });
    if (mail.kind === 'invalid')
      return problem(422, 'invalid_input', {
        errors: mail.errors.map((one) => ({ ...one, path: `template.${one.path}` })),
      });
    const { kind: _kind, ...rendered } = mail;
    return { ...rendered, template: { ...template, blocks: [...template.blocks] } };
  }),
  serve(TEST_FLOW, ({ body }) => {
    state.sent.push(body);
    return { to: body.to };
  }),
];

/** A cart without pictures: nothing outside is called for. */
const SAMPLE = {
  ...FULL_SAMPLE,
  store: { ...FULL_SAMPLE.store, logo_url: null },
  cart: {
    ...FULL_SAMPLE.cart,
    lines: FULL_SAMPLE.cart.lines.slice(0, 2).map((line) => ({ ...line, image_url: null })),
  },
};
