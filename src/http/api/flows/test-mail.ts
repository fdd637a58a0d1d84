import { languageOf } from '../../../core/words/locale.ts';
import { purposeOf } from '../../../core/words/vocabulary.ts';
import type { SendTest } from '../../../pipeline/reminders/send-test.ts';
import { TEST_FLOW } from '../../contract/flows.ts';
import { invalidInput, problem } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { storeOf } from '../store-of.ts';
import { previewFlow, sampleUnsubscribeUrl, type PreviewParts } from './preview-flow.ts';

export type TestMailParts = PreviewParts & { readonly sendTest: SendTest };

/** Sends what the preview shows. It belongs to no cart and counts nowhere. */
export const testMailRoutes = (parts: TestMailParts): readonly Bound[] => [
  bind(TEST_FLOW, async ({ storeId, params, body }) => {
    const { kind } = params;
    const preview = await previewFlow(parts, { ...body, storeId, kind, cartId: null });
    if (preview.kind === 'problem') return preview;
    const store = await storeOf(parts.store.stores, storeId);
    const result = await parts.sendTest({
      store,
      to: body.to,
      mail: preview.body,
      language: languageOf(body.locale ?? store.settings.locale) ?? 'en',
      unsubscribeUrl: purposeOf(kind) === 'marketing' ? sampleUnsubscribeUrl(parts.appUrl) : null,
    });
    if (result.kind === 'sent') return done({ to: body.to });
    return result.kind === 'refused'
      ? refuse(invalidInput(422, [{ path: 'to', message: 'the mail server does not take this address' }]))
      : refuse(problem(409, 'channel_down', 'The mail could not be handed over at the moment.'));
  }),
];
