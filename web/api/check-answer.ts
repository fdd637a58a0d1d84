import * as carts from '../../src/http/contract/carts.ts';
import * as contacts from '../../src/http/contract/contacts.ts';
import * as deliveries from '../../src/http/contract/deliveries.ts';
import type { Endpoint } from '../../src/http/contract/endpoint.ts';
import * as flows from '../../src/http/contract/flows.ts';
import * as me from '../../src/http/contract/me.ts';
import * as messages from '../../src/http/contract/messages.ts';
import * as reconciliations from '../../src/http/contract/reconciliations.ts';
import * as reports from '../../src/http/contract/reports.ts';
import * as settings from '../../src/http/contract/settings.ts';
import * as shoppers from '../../src/http/contract/shoppers.ts';
import * as tasks from '../../src/http/contract/tasks.ts';

const resources = [
  carts,
  contacts,
  deliveries,
  flows,
  me,
  messages,
  reconciliations,
  reports,
  settings,
  shoppers,
  tasks,
];

/** Development only: an answer that is not as the contract says is our bug, and is to be seen at once. */
export const checkAnswer = (method: string, path: string, answer: unknown): void => {
  const endpoint = endpoints().find((one) => one.method === method && one.path === path);
  if (endpoint?.answer.kind !== 'json') return;
  const checked = endpoint.answer.schema.safeParse(answer);
  if (!checked.success)
    throw new Error(`${method} ${path} answers against the contract: ${checked.error.message}`);
};

const endpoints = (): Endpoint[] =>
  resources.flatMap((resource) =>
    Object.values(resource).filter((value): value is Endpoint => isEndpoint(value)),
  );

const isEndpoint = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'answer' in value && 'path' in value;
