import { changeFlow, changesTimes, type FlowChanged } from '../../../core/flows/flow-changes.ts';
import type { Flow } from '../../../core/flows/flow.ts';
import { newId, type CartId, type RandomBytes, type StepId, type StoreId } from '../../../core/words/ids.ts';
import type { FlowKind } from '../../../core/words/vocabulary.ts';
import type { Store } from '../../../ports/store/store.ts';
import { CHANGE_FLOW, LIST_FLOWS, PREVIEW_FLOW } from '../../contract/flows.ts';
import { NOT_FOUND, invalidInput, problem } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { storeOf } from '../store-of.ts';
import { presentFlow } from './present.ts';
import { previewFlow } from './preview-flow.ts';
import { templateErrors, toFlowChange } from './read-change.ts';

export type FlowRouteParts = {
  readonly store: Pick<Store, 'stores' | 'flows' | 'messages' | 'commit' | 'reader'>;
  readonly manualUrls: (storeId: StoreId) => Promise<(cartId: CartId) => string>;
  readonly appUrl: string;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
};

export const flowRoutes = (parts: FlowRouteParts): readonly Bound[] => [
  bind(LIST_FLOWS, async ({ storeId }) =>
    done({ items: (await parts.store.flows.list(storeId)).map(presentFlow), next: null }),
  ),

  bind(CHANGE_FLOW, async ({ storeId, params, body }) => {
    if (body.kind !== undefined && body.kind !== params.kind) return refuse(OTHER_KIND);
    const errors = templateErrors(body);
    if (errors.length > 0) return refuse(invalidInput(422, errors));
    const changed = await changeStored(parts, { storeId, kind: params.kind }, (flow, email) =>
      changeFlow(flow, toFlowChange(body), {
        now: parts.now(),
        email,
        newStepId: () => newId<StepId>(parts.now(), parts.randomBytes),
      }),
    );
    if (changed === null) return refuse(NOT_FOUND);
    if (changed.kind === 'invalid') return refuse(invalidInput(422, changed.errors));
    if (changed.kind === 'refused') return refuse(senderIncomplete(changed));
    return done(presentFlow(changed.flow));
  }),

  bind(PREVIEW_FLOW, ({ storeId, params, body }) =>
    previewFlow(parts, { ...body, storeId, kind: params.kind, cartId: (body.cartId as CartId) ?? null }),
  ),
];

type Sender = Parameters<typeof changeFlow>[2]['email'];

const MOST_ATTEMPTS = 10;

/** Read, change and write; again when somebody else changed the flow meanwhile. Null: there is no such flow. */
const changeStored = async (
  { store, now }: FlowRouteParts,
  { storeId, kind }: { readonly storeId: StoreId; readonly kind: FlowKind },
  change: (flow: Flow, email: Sender) => FlowChanged,
): Promise<FlowChanged | null> => {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const flow = await store.flows.get(storeId, kind);
    if (flow === null) return null;
    const { settings } = await storeOf(store.stores, storeId);
    const changed = change(flow, settings.email);
    if (changed.kind !== 'changed') return changed;
    const retimed = changesTimes(flow, changed.flow) ? { flow: kind } : {};
    const waiting = store.messages.reconsider({ storeId, waiting: true, ...retimed, at: now() });
    const writes = [store.flows.changed(storeId, changed.flow), ...waiting];
    if ((await store.commit(writes)) === 'committed') return changed;
  }
  throw new Error('changing a flow met conflicts without end');
};

const senderIncomplete = ({ code, missing }: Extract<FlowChanged, { kind: 'refused' }>) => ({
  ...problem(409, code, 'The sender of the mails has to be named in the settings first.'),
  errors: missing.map((path) => ({ path, message: 'is missing in the settings' })),
});

const OTHER_KIND = invalidInput(422, [{ path: 'kind', message: 'is not the kind that the path names' }]);
