import type { StepId } from '../words/ids.ts';
import type { Flow, FlowFilters, RunFlow, Step } from './flow.ts';
import { DAY_MS, preparedStep } from './prepared-step.ts';
import type { EmailSettings } from './settings.ts';

/** What a merchant wants changed. Members left out keep their value; lists are replaced whole. */
export type FlowChange = Partial<Pick<Flow, 'enabled' | 'holdoutPercent' | 'quietHours'>> & {
  readonly filters?: { readonly [Name in keyof FlowFilters]?: FlowFilters[Name] | undefined } | undefined;
  readonly steps?: readonly StepChange[] | undefined;
};

/** A step as given: with the id of a known one it changes that one, else it is a new one. */
export type StepChange = Partial<Omit<Step, 'id' | 'addedAt'>> & { readonly id?: StepId | undefined };

export type FlowChanged =
  | { readonly kind: 'changed'; readonly flow: Flow }
  /** The flow may not be on while these are not set; the API answers 409 with `code`. */
  | {
      readonly kind: 'refused';
      readonly code: 'sender_incomplete';
      readonly missing: readonly ('email.legalName' | 'email.postalAddress')[];
    }
  | {
      readonly kind: 'invalid';
      readonly errors: readonly { readonly path: string; readonly message: string }[];
    };

export type ChangeContext = {
  readonly now: Date;
  readonly email: Pick<EmailSettings, 'legalName' | 'postalAddress'>;
  readonly newStepId: () => StepId;
};

/** Applies a change to a flow. Turning it on renews `enabledAt`, so that nothing older is ever acted on. */
export const changeFlow = (flow: Flow, change: FlowChange, context: ChangeContext): FlowChanged => {
  const errors = stepErrors(flow, change.steps ?? []);
  if (errors.length > 0) return { kind: 'invalid', errors };
  const changed = withChange(flow, change, context);
  const missing = mustNameSender(flow, changed) ? missingSender(context.email) : [];
  if (missing.length > 0) return { kind: 'refused', code: 'sender_incomplete', missing };
  return { kind: 'changed', flow: changed };
};

/** Whether what is planned by the flow may be due at another time, or no longer be a step of it. */
export const changesTimes = (before: Flow, after: Flow): boolean =>
  before.steps.some(({ id, timing }) => {
    const kept = after.steps.find((step) => step.id === id);
    return kept === undefined || JSON.stringify(kept.timing) !== JSON.stringify(timing);
  });

const withChange = (flow: Flow, change: FlowChange, context: ChangeContext): Flow => {
  const enabled = change.enabled ?? flow.enabled;
  const steps = change.steps === undefined ? flow.steps : changedSteps(flow, change.steps, context);
  return {
    kind: flow.kind,
    enabled,
    enabledAt: enabled && !flow.enabled ? context.now : flow.enabledAt,
    steps,
    retiredStepIds: [...flow.retiredStepIds, ...goneIds(flow.steps, steps)],
    holdoutPercent: change.holdoutPercent ?? flow.holdoutPercent,
    quietHours: change.quietHours === undefined ? flow.quietHours : change.quietHours,
    filters: { ...flow.filters, ...withoutUndefined(change.filters ?? {}) },
    revision: flow.revision + 1,
  };
};

const changedSteps = (flow: Flow, steps: readonly StepChange[], context: ChangeContext): readonly Step[] =>
  steps.map(({ id, ...given }) => {
    const known = flow.steps.find((step) => step.id === id);
    const base = known ?? newStep(id ?? context.newStepId(), context.now);
    return { ...base, ...withoutUndefined(given) };
  });

const newStep = (id: StepId, now: Date): Step =>
  preparedStep({ id, timing: { kind: 'after', delayMs: DAY_MS }, addedAt: now });

type Defined<Given> = { [Name in keyof Given]: Exclude<Given[Name], undefined> };

const withoutUndefined = <Given extends object>(given: Given): Defined<Given> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<Given>;

const goneIds = (before: readonly Step[], after: readonly Step[]): readonly StepId[] => {
  const kept = new Set(after.map((step) => step.id));
  return before.map((step) => step.id).filter((id) => !kept.has(id));
};

const STEP_ID = /^[A-Za-z0-9_-]{1,64}$/;

const stepErrors = (
  flow: Flow,
  steps: readonly StepChange[],
): readonly { readonly path: string; readonly message: string }[] =>
  steps.flatMap(({ id, timing, offer }, place) => [
    ...(id === undefined
      ? []
      : idErrors(flow, steps, id).map((message) => ({ path: `steps.${place}.id`, message }))),
    ...(flow.kind === 'pending_payment' && (offer ?? null) !== null
      ? [{ path: `steps.${place}.offer`, message: 'a reminder of a payment offers nothing' }]
      : []),
    ...(timing?.kind === 'before' && flow.kind !== 'pending_payment'
      ? [
          {
            path: `steps.${place}.before`,
            message: 'only steps of pending_payment count from the end of a payment',
          },
        ]
      : []),
  ]);

const idErrors = (flow: Flow, steps: readonly StepChange[], id: StepId): readonly string[] => [
  ...(STEP_ID.test(id) ? [] : ['1 to 64 letters, digits, "_" and "-"']),
  ...(steps.filter((step) => step.id === id).length > 1 ? ['every step needs an id of its own'] : []),
  ...(flow.retiredStepIds.includes(id)
    ? ['this id belonged to a step that was removed; leave it out for a new one']
    : []),
];

/** Only turning on, or giving a flow that is on its first e-mail step, asks for the sender's name and address. */
const mustNameSender = (before: Flow, after: Flow): boolean =>
  after.enabled && sendsEmail(after) && !(before.enabled && sendsEmail(before));

/** What a flow that is on, and mails, would lack with this sender. */
export const senderLacks = (flows: readonly Sending[], email: ChangeContext['email']) =>
  flows.some((flow) => flow.enabled && sendsEmail(flow)) ? missingSender(email) : [];

type Sending = Pick<RunFlow, 'enabled' | 'steps'>;

const sendsEmail = (flow: Sending): boolean => flow.steps.some((step) => step.channels.includes('email'));

const missingSender = (
  email: ChangeContext['email'],
): readonly ('email.legalName' | 'email.postalAddress')[] => [
  ...(isBlank(email.legalName) ? (['email.legalName'] as const) : []),
  ...(isBlank(email.postalAddress) ? (['email.postalAddress'] as const) : []),
];

const isBlank = (text: string | null): boolean => text === null || text.trim() === '';
