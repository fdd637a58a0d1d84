import { request } from 'node:http';

/** Milliseconds until the whole answer is there, and its bytes. Throws on anything but 200. */
export const askTimed = (
  port: number,
  path: string,
  key: string,
): Promise<{ readonly ms: number; readonly bytes: number }> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const headers = { authorization: `Bearer ${key}` };
    const call = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve({ ms: performance.now() - began, bytes });
        else reject(new Error(`${path}: ${response.statusCode}`));
      });
    });
    call.on('error', reject);
    call.end();
  });
