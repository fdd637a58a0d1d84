import { describe, expect, it } from 'vitest';
import { changeFlow, changesTimes, type FlowChange } from '../../../src/core/flows/flow-changes.ts';
import type { Flow } from '../../../src/core/flows/flow.ts';
import { preparedFlow } from '../../../src/core/flows/prepared-flow.ts';
import type { StepId } from '../../../src/core/words/ids.ts';
import { FLOW_KINDS } from '../../../src/core/words/vocabulary.ts';
import { aFlow, after, HOUR, S1, S2, S3 } from '../../support/snapshots.ts';

const NOW = after(0);
const sender = { legalName: 'Loja Ltda', postalAddress: 'Rua 1' };
const change = (
  flow: Flow,
  given: FlowChange,
  email: { legalName: string | null; postalAddress: string | null } = sender,
) => changeFlow(flow, given, { now: NOW, email, newStepId: () => 'new' as StepId });
const changed = (flow: Flow, given: FlowChange): Flow => {
  const result = change(flow, given);
  if (result.kind !== 'changed') throw new Error(result.kind);
  return result.flow;
};

describe('a flow', () => {
  it.each(FLOW_KINDS)('of kind %s is prepared and off for a new store', (kind) => {
    const flow = preparedFlow(kind, NOW, () => S1);
    expect(flow).toMatchObject({ kind, enabled: false, enabledAt: null });
    expect(flow.steps.length).toBeGreaterThan(0);
  });

  it('keeps the filters that a change leaves out', () => {
    const filtered = changed(aFlow(), { filters: { countries: ['BR'] } });
    expect(changed(filtered, { filters: { registered: true } }).filters).toMatchObject({
      countries: ['BR'],
      registered: true,
    });
    expect(changed(filtered, { filters: { countries: null } }).filters.countries).toBeNull();
  });

  it('plans anew when a step is due at another time or gone, and not when only its words change', () => {
    const flow = aFlow();
    const timed = (timing: Flow['steps'][number]['timing']) =>
      changed(flow, { steps: [{ id: S1, timing }, { id: S2 }, { id: S3 }] });
    expect(changesTimes(flow, timed({ kind: 'after', delayMs: HOUR + 1 }))).toBe(true);
    expect(changesTimes(flow, changed(flow, { steps: [{ id: S1 }, { id: S3 }] }))).toBe(true);
    expect(
      changesTimes(flow, changed(flow, { steps: [{ id: S1, templates: {} }, { id: S2 }, { id: S3 }] })),
    ).toBe(false);
    expect(changesTimes(flow, changed(flow, { holdoutPercent: 5 }))).toBe(false);
  });

  it('begins anew whenever it is switched from off to on, and at no other change', () => {
    const off = changed(aFlow(), { enabled: false });
    expect(off.enabledAt).toEqual(aFlow().enabledAt);
    expect(changed(off, { enabled: true }).enabledAt).toEqual(NOW);
    expect(changed(aFlow(), { enabled: true }).enabledAt).toEqual(aFlow().enabledAt);
  });

  it('keeps what a change leaves out, and what it leaves out of a step', () => {
    const flow = changed(aFlow(), { steps: [{ id: S2, timing: { kind: 'after', delayMs: HOUR } }] });
    expect(flow.steps).toEqual([{ ...aFlow().steps[1], timing: { kind: 'after', delayMs: HOUR } }]);
    expect(flow).toMatchObject({ enabled: true, quietHours: aFlow().quietHours, revision: 2 });
  });

  it('gives new steps an id and remembers when they came', () => {
    const flow = changed(aFlow(), { steps: [{ id: S1 }, {}, { id: 'mine' as StepId }] });
    expect(flow.steps.map(({ id, addedAt }) => [id, addedAt === NOW])).toEqual([
      ['s1', false],
      ['new', true],
      ['mine', true],
    ]);
  });

  it('never gives the id of a removed step to another', () => {
    const without = changed(aFlow(), { steps: [{ id: S1 }] });
    expect(without.retiredStepIds).toEqual([S2, S3]);
    expect(change(without, { steps: [{ id: S2 }] })).toMatchObject({
      kind: 'invalid',
      errors: [{ path: 'steps.0.id' }],
    });
  });

  it('refuses the same id twice and ids that are none', () => {
    expect(change(aFlow(), { steps: [{ id: S1 }, { id: S1 }] })).toMatchObject({ kind: 'invalid' });
    expect(change(aFlow(), { steps: [{ id: 'a b' as StepId }] })).toMatchObject({ kind: 'invalid' });
  });

  it('is not switched on while nobody stands behind its e-mails', () => {
    const off = aFlow({ enabled: false });
    expect(change(off, { enabled: true }, { legalName: ' ', postalAddress: null })).toEqual({
      kind: 'refused',
      code: 'sender_incomplete',
      missing: ['email.legalName', 'email.postalAddress'],
    });
    const whatsappOnly = off.steps.map(({ id }) => ({ id, channels: ['whatsapp'] as const }));
    expect(
      change(off, { enabled: true, steps: whatsappOnly }, { legalName: null, postalAddress: null }).kind,
    ).toBe('changed');
    expect(change(aFlow(), { holdoutPercent: 5 }, { legalName: null, postalAddress: null }).kind).toBe(
      'changed',
    );
  });
});
