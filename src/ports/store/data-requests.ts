import type { DataRequestId, StoreId } from '../../core/words/ids.ts';
import type { Write } from './write.ts';

/** Somebody asked, through the platform, what is held about them; the merchant owes the answer. */
export type DataRequest = {
  /** Made by `newId`, so that ids sort by time. */
  readonly id: DataRequestId;
  readonly storeId: StoreId;
  readonly receivedAt: Date;
  /** When the file was first taken. */
  readonly answeredAt: Date | null;
};

/** Whom the request names, by canonical keys and by the account at the platform. Sealed at rest. */
export type AskingPerson = {
  readonly emailKeys: readonly string[];
  readonly phoneKeys: readonly string[];
  readonly customerId: string | null;
};

export type PersonalDataRequest = DataRequest & { readonly person: AskingPerson };

export type DataRequests = {
  /** Changes nothing while a request of the same person waits: the older one's time counts. */
  readonly prepare: (request: Omit<PersonalDataRequest, 'answeredAt'>) => Promise<Write>;
  readonly find: (storeId: StoreId, id: DataRequestId) => Promise<PersonalDataRequest | null>;
  /** Newest first; `before` is the id of the last one seen. */
  readonly list: (
    storeId: StoreId,
    page: { readonly limit: number; readonly before: DataRequestId | null },
  ) => Promise<readonly DataRequest[]>;
  /** With whom they name, newest first; those that no key of ours opens name nobody. */
  readonly listPersonal: (
    storeId: StoreId,
    page: { readonly limit: number; readonly before: DataRequestId | null },
  ) => Promise<readonly PersonalDataRequest[]>;
  readonly countWaiting: (storeId: StoreId) => Promise<number>;
  /** The first answer's time stays. */
  readonly answered: (storeId: StoreId, id: DataRequestId, at: Date) => Write;
  readonly forgotten: (storeId: StoreId, ids: readonly DataRequestId[]) => Write;
  /** Forgets those received before then, answered or not. */
  readonly forgottenBefore: (storeId: StoreId, before: Date) => Write;
};
