import { createCipheriv, createDecipheriv, createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { RandomBytes } from './core/words/ids.ts';
import { SecretUnreadable, type SealedPlace, type Secrets } from './ports/secrets.ts';
import { StoreUnusable } from './ports/store/unusable.ts';
import { makeFolder } from './store/make-folder.ts';

export type EncryptionKeys = { readonly current: Uint8Array; readonly previous: Uint8Array | null };

const KEY_BYTES = 32;
const NONCE_BYTES = 12; // 96 bits: GCM's own size; random nonces stay safe for 2^32 texts under one key
const TAG_BYTES = 16;

/** AES-256-GCM. A sealed text is `v1.<key id>.<nonce, tag and ciphertext in base64url>`. */
export const createSecrets = ({ current, previous }: EncryptionKeys, randomBytes: RandomBytes): Secrets => {
  const key = namedKey(current);
  const keys = previous ? [key, namedKey(previous)] : [key];
  const find = (keyId: string) => keys.find(({ id }) => id === keyId);

  const open = (sealed: string, place: SealedPlace) => {
    const { keyId, bytes } = parse(sealed);
    const found = find(keyId);
    if (!found)
      throw new SecretUnreadable(
        `${place.purpose} is encrypted under the key ${keyId}, which is neither ENCRYPTION_KEY nor ENCRYPTION_KEY_PREVIOUS.`,
      );
    return decrypt(found.key, bytes, place);
  };
  const seal = (text: string, place: SealedPlace) =>
    `v1.${key.id}.${encrypt({ key: key.key, nonce: randomBytes(NONCE_BYTES), text, place }).toString('base64url')}`;

  return {
    seal,
    open,
    reseal: (sealed, place) => (parse(sealed).keyId === key.id ? null : seal(open(sealed, place), place)),
    keyIds: { current: key.id, previous: keys[1]?.id ?? null },
  };
};

/**
 * The keys given, or that of the key file beside the SQLite database, which is made (readable by its owner only) when
 * it is not there. Who loses it loses the stores' credentials: it belongs into the backup, apart from the database.
 */
export const loadKeys = async (given: GivenKeys): Promise<EncryptionKeys> => {
  if (given.current) return { current: given.current, previous: given.previous };
  if (given.sqliteFile === null) throw new Error('PostgreSQL needs ENCRYPTION_KEY.');
  const current = await readOrMakeKeyFile(keyFileOf(given.sqliteFile), given.randomBytes);
  return { current, previous: given.previous };
};

export type GivenKeys = {
  readonly current: Uint8Array | null;
  readonly previous: Uint8Array | null;
  /** Null on PostgreSQL, which needs `current`. */
  readonly sqliteFile: string | null;
  readonly randomBytes: RandomBytes;
};

/** Ids of the keys that are given or lie in the key file; none where neither is there yet. Makes no file. */
export const keyIdsAtHand = async (given: Omit<GivenKeys, 'randomBytes'>): Promise<readonly string[]> => {
  const { current, previous, sqliteFile } = given;
  const own = current ?? (sqliteFile === null ? null : await readKeyFileIfThere(keyFileOf(sqliteFile)));
  return [own, previous].flatMap((key) => (key === null ? [] : [namedKey(key).id]));
};

const keyFileOf = (sqliteFile: string) => `${sqliteFile}.key`;

const readKeyFileIfThere = (path: string): Promise<Uint8Array | null> =>
  readKeyFile(path).catch((reason: unknown) => {
    if ((reason as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw reason;
  });

const namedKey = (bytes: Uint8Array) => {
  if (bytes.length !== KEY_BYTES)
    throw new Error(`An encryption key has ${KEY_BYTES} bytes, not ${bytes.length}.`);
  const id = createHash('sha256').update('retorno key id').update(bytes).digest('hex').slice(0, 8);
  // As raw bytes it would be made into a key anew for each text, which costs more than the encryption.
  return { id, key: createSecretKey(bytes) };
};

const encrypt = ({ key, nonce, text, place }: Encryption): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(placeBytes(place));
  const body = cipher.update(text, 'utf8');
  cipher.final(); // as long as the text: GCM pads nothing, so nothing is left to come
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
};

type Encryption = {
  readonly key: KeyObject;
  readonly nonce: Uint8Array;
  readonly text: string;
  readonly place: SealedPlace;
};

const decrypt = (key: KeyObject, bytes: Buffer, place: SealedPlace): string => {
  try {
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(placeBytes(place));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
    decipher.final(); // throws where it is not ours
    return text.toString('utf8');
  } catch {
    throw new SecretUnreadable(`${place.purpose} is damaged or was encrypted for another place.`);
  }
};

/** JSON keeps the two apart: no purpose and store together read as another pair. */
const placeBytes = ({ purpose, storeId }: SealedPlace) => Buffer.from(JSON.stringify([purpose, storeId]));

const parse = (sealed: string) => {
  const [version, keyId, body] = sealed.split('.');
  if (version !== 'v1' || keyId === undefined || body === undefined)
    throw new SecretUnreadable('This is not an encrypted text.');
  return { keyId, bytes: Buffer.from(body, 'base64url') };
};

const readOrMakeKeyFile = async (path: string, randomBytes: RandomBytes): Promise<Uint8Array> => {
  const fresh = Buffer.from(randomBytes(KEY_BYTES)).toString('base64');
  makeFolder(path);
  try {
    await writeFile(path, `${fresh}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (reason) {
    const { code, message } = reason as NodeJS.ErrnoException;
    if (code !== 'EEXIST')
      throw new StoreUnusable(`The key file cannot be made: ${message}.`, { cause: reason });
  }
  return readKeyFile(path);
};

const readKeyFile = async (path: string): Promise<Uint8Array> => {
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
  if (key.length !== KEY_BYTES)
    throw new Error(`The key file ${path} does not hold 32 bytes in base64; put the right one back.`);
  return key;
};
