import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { chooseFrame } from './frames/choose-frame.ts';
import { preferredLanguage, startWords } from './words/i18n.ts';

const start = async (): Promise<void> => {
  const frame = await chooseFrame();
  document.documentElement.dataset['frame'] = frame.name;
  const words = await startWords(preferredLanguage(frame.language));
  const root = document.getElementById('app');
  if (root === null) throw new Error('The page has no place for the admin.');
  createRoot(root).render(
    <StrictMode>
      <App frame={frame} words={words} />
    </StrictMode>,
  );
};

void start();
