import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAdminFiles } from '../../../src/http/admin/admin-files.ts';
import { adminRoutes } from '../../../src/http/admin/admin-pages.ts';
import { securityHeaders } from '../../../src/http/security-headers.ts';
import { listen, type Listening } from '../../../src/http/server.ts';

let folder: string;
let server: Listening;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'admin-'));
  await mkdir(join(folder, 'web/assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'not for you');
  await writeFile(join(folder, 'web/index.html'), '<p>admin</p>');
  await writeFile(join(folder, 'web/mail.html'), '<p>mail</p>');
  await writeFile(join(folder, 'web/assets/main-1a2b.js'), 'let a;'.repeat(200));
  const app = express().use(securityHeaders(false), adminRoutes(await readAdminFiles(join(folder, 'web'))));
  server = await listen(app, { host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await server.close(100);
  await rm(folder, { recursive: true });
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

describe('the pages of the admin', () => {
  it.each(['/admin', '/admin/', '/admin/carts', '/admin/carts/abc?tab=all', '/admin/automation/x/y'])(
    '%s is the first page: the browser finds the rest',
    async (path) => {
      const { status, text, headers } = await get(path);

      expect([status, text]).toEqual([200, '<p>admin</p>']);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('cache-control') ?? '').not.toContain('immutable');
    },
  );

  it('a file with a hash in its name may be kept for ever, and comes compressed to whom takes that', async () => {
    const [plain, zipped] = await Promise.all([
      get('/admin/assets/main-1a2b.js', { 'accept-encoding': 'identity' }),
      get('/admin/assets/main-1a2b.js', { 'accept-encoding': 'gzip' }),
    ]);

    expect(plain.text).toBe(zipped.text);
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(zipped.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(zipped.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('a file of an earlier build is 404 and not the first page, which would be run as a script', async () => {
    expect((await get('/admin/assets/main-0000.js')).status).toBe(404);
  });

  it('the page for mails takes inline styles, runs nothing, and stands in our own frame only', async () => {
    const { headers } = await get('/admin/mail.html');
    const policy = headers.get('content-security-policy') ?? '';

    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("style-src 'unsafe-inline'");
    expect(policy).toContain('sandbox allow-same-origin');
    expect(policy).not.toContain('script-src');
    expect(policy).toContain("frame-ancestors 'self'");
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
  });

  it.each([
    '/admin/../secret.txt',
    '/admin/%2e%2e/secret.txt',
    '/admin/..%2fsecret.txt',
    '/admin/assets/..%5c..%5csecret.txt',
  ])('%s reaches nothing outside the folder', async (path) => {
    expect((await get(path)).text).not.toContain('not for you');
  });
});
