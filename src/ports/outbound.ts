/** A `fetch` with a time limit, bounded retries and, for addresses given by merchants, the SSRF guard. */
export type Outbound = (request: OutboundRequest) => Promise<OutboundResult>;

export type OutboundRequest = {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole exchange, redirects included; milliseconds. */
  readonly timeoutMs?: number;
  readonly maxResponseBytes?: number;
};

export type OutboundResult =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Headers; readonly body: string }
  /** The address is not allowed: not public, not http(s), or its name resolves to such. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** No answer in time or at all. `reason` carries no secret. */
  | { readonly kind: 'unreachable'; readonly reason: string };
