import type { ConnectedStore, Stores } from '../../../ports/store/stores.ts';
import { fine, wrong, type Examiner, type Finding } from './check.ts';
import { senderExaminers, type ResolveTxt } from './senders.ts';

export type MailExaminerParts = {
  /** As the environment says; null without SMTP_URL. */
  readonly mail:
    | { readonly kind: 'mailbox'; readonly from: string }
    | { readonly kind: 'smtp'; readonly url: string; readonly from: string }
    | null;
  /** Connects and logs in as for a mail, hands none over. */
  readonly checkSmtp: (
    url: string,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }>;
  readonly resolveTxt: ResolveTxt;
};

/** Three phases of eight seconds each. */
const SMTP_LIMIT_MS = 25_000;

export const mailExaminers = (
  parts: MailExaminerParts,
  stores: readonly ConnectedStore[],
  secrets: Stores['secrets'],
): readonly Examiner[] => [
  { name: 'smtp', limitMs: SMTP_LIMIT_MS, look: () => operatorsSmtp(parts) },
  ...stores
    .filter(({ hasSmtpUrl }) => hasSmtpUrl)
    .map(({ id }) => ({
      name: `smtp:${id}`,
      limitMs: SMTP_LIMIT_MS,
      look: async () => {
        const url = (await secrets(id))?.smtpUrl ?? null;
        return url === null ? fine('uses the operator’s') : tried(parts, url);
      },
    })),
  ...(parts.mail?.kind === 'mailbox' ? [] : senderExaminers(sendersOf(parts, stores), parts.resolveTxt)),
];

const operatorsSmtp = async (parts: MailExaminerParts): Promise<Finding> => {
  if (parts.mail === null) return wrong('SMTP_URL is not set: e-mail is down, nothing is sent');
  if (parts.mail.kind === 'mailbox') return fine('the built-in mailbox: no mail leaves this machine');
  return tried(parts, parts.mail.url);
};

const tried = async ({ checkSmtp }: MailExaminerParts, url: string): Promise<Finding> => {
  const answer = await checkSmtp(url);
  return answer.ok ? fine('connected and logged in') : wrong(answer.reason);
};

const sendersOf = ({ mail }: MailExaminerParts, stores: readonly ConnectedStore[]): readonly string[] => [
  ...(mail === null ? [] : [mail.from]),
  ...stores.flatMap(({ settings }) => settings.email.fromAddress ?? []),
];
