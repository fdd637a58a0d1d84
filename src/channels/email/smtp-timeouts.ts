/** How long each phase may take, milliseconds. */
export type SmtpTimeouts = {
  /** Name look-up, connection, greeting, TLS and login, each. */
  readonly connectMs: number;
  /** From MAIL to the end of the body. */
  readonly beforeDotMs: number;
  /** The server's answer to the final dot; some scan the mail before they answer. */
  readonly afterDotMs: number;
};
