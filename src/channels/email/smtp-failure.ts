/** What went wrong, and when. `after`: the final dot was sent, so the server may have the message. */
export type SmtpFailure = {
  readonly phase: 'connect' | 'login' | 'before_dot' | 'after_dot';
  readonly error: SmtpError;
};

/** As nodemailer tells it; `response` is the server's last reply, where it gave one. */
export type SmtpError = Error & {
  readonly code?: string | undefined;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
};

/** What a failure means for the message, the account and the recipient. */
export type Verdict =
  /** Hung up or silent before the final dot, without a word. */
  | { readonly kind: 'cut'; readonly reason: string }
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs: number }
  | { readonly kind: 'refused'; readonly reason: string; readonly suppress: boolean }
  /** The account (login, TLS, closed) or this store's use of it (sender address, policy) is the cause. */
  | { readonly kind: 'down'; readonly reason: string; readonly scope: 'account' | 'store' }
  | { readonly kind: 'uncertain'; readonly reason: string };

/** Judges a failed hand-over by its phase first, then by the server's code. */
export const judge = ({ phase, error: whole }: SmtpFailure): Verdict => {
  const error = shortened(whole);
  const code = error.responseCode ?? null;
  if (phase === 'connect') return judgeConnect(error, code);
  if (phase === 'login') return { kind: 'down', scope: 'account', reason: `login: ${describe(error)}` };
  if (code === null) return judgeSilence(phase, error);
  if (code === 421) return { kind: 'down', scope: 'account', reason: describe(error) };
  if (code < 500) return { kind: 'retry', reason: describe(error), afterMs: waitAfter(code) };
  return judgeRefusal(error, code);
};

/** A reply may be as long as the server likes; nothing after its first lines is of interest. */
const shortened = ({ code, command, message, response, responseCode }: SmtpError): SmtpError => ({
  name: 'SmtpError',
  code,
  command,
  message: message.slice(0, LONGEST_REPLY),
  response: response?.slice(0, LONGEST_REPLY),
  responseCode,
});

const LONGEST_REPLY = 400;

/** Greylisting servers want the same message again after a minute or more; a busy one may be free sooner. */
const waitAfter = (code: number): number => (code === 450 || code === 451 ? 60_000 : 30_000);

/** A server that is not there, or has no TLS that holds, is the channel's fault; one that hangs up may be busy. */
const judgeConnect = (error: SmtpError, code: number | null): Verdict =>
  code === null && error.code === 'ECONNECTION'
    ? { kind: 'cut', reason: 'connection cut while connecting' }
    : { kind: 'down', scope: 'account', reason: describe(error) };

const judgeSilence = (phase: SmtpFailure['phase'], error: SmtpError): Verdict =>
  phase === 'after_dot'
    ? { kind: 'uncertain', reason: `after the final dot: ${describe(error)}` }
    : { kind: 'cut', reason: `before the final dot: ${describe(error)}` };

/** A permanent refusal: of the sender or by policy (the channel's fault), of the recipient, or of this message. */
const judgeRefusal = (error: SmtpError, code: number): Verdict => {
  const reason = describe(error);
  const response = error.response ?? '';
  const enhanced = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] ?? null;
  if (error.command === 'MAIL FROM' || isChannelsFault(code, enhanced, response))
    return { kind: 'down', scope: 'store', reason };
  const isRecipient = error.command === 'RCPT TO';
  const suppress =
    enhanced === null
      ? isRecipient && UNKNOWN_USER_CODES.includes(code) && !POLICY_WORDS.test(response)
      : GONE.test(enhanced);
  return { kind: 'refused', reason, suppress };
};

/** No such user or host, moved, disabled. Not 5.1.7 and 5.1.8, which are about the sender. */
const GONE = /^5\.(1\.(1|2|3|6|10)|2\.1)$/;
const UNKNOWN_USER_CODES = [550, 551, 553];
const POLICY_WORDS = /relay|policy|spam|block|denied|auth|reputation|listed|rbl|spf|dkim|dmarc|rate|limit/i;

/** 530 to 538 ask for a login or TLS; 5.7.2x and 5.7.5xx say that the sender is not authenticated (SPF, DKIM, DMARC). */
const isChannelsFault = (code: number, enhanced: string | null, response: string): boolean =>
  (code >= 530 && code <= 538) ||
  /^5\.(1\.[78]|7\.(8|9|1\d|2\d|5\d\d))$/.test(enhanced ?? '') ||
  /relay(ing)?\b.*(denied|not permitted|not allowed)|(denied|not permitted|not allowed).*\brelay/i.test(
    response,
  );

/** The server's words for the merchant, without anybody's address; errors of our own by their code. */
const describe = (error: SmtpError): string =>
  (error.response ?? `${error.code ?? 'error'}: ${error.message}`)
    .replaceAll(/[^\s<>"']+@[^\s<>"']+/g, '…')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200);
