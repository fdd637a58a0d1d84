import { readEvents, type EventsReading } from '../../../../adapters/index.ts';
import type { Adapter } from '../../../ports/adapter.ts';
import type { Receive } from '../../../pipeline/intake/receive.ts';
import type { Store } from '../../../ports/store/store.ts';
import { POST_EVENTS } from '../../contract/events.ts';
import { FORBIDDEN, TOO_LARGE, invalidInput, problem } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { storeOf } from '../store-of.ts';

export type EventRouteParts = {
  readonly store: Pick<Store, 'stores'>;
  readonly adapter: Adapter;
  readonly receive: Pick<Receive, 'events'>;
  readonly now: () => Date;
};

export const eventRoutes = ({ store, adapter, receive, now }: EventRouteParts): readonly Bound[] => [
  bind(POST_EVENTS, async ({ storeId, body }) => {
    const connected = await storeOf(store.stores, storeId);
    if (connected.platform !== 'custom') return refuse(NOT_CUSTOM);
    const receivedAt = now();
    const reading = readEvents(body, receivedAt);
    const refused = problemOf(reading);
    if (refused !== null || reading.kind !== 'read') return refuse(refused ?? TOO_LARGE);
    if (reading.accepted.length > 0) {
      const { id, externalKey } = connected;
      const events = reading.accepted.map(({ event }) => ({ id: event.id, topic: event.type, body: event }));
      const received = await receive.events({ adapter, store: { id, externalKey }, events, receivedAt });
      if (received.kind === 'refused')
        return refuse({ ...BUSY, retryAfter: Math.ceil(received.retryAfterMs / 1000) });
    }
    const rejected = reading.rejected.map(({ index, code, errors }) => ({
      index,
      code,
      errors: [...errors],
    }));
    return done({ accepted: reading.accepted.length, rejected });
  }),
];

const NOT_CUSTOM = { ...FORBIDDEN, detail: 'Events are for shops of your own; this store has a platform.' };
const BUSY = problem(503, 'busy', 'This could not be stored in time; send it again.');

/** The answer where nothing is accepted at all: a body that is none, or one bad event by itself. */
const problemOf = (reading: EventsReading) => {
  if (reading.kind === 'invalid') return invalidInput(422, reading.errors);
  if (reading.kind === 'too_many') return { ...TOO_LARGE, detail: 'At most 1,000 events at a time.' };
  const [rejected] = reading.rejected;
  if (!reading.single || rejected === undefined) return null;
  return { ...invalidInput(422, rejected.errors), code: rejected.code };
};
