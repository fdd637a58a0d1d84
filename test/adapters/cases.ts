import type { ServerResponse } from 'node:http';
import type { Adapter, Credentials, StoreFacts } from '../../src/ports/adapter.ts';
import { parseExact } from '../../src/core/words/json.ts';
import type { Received } from '../support/honest-server.ts';

/** What a platform tells of itself so that every adapter can be held to the same promises. */
export type AdapterCases = {
  readonly create: () => Adapter;
  readonly store: StoreFacts;
  /** Null for platforms without signed webhooks. */
  readonly signing: Signing | null;
  /** Realistic whole bodies with the topic they come by. */
  readonly deliveries: readonly { readonly name: string; readonly topic: string; readonly body: unknown }[];
  /** What stands in those bodies and must never be stored. */
  readonly forbidden: readonly string[];
  /** Null where the platform cannot list orders. */
  readonly listing: ListingCases | null;
  /** For adapters that do more at their platform than list; left out: the listing's credentials, and nothing begun. */
  readonly work?: WorkCases;
};

export type WorkCases = {
  readonly credentials?: Credentials;
  /** What must stand in no result and no log. */
  readonly secrets: readonly string[];
  /** What a merchant begins to connect with, and what comes back. */
  readonly begun?: Readonly<Record<string, string>>;
  readonly answer?: Readonly<Record<string, string>>;
};

export type Signing = {
  /** Everything but the signature. */
  readonly headers: Readonly<Record<string, string>>;
  readonly header: string;
  readonly sign: (body: Uint8Array, secret: string) => string;
  /** The same signature, written in another encoding. */
  readonly otherwise: (signature: string) => readonly string[];
};

export type ListingCases = {
  readonly credentials: Credentials;
  readonly secrets: readonly string[];
  /** Answers a call for a token, and says whether it was one; left out where calls need none. */
  readonly grants?: (request: Received, response: ServerResponse) => boolean;
  /** Answers two pages of one order each; `asked` counts from 0. */
  readonly twoPages: (request: Received, response: ServerResponse, asked: number) => void;
  readonly orderIds: readonly string[];
};

/** A fixture as the receiving end reads it. */
export const readFixture = (text: string): unknown => {
  const parsed = parseExact(text);
  if (parsed.kind !== 'parsed') throw new Error(parsed.reason);
  return parsed.value;
};
