import type { StoreId } from '../../core/words/ids.ts';
import type { People } from '../../ports/store/carts.ts';
import type { AskingPerson } from '../../ports/store/data-requests.ts';
import type { Store } from '../../ports/store/store.ts';

/** The keys of whom a request names: those it brought, and those of their account at the platform. */
export const keysOfAsking = async (
  shoppers: Pick<Store['shoppers'], 'byCustomerIds'>,
  storeId: StoreId,
  { emailKeys, phoneKeys, customerId }: AskingPerson,
): Promise<People> => {
  const known = customerId === null ? [] : await shoppers.byCustomerIds(storeId, [customerId]);
  const keysOf = (name: 'emailKey' | 'phoneKey', own: readonly string[]) => [
    ...new Set([...own, ...known.flatMap((shopper) => shopper[name] ?? [])]),
  ];
  return { emailKeys: keysOf('emailKey', emailKeys), phoneKeys: keysOf('phoneKey', phoneKeys) };
};
