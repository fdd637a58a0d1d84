import type { ConsentPolicy, ConsentRule } from '../flows/settings.ts';
import type { Channel } from '../words/vocabulary.ts';

export type RuleInForce = {
  readonly rule: ConsentRule;
  /** Which part of the policy decided. */
  readonly policy: 'country' | 'channel' | 'eea' | 'default';
  readonly country: string | null;
};

/** The rule for this channel and country: a country's own entry beats all, else the strictest that applies. */
export const consentRule = ({
  policy,
  channel,
  country,
}: {
  readonly policy: ConsentPolicy;
  readonly channel: Channel;
  readonly country: string | null;
}): RuleInForce => {
  const code = country?.toUpperCase() ?? null;
  const own = code === null ? undefined : policy.countries[code];
  if (own !== undefined) return { rule: own, policy: 'country', country: code };
  const forChannel = policy.channels[channel];
  if (forChannel === 'explicit') return { rule: 'explicit', policy: 'channel', country: code };
  if (code !== null && EEA.has(code))
    return { rule: stricter(policy.eea, policy.default), policy: 'eea', country: code };
  return { rule: policy.default, policy: 'default', country: code };
};

const stricter = (one: ConsentRule, other: ConsentRule): ConsentRule =>
  one === 'explicit' || other === 'explicit' ? 'explicit' : 'soft';

/** The European Union, Iceland, Liechtenstein and Norway. */
const EEA: ReadonlySet<string> = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' '),
);
