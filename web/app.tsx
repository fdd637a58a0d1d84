import { useState } from 'react';
import type { i18n } from 'i18next';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { I18nextProvider } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { problemOf } from './api/problem.ts';
import { FrameProvider, type Frame } from './frames/frame.ts';
import { createRoutes } from './routes.tsx';

type Props = { readonly frame: Frame; readonly words: i18n };

export const App = ({ frame, words }: Props) => {
  const [queries] = useState(createQueries);
  const [router] = useState(createRoutes);
  return (
    <I18nextProvider i18n={words}>
      <FrameProvider value={frame}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </FrameProvider>
    </I18nextProvider>
  );
};

/** An answer below 500 is an answer: asking again would bring the same. */
const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && (problemOf(error)?.status ?? 500) >= 500,
        staleTime: 5_000,
      },
    },
  });
