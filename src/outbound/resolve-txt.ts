import { Resolver } from 'node:dns/promises';

/** Texts of a name, each put together from its parts; none where there is no such name. Rejects without an answer. */
export const systemResolveTxt = async (name: string): Promise<readonly string[]> => {
  try {
    const records = await new Resolver({ timeout: 3_000, tries: 2 }).resolveTxt(name);
    return records.map((parts) => parts.join(''));
  } catch (reason) {
    if (['ENOTFOUND', 'ENODATA'].includes(String((reason as NodeJS.ErrnoException).code))) return [];
    throw new Error(`the DNS does not answer for ${name}`, { cause: reason });
  }
};
