import type { Observed } from '../../src/ports/adapter.ts';

/** What is wrong with an observation, whatever it was made from. */
export const faultsOf = (told: Observed): string[] => {
  if (told.kind === 'fetch') return told.of === '' ? ['names nothing'] : [];
  if (told.kind !== 'observed') return told.reason === '' ? ['no reason'] : [];
  return told.observations.flatMap((observation) => faultsIn(observation, observation.kind));
};

const faultsIn = (value: unknown, at: string): string[] => {
  if (value === undefined) return [`${at} is undefined`];
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? [`${at} is no date`] : [];
  if (typeof value === 'number') return Number.isSafeInteger(value) ? [] : [`${at} is ${value}`];
  if (typeof value === 'string') return isSoundText(value) ? [] : [`${at} is no sound text`];
  if (typeof value !== 'object' || value === null) return [];
  if (isPolluted(value)) return [`${at} is polluted`];
  return Object.entries(value).flatMap(([key, entry]) => faultsIn(entry, `${at}.${key}`));
};

const isSoundText = (text: string): boolean => text.isWellFormed() && text.length < 9_000;

const isPolluted = (value: object): boolean =>
  !Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype;
