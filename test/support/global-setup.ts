import type { TestProject } from 'vitest/node';
import { openDesk } from './desk.ts';

declare module 'vitest' {
  interface ProvidedContext {
    deskUrl: string;
  }
}

let desk: Awaited<ReturnType<typeof openDesk>> | undefined;

export const setup = async (project: TestProject) => {
  desk = await openDesk();
  project.provide('deskUrl', desk.url);
};

export const teardown = () => desk?.close();
