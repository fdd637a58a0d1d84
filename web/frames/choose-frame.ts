import type { Frame } from './frame.ts';

const FRAMES: Readonly<Record<Frame['name'], () => Promise<Frame>>> = {
  alone: async () => (await import('./alone.tsx')).alone,
  shopify: async () => (await import('./shopify.tsx')).shopify,
  nuvemshop: async () => (await import('./nuvemshop.tsx')).createNuvemshop(),
  wordpress: async () => (await import('./wordpress.tsx')).createWordPress(),
  wix: async () => (await import('./wix.tsx')).createWix(),
};

/** The server says in whose frame the page was opened; only that frame's code is loaded. */
export const chooseFrame = async (): Promise<Frame> => {
  const told = document.querySelector<HTMLMetaElement>('meta[name="retorno-frame"]')?.content ?? '';
  return (Object.hasOwn(FRAMES, told) ? FRAMES[told as Frame['name']] : FRAMES.alone)();
};
