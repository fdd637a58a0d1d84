import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The path of a Chromium: `CHROMIUM_PATH`, one of the usual places, or Debian's package, installed here when we are root. */
export const findOrInstallChromium = async (): Promise<string> => {
  const found = await findChromium();
  if (found) return found;
  if (process.getuid?.() !== 0 || !(await mayRun('/usr/bin/apt-get'))) throw new Error(howToGetOne);

  await aptGet('update');
  await aptGet('install', '--yes', '--no-install-recommends', 'chromium');
  const installed = await findChromium();
  if (!installed) throw new Error(howToGetOne);
  return installed;
};

const findChromium = async () => {
  const given = process.env['CHROMIUM_PATH'];
  for (const path of given ? [given] : usualPlaces) if (await mayRun(path)) return path;
  return undefined;
};

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const howToGetOne =
  'The browser tests need Chromium: install it (Debian: apt-get install chromium) or name one in CHROMIUM_PATH.';

const mayRun = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const aptGet = (...arguments_: string[]) =>
  promisify(execFile)('/usr/bin/apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...arguments_], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 64 * 1024 * 1024,
  });
