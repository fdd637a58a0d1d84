import type { RunFlow, Step } from '../flows/flow.ts';
import type { CheckCode, EpisodeEnd } from '../words/reason-codes.ts';
import type { Channel, Purpose } from '../words/vocabulary.ts';
import type { StepPlan } from './next-step.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What a check found, as plain values that survive JSON: instants as RFC 3339 with names ending in `At` or `Until`,
 * durations in milliseconds ending in `Ms`. Words are made from them when read.
 */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What a check looks at. Checks read nothing else. */
export type CheckContext = {
  readonly snapshot: Snapshot;
  readonly flow: RunFlow;
  readonly step: Step;
  readonly plan: StepPlan;
  readonly purpose: Purpose;
  /** The channel under consideration, one of the step's. */
  readonly channel: Channel;
  readonly now: Date;
};

/** What follows from a check that did not pass. */
export type Consequence =
  | { readonly kind: 'stop'; readonly end: EpisodeEnd }
  | { readonly kind: 'expire' }
  /** `until` null: nobody knows; it is asked again after 5 seconds, doubling to 15 minutes. */
  | { readonly kind: 'wait'; readonly until: Date | null }
  | { readonly kind: 'next_channel' }
  /** This step is not for this cart, whatever the channel; the next one may be. */
  | { readonly kind: 'skip' };

export type Finding =
  | { readonly passed: true; readonly facts: Facts }
  | { readonly passed: false; readonly facts: Facts; readonly consequence: Consequence };

export type Check = { readonly code: CheckCode; readonly ask: (context: CheckContext) => Finding };

export const passed = (facts: Facts = {}): Finding => ({ passed: true, facts });

export const stop = (end: EpisodeEnd, facts: Facts = {}): Finding => ({
  passed: false,
  facts,
  consequence: { kind: 'stop', end },
});

export const waitUntil = (until: Date | null, facts: Facts = {}): Finding => ({
  passed: false,
  facts,
  consequence: { kind: 'wait', until },
});

export const useNextChannel = (facts: Facts = {}): Finding => ({
  passed: false,
  facts,
  consequence: { kind: 'next_channel' },
});

export const skipStep = (facts: Facts = {}): Finding => ({
  passed: false,
  facts,
  consequence: { kind: 'skip' },
});
