import { hash } from 'node:crypto';
import type { Calls, Embedding, TokenOwner } from '../../src/ports/platform-work.ts';
import type { App } from './access.ts';
import { readAppInstance } from './app-instance.ts';
import { askTokenInfo, type TokenInfo } from './token-info.ts';

/** Wix's dashboard, in which the admin is a frame. The site itself, on a domain of its own, never frames it. */
const DASHBOARD = ['https://*.wix.com'];

/** A token revoked meanwhile is good for so much longer. */
const TRUSTED_MS = 60_000;
const MOST_REMEMBERED = 1_000;
/** An `instance` is made when the frame is opened; the listing's rules let none older than a day change anything. */
const LONGEST_MS = 24 * 3_600_000;

type Judged = { readonly owner: TokenOwner | null; readonly until: number };

export const createEmbedding = (app: App): Embedding => {
  const judged = new Map<string, Judged>();
  const asking = new Map<string, Promise<TokenOwner | null>>();

  const judge = async (token: string, key: string, calls: Calls): Promise<TokenOwner | null> => {
    const verdict = await ownerOf(token, app, calls);
    if (verdict.kind === 'unknown') return null;
    const { owner } = verdict;
    const now = calls.now().getTime();
    if (judged.size >= MOST_REMEMBERED) judged.delete(judged.keys().next().value ?? '');
    judged.set(key, { owner, until: Math.min(now + TRUSTED_MS, owner?.expiresAt.getTime() ?? Infinity) });
    return owner;
  };

  return {
    ancestors: () => DASHBOARD,
    opened: ({ frame, instance }) => {
      if (instance !== undefined && instance.split('.').length === 2)
        return { storeKey: readAppInstance(instance, app.appSecret)?.instanceId ?? null };
      return frame === 'wix' ? { storeKey: null } : null;
    },
    // Who opens the dashboard's frame has the app installed, and the app's own secret makes tokens for the site.
    grant: async (_token, { storeKey }) => ({
      kind: 'granted',
      externalKey: storeKey,
      url: null,
      credentials: { kind: 'wix_instance', instanceId: storeKey },
    }),
    readToken: async (token, calls) => {
      if (!mayBeOurs(token, app)) return null;
      const key = hash('sha256', token, 'base64url');
      const known = judged.get(key);
      if (known !== undefined && known.until > calls.now().getTime()) return known.owner;
      judged.delete(key);
      const running = asking.get(key) ?? judge(token, key, calls).finally(() => asking.delete(key));
      asking.set(key, running);
      return running;
    },
  };
};

/**
 * What need not be asked for: an `instance` that the app's secret did not sign, and the bare tokens of other
 * platforms. Wix's own have a prefix, such as `OauthNG.JWS.`.
 */
const mayBeOurs = (token: string, app: App): boolean => {
  if (token.length < 16 || token.length > 8_000 || !/^[\w.~+/=-]+$/.test(token)) return false;
  const parts = token.split('.').length;
  return parts === 2 ? readAppInstance(token, app.appSecret) !== null : parts > 3;
};

type Verdict =
  | { readonly kind: 'judged'; readonly owner: TokenOwner | null }
  /** Wix did not answer: asked again next time. */
  | { readonly kind: 'unknown' };

const ownerOf = async (token: string, app: App, calls: Calls): Promise<Verdict> => {
  const info = await askTokenInfo(token, calls);
  if (info.kind === 'refused') return { kind: 'judged', owner: null };
  if (info.kind !== 'told') {
    calls.log.warn({ platform: 'wix', outcome: info.kind }, 'token not judged');
    return { kind: 'unknown' };
  }
  const owner =
    readAppInstance(token, app.appSecret) === null ? ofAccessToken(info, app) : ofInstance(token, info, app);
  return { kind: 'judged', owner: owner !== null && owner.expiresAt > calls.now() ? owner : null };
};

/** Members and visitors of the site have tokens of our app too: they are shoppers. */
const MAY_MANAGE: ReadonlySet<string> = new Set(['USER', 'APP']);

const ofAccessToken = (info: TokenInfo, { appId }: App): TokenOwner | null => {
  const { active, instanceId, clientId, expiresAt, subjectType, subjectId } = info;
  if (!active || instanceId === null || clientId !== appId || expiresAt === null) return null;
  if (!MAY_MANAGE.has(subjectType ?? '')) return null;
  return { storeKey: instanceId, userId: subjectType === 'USER' ? subjectId : null, expiresAt };
};

/** Both the signature and Wix have to say the same instance. */
const ofInstance = (token: string, info: TokenInfo, { appId, appSecret }: App): TokenOwner | null => {
  const signed = readAppInstance(token, appSecret);
  if (signed === null || !info.active || info.instanceId !== signed.instanceId) return null;
  if (info.clientId !== null && info.clientId !== appId) return null;
  const latest = signed.signedAt.getTime() + LONGEST_MS;
  const expiresAt = new Date(Math.min(latest, info.expiresAt?.getTime() ?? latest));
  return { storeKey: signed.instanceId, userId: signed.userId, expiresAt };
};
