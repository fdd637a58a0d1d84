import { z } from 'zod';
import type { Caller } from './call.ts';
import type { Pace } from './pace.ts';

/** A mail that came. */
export type Letter = { readonly returnUrl: string | null; readonly unsubscribeUrl: string | null };

/** The `place`-th mail (from 0) to this address; null where none comes within `patienceMs`. */
export type ReadLetter = (email: string, place: number, patienceMs: number) => Promise<Letter | null>;

const LOOK_EVERY_MS = 1_000;

/** Reads the built-in mailbox over HTTP for everybody who waits for a mail: the newest ones, once a second. */
export const createLetters = (call: Caller, pace: Pace, appUrl: string): ReadLetter => {
  const boxes = new Map<string, Letter[]>();
  const look = createLook(call, appUrl);
  const looking = { until: 0, run: Promise.resolve() };

  const lookAgain = (): Promise<void> => {
    const now = pace.now().getTime();
    if (now >= looking.until) {
      looking.until = now + LOOK_EVERY_MS;
      looking.run = look((mail) => boxes.get(mail.to)?.push(letterOf(mail.text)));
    }
    return looking.run;
  };
  return async (email, place, patienceMs) => {
    const box = boxes.get(email) ?? [];
    boxes.set(email, box);
    for (const end = pace.now().getTime() + patienceMs; pace.now().getTime() < end;) {
      await lookAgain();
      const letter = box[place];
      if (letter !== undefined) return letter;
      await pace.wait(LOOK_EVERY_MS);
    }
    boxes.delete(email);
    return null;
  };
};

const MAILS = z.object({
  items: z.array(z.object({ id: z.string(), to: z.string(), text: z.string() })),
});
type Mail = z.infer<typeof MAILS>['items'][number];

/** Tells of each mail once. Ids grow with time. */
const createLook = (call: Caller, appUrl: string) => {
  let last = '';
  return async (tell: (mail: Mail) => void): Promise<void> => {
    const { status, body } = await call({ url: `${appUrl}/mailbox.json?limit=30` });
    if (status !== 200) throw new Error(`the mailbox answered ${status}`);
    const fresh = MAILS.parse(JSON.parse(body)).items.filter(({ id }) => id > last);
    for (const mail of fresh.toReversed()) {
      last = mail.id;
      tell(mail);
    }
  };
};

const letterOf = (text: string): Letter => ({
  returnUrl: /https?:\/\/[^\s<>"]+\/r\/[\w-]+/.exec(text)?.[0] ?? null,
  unsubscribeUrl: /https?:\/\/[^\s<>"]+\/u\/[\w-]+/.exec(text)?.[0] ?? null,
});
