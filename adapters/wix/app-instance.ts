import { z } from 'zod';
import { isRecord } from '../../src/core/privacy/projection.ts';
import { isSignedBy } from '../../src/core/webhooks/signature.ts';
import { decodeJson } from '../../src/core/words/json.ts';
import { id, instant, text } from '../../src/core/words/tolerant.ts';

export type AppInstance = {
  readonly instanceId: string;
  readonly userId: string | null;
  readonly signedAt: Date;
};

/**
 * The `instance` parameter that Wix gives to a frame of its dashboard: a signature by the app's secret and what it
 * signs, both in base64url. Frames of the site get one too, whoever looks at it: only an owner's opens the admin.
 */
export const readAppInstance = (token: string, appSecret: string): AppInstance | null => {
  const [signature, payload, more] = token.split('.');
  if (!signature || !payload || more !== undefined) return null;
  const standard = Buffer.from(signature, 'base64url').toString('base64');
  const signed = { parts: [payload], signature: standard, secrets: [appSecret], encoding: 'base64' } as const;
  if (!isSignedBy(signed)) return null;
  const parsed = decodeJson(Buffer.from(payload, 'base64url'));
  if (parsed.kind !== 'parsed' || !isRecord(parsed.value)) return null;
  const { instanceId, uid, permissions, signDate } = instanceBody.parse(parsed.value);
  if (instanceId === null || signDate === null || permissions?.toUpperCase() !== 'OWNER') return null;
  return { instanceId, userId: uid, signedAt: signDate };
};

const instanceBody = z.object({ instanceId: id, uid: id, permissions: text, signDate: instant });
