import { z } from 'zod';
import { parseDuration } from '../words/duration.ts';
import { parseMoney } from '../words/money.ts';
import { CHANNELS } from '../words/vocabulary.ts';
import type { Flow, FlowFilters, Step } from './flow.ts';
import type { BudgetRule, Settings } from './settings.ts';

/** Changes as given: names of the settings and of the flow, nested or with dots (`steps.0.delay`). */
export type GivenChanges = Readonly<Record<string, unknown>>;

type Rules = { readonly flow: Flow; readonly settings: Settings };

export type ChangedRules =
  | { readonly kind: 'changed'; readonly rules: Rules }
  | {
      readonly kind: 'invalid';
      readonly errors: readonly { readonly path: string; readonly message: string }[];
    };

/** The rules that a replay is to be held against: those in force, with what the question changes. */
export const changeRules = (rules: Rules, given: GivenChanges): ChangedRules => {
  const parsed = CHANGES.safeParse(nested(given));
  if (!parsed.success) return { kind: 'invalid', errors: errorsOf(parsed.error) };
  const { abandonedAfter, budget, quietHours, filters } = parsed.data;
  const steps = Object.entries(parsed.data.steps ?? {});
  const unknown = steps.filter(([name]) => placeOf(rules.flow.steps, name) === null);
  if (unknown.length > 0)
    return {
      kind: 'invalid',
      errors: unknown.map(([name]) => ({ path: `steps.${name}`, message: 'is no step of this flow' })),
    };
  const settings: Settings = {
    ...rules.settings,
    ...(abandonedAfter === undefined ? {} : { abandonedAfterMs: abandonedAfter }),
    ...(budget === undefined ? {} : { budget }),
  };
  const flow: Flow = {
    ...rules.flow,
    ...(quietHours === undefined ? {} : { quietHours }),
    filters: { ...rules.flow.filters, ...withoutUndefined(filters ?? {}) },
    steps: steps.reduce(changeStep, rules.flow.steps),
  };
  return { kind: 'changed', rules: { flow, settings } };
};

const DURATION = z
  .string()
  .transform((text) => parseDuration(text))
  .refine((ms): ms is number => ms !== null, 'must be an ISO 8601 duration such as PT30M');

const MONEY = z
  .strictObject({ amount: z.string(), currency: z.string() })
  .transform(({ amount, currency }) => parseMoney(amount, currency))
  .refine((parsed) => parsed.valid, 'must be an amount and its currency')
  .transform((parsed) => (parsed.valid ? parsed.money : null));

const CLOCK_TIME = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 20:00');
const WORDS = z.array(z.string().max(200)).max(500).nullable();

const STEP = z.strictObject({
  id: z.string().optional(),
  delay: DURATION.optional(),
  channels: z.array(z.enum(CHANNELS)).min(1).optional(),
  shelfLife: DURATION.nullable().optional(),
});

const CHANGES = z.strictObject({
  abandonedAfter: DURATION.optional(),
  budget: z
    .array(
      z
        .strictObject({ max: z.number().int().min(1).max(1_000), within: DURATION })
        .transform(({ max, within }): BudgetRule => ({ max, withinMs: within })),
    )
    .max(10)
    .optional(),
  quietHours: z
    .strictObject({
      channels: z.array(z.enum(CHANNELS)),
      from: CLOCK_TIME,
      to: CLOCK_TIME,
      zone: z.enum(['shopper', 'store']),
    })
    .nullable()
    .optional(),
  filters: z
    .strictObject({
      minimumTotal: MONEY.nullable().optional(),
      countries: WORDS.optional(),
      languages: WORDS.optional(),
      products: WORDS.optional(),
      withoutProducts: WORDS.optional(),
      withoutDomains: WORDS.optional(),
      registered: z.boolean().nullable().optional(),
    })
    .optional(),
  steps: z.record(z.string(), STEP).optional(),
});

type StepChange = z.infer<typeof STEP>;

/** By its id, else by its place from 0. */
const placeOf = (steps: readonly Step[], name: string): number | null => {
  const byId = steps.findIndex(({ id }) => id === name);
  if (byId !== -1) return byId;
  return /^\d{1,2}$/.test(name) && Number(name) < steps.length ? Number(name) : null;
};

const changeStep = (
  steps: readonly Step[],
  [name, { delay, channels, shelfLife }]: readonly [string, StepChange],
): readonly Step[] =>
  steps.map((step, place) =>
    place === placeOf(steps, name)
      ? {
          ...step,
          ...(delay === undefined ? {} : { timing: { kind: 'after', delayMs: delay } }),
          ...(channels === undefined ? {} : { channels }),
          ...(shelfLife === undefined ? {} : { shelfLifeMs: shelfLife }),
        }
      : step,
  );

const withoutUndefined = (given: { readonly [Name in keyof FlowFilters]?: FlowFilters[Name] | undefined }) =>
  Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Partial<FlowFilters>;

/** `{"steps.0.delay": "PT30M"}` is `{steps: {0: {delay: "PT30M"}}}`; a list of steps goes by ids, else by places. */
const nested = (given: GivenChanges): unknown => {
  const root = new Map<string, unknown>();
  for (const [path, value] of Object.entries(given))
    place(root, path.split('.'), path === 'steps' ? byName(value) : value);
  return plain(root);
};

const byName = (steps: unknown): unknown =>
  Array.isArray(steps)
    ? Object.fromEntries(steps.map((step: unknown, at) => [nameOf(step) ?? String(at), step]))
    : steps;

const nameOf = (step: unknown): string | null =>
  isObject(step) && 'id' in step && typeof step.id === 'string' ? step.id : null;

const place = (into: Map<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void => {
  if (rest.length === 0 && !isObject(value)) return void into.set(name, value);
  const known = into.get(name);
  const inner = known instanceof Map ? (known as Map<string, unknown>) : new Map<string, unknown>();
  into.set(name, inner);
  if (rest.length > 0) return place(inner, rest, value);
  for (const [member, own] of Object.entries(value as object)) place(inner, [member], own);
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const plain = (value: unknown): unknown => {
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...(value as Map<string, unknown>)].map(([name, own]) => [name, plain(own)]));
};

const errorsOf = (error: z.core.$ZodError) =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'is not known' }))
      : [{ path: issue.path.join('.'), message: issue.message }],
  );
