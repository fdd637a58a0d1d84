import { messageLanguage } from '../language.ts';
import { passed, waitUntil, type Check } from '../check.ts';

/** Never a wrong tongue: without a text the shopper can read the message waits for one. */
export const templateMissing: Check = {
  code: 'template_missing',
  ask: ({ snapshot, step, channel }) => {
    const language = messageLanguage(snapshot, step, channel);
    const locale = snapshot.shopper.locale ?? snapshot.store.settings.locale;
    return language === null ? waitUntil(null, { channel, locale }) : passed({ channel, language });
  },
};
