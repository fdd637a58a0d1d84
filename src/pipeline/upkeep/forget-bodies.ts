import type { DeliveryId, StoreId } from '../../core/words/ids.ts';
import type { Secrets } from '../../ports/secrets.ts';
import type { Store } from '../../ports/store/store.ts';
import { openBody } from '../intake/delivery-body.ts';

type Parts = {
  readonly store: Pick<Store, 'erasing' | 'commit'>;
  readonly secrets: Pick<Secrets, 'open'>;
};

type Whom = {
  readonly emailKeys: readonly string[];
  readonly phoneKeys: readonly string[];
  /** Left alone: the delivery that asks for it. */
  readonly askedBy: DeliveryId | undefined;
  /** Ids of their carts and orders. */
  readonly ids: readonly string[];
  readonly at: Date;
};

const STEP = 100;

/** Empties the deliveries in the inbox that tell of somebody; bodies lie sealed, so each of them is opened. */
export const createForgetBodies =
  ({ store: { erasing, commit }, secrets }: Parts) =>
  async (storeId: StoreId, whom: Whom): Promise<number> => {
    const tells = createTells(whom);
    let forgotten = 0;
    let after: DeliveryId | null = null;
    for (;;) {
      const page = await erasing.bodies(storeId, { after, limit: STEP });
      const ids = page
        .filter((stored) => stored.id !== whom.askedBy && tells(readText(secrets, stored)))
        .map(({ id }) => id);
      if (ids.length > 0) await commit([erasing.bodiesForgotten(ids, whom.at)]);
      forgotten += ids.length;
      after = page.at(-1)?.id ?? null;
      if (page.length < STEP) return forgotten;
    }
  };

/** What no key of ours opens any more is text to nobody. */
const readText = (
  secrets: Parts['secrets'],
  { storeKey, body }: { storeKey: string; body: string },
): string => {
  try {
    return JSON.stringify(openBody(secrets, storeKey, body)) ?? '';
  } catch {
    return '';
  }
};

/** Phones are written in many ways: their last eight digits are looked for among the digits of each string. */
const createTells = ({ emailKeys, phoneKeys, ids }: Whom) => {
  const endings = phoneKeys.map((key) => key.slice(-8));
  const quoted = ids.map((id) => JSON.stringify(id));
  return (text: string): boolean => {
    const lower = text.toLowerCase();
    return (
      emailKeys.some((key) => lower.includes(key)) ||
      quoted.some((id) => text.includes(id)) ||
      (endings.length > 0 && stringsOf(text).some((one) => endings.some((ending) => one.endsWith(ending))))
    );
  };
};

const stringsOf = (json: string): readonly string[] =>
  (json.match(/"(?:[^"\\]|\\.)*"/g) ?? [])
    .map((one) => one.replace(/\D/g, ''))
    .filter((digits) => digits !== '');
