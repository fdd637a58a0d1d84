import type { z } from 'zod';
import { dueAt } from '../../../core/privacy/answer-within.ts';
import type { DataRequestId } from '../../../core/words/ids.ts';
import { keysOfAsking } from '../../../pipeline/upkeep/asking-person.ts';
import { createPersonFile, type PersonFileParts } from '../../../pipeline/upkeep/person-file.ts';
import type { DataRequest } from '../../../ports/store/data-requests.ts';
import type { Store } from '../../../ports/store/store.ts';
import {
  LIST_DATA_REQUESTS,
  READ_DATA_REQUEST_FILE,
  type DATA_REQUEST,
} from '../../contract/data-requests.ts';
import { NOT_FOUND } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { BAD_CURSOR, cutPage, readIdCursor, writeCursor } from '../cursor.ts';
import { writeInstant, writeInstantOrNull } from '../write.ts';

export type DataRequestRouteParts = {
  readonly store: PersonFileParts['store'] & Pick<Store, 'dataRequests' | 'commit'>;
  readonly now: () => Date;
};

export const dataRequestRoutes = ({ store, now }: DataRequestRouteParts): readonly Bound[] => [
  bind(LIST_DATA_REQUESTS, async ({ storeId, query }) => {
    const before = readIdCursor(query.cursor);
    if (before === null) return refuse(BAD_CURSOR);
    const found = await store.dataRequests.list(storeId, {
      limit: query.limit + 1,
      before: (before as DataRequestId | undefined) ?? null,
    });
    const country = (await store.stores.find(storeId))?.settings.country ?? null;
    const { shown, next } = cutPage(found, query.limit, ({ id }) => writeCursor([id]));
    return done({ items: shown.map((request) => present(request, country)), next });
  }),

  bind(READ_DATA_REQUEST_FILE, async ({ storeId, params }) => {
    const request = await store.dataRequests.find(storeId, params.id as DataRequestId);
    if (request === null) return refuse(NOT_FOUND);
    const asked = await keysOfAsking(store.shoppers, storeId, request.person);
    const file = await createPersonFile({ store, clock: { now } })(storeId, asked);
    if (file === null) return refuse(NOT_FOUND);
    await store.commit([store.dataRequests.answered(storeId, request.id, now())]);
    return done(file);
  }),
];

const present = (
  { id, receivedAt, answeredAt }: DataRequest,
  country: string | null,
): z.input<typeof DATA_REQUEST> => ({
  id,
  receivedAt: writeInstant(receivedAt),
  dueAt: writeInstant(dueAt(receivedAt, country)),
  answeredAt: writeInstantOrNull(answeredAt),
});
