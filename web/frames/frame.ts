import { createContext, useContext, type ComponentType, type ReactNode } from 'react';

/**
 * Where the admin stands: alone, or inside a platform's own admin. A frame brings what lets calls in, what surrounds
 * the pages, and its theme (a style sheet under `html[data-frame=<name>]`). Platform glue lives here and nowhere else.
 */
export type Frame = {
  readonly name: 'alone' | 'shopify' | 'nuvemshop' | 'wordpress' | 'wix';
  /** Headers that let a call in. Asked before each call, since platforms' tokens live for a minute. */
  readonly authorise: () => Promise<Readonly<Record<string, string>>>;
  readonly Shell: ComponentType<{ readonly children: ReactNode }>;
  /** What to do when the session is over. */
  readonly SignedOut: ComponentType;
  /** The language in which the admin around is read; null: the reader's own. */
  readonly language: string | null;
  /** With it another page of ours may stand in this frame too; empty where nothing has to be said. */
  readonly query: string;
};

const FrameContext = createContext<Frame | null>(null);

export const FrameProvider = FrameContext.Provider;

export const useFrame = (): Frame => {
  const frame = useContext(FrameContext);
  if (frame === null) throw new Error('The pages stand inside a frame.');
  return frame;
};
