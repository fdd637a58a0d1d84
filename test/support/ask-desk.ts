import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';

/** Plain `node:http` without a pool: it goes through no proxy and leaves no socket open behind a test. */
export const askDesk = (what: 'postgres' | 'chromium') =>
  new Promise<string>((resolve, reject) => {
    const call = request(`${inject('deskUrl')}/${what}`, { agent: false }, (response) => {
      text(response).then(
        (answer) => (response.statusCode === 200 ? resolve(answer) : reject(new Error(answer))),
        reject,
      );
    });
    call.on('error', reject).end();
  });
