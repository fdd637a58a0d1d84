import { join } from 'node:path';
import { readAdminFiles, type AdminFile } from '../http/admin/admin-files.ts';
import { buildAdminWhenStale } from '../http/admin/build-admin.ts';
import type { Log } from '../ports/log.ts';

const root = join(import.meta.dirname, '../..');

/**
 * The built admin, built first where that is due. A server without it still takes webhooks and sends: it says what is
 * wrong in its log and goes on, with a plain page at `/admin`.
 */
export const readBuiltAdmin = async (log: Log): Promise<ReadonlyMap<string, AdminFile>> => {
  try {
    if ((await buildAdminWhenStale(root)) === 'built') log.info({}, 'admin built');
    return await readAdminFiles(join(root, 'dist/web'));
  } catch (error) {
    log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'admin not built');
    return new Map();
  }
};
