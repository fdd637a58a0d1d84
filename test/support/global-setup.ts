import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildAdminWhenStale } from '../../src/http/admin/build-admin.ts';
import { openDesk } from './desk.ts';

declare module 'vitest' {
  interface ProvidedContext {
    deskUrl: string;
  }
}

let desk: Awaited<ReturnType<typeof openDesk>> | undefined;

/** The admin is built once, before servers and browsers of many tests want it at the same time. */
export const setup = async (project: TestProject) => {
  await buildAdminWhenStale(join(import.meta.dirname, '../..'));
  desk = await openDesk();
  project.provide('deskUrl', desk.url);
};

export const teardown = () => desk?.close();
