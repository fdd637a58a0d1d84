import type { z } from 'zod';
import type { CartId, StoreId } from '../../../core/words/ids.ts';
import type { FlowKind } from '../../../core/words/vocabulary.ts';
import type { Store } from '../../../ports/store/store.ts';
import type { PREVIEW, TEMPLATE_INPUT } from '../../contract/flows.ts';
import { NOT_FOUND, invalidInput } from '../../problem.ts';
import { refuse, type Reply } from '../bind.ts';
import { storeOf } from '../store-of.ts';
import { previewMail } from './preview.ts';
import { draftErrors, toTemplate } from './read-change.ts';

export type PreviewParts = {
  readonly store: Pick<Store, 'stores' | 'flows' | 'reader'>;
  readonly manualUrls: (storeId: StoreId) => Promise<(cartId: CartId) => string>;
  readonly appUrl: string;
  readonly now: () => Date;
};

export type PreviewAsked = {
  readonly storeId: StoreId;
  readonly kind: FlowKind;
  readonly step: string | number;
  readonly locale?: string | undefined;
  /** In place of the step's own text. */
  readonly template?: z.infer<typeof TEMPLATE_INPUT> | undefined;
  /** Null: a sample. */
  readonly cartId: CartId | null;
};

/** The very mail of a step as its draft, or its own text, says. */
export const previewFlow = async (
  { store: kept, manualUrls, appUrl, now }: PreviewParts,
  { storeId, kind, step, locale, template, cartId }: PreviewAsked,
): Promise<Reply<z.input<typeof PREVIEW>>> => {
  const store = await storeOf(kept.stores, storeId);
  const flow = await kept.flows.get(storeId, kind);
  if (flow === null) return refuse(NOT_FOUND);
  const wanted = locale ?? store.settings.locale;
  const errors = template === undefined ? [] : draftErrors(template, wanted);
  if (errors.length > 0)
    return refuse(
      invalidInput(
        422,
        errors.map((error) => ({ ...error, path: `template.${error.path}` })),
      ),
    );
  const [cart] = cartId === null ? [null] : await kept.reader.cartViews.byIds(storeId, [cartId]);
  if (cart === undefined) return refuse(NOT_FOUND);
  const draft = template === undefined ? null : toTemplate(template, wanted);
  const returnUrl = cart === null ? `${appUrl}/r/sample` : (await manualUrls(storeId))(cart.id);
  const links = { returnUrl, unsubscribeUrl: sampleUnsubscribeUrl(appUrl) };
  return previewMail({ store, flow, step, locale, draft, cart, now: now(), links });
};

export const sampleUnsubscribeUrl = (appUrl: string): string => `${appUrl}/u/sample`;
