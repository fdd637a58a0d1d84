import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFrame } from '../frames/frame.ts';
import { createCall, type Call } from './client.ts';

/** The API as this session and this reader call it. */
export const useApi = (): Call => {
  const frame = useFrame();
  const { i18n } = useTranslation();
  return useMemo(() => createCall(frame, () => i18n.language), [frame, i18n]);
};
