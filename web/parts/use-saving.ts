import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotify } from './notices.tsx';

type Saving<Value> = {
  readonly save: (value: Value) => Promise<void>;
  readonly onSaved: () => void;
  /** What to say when it failed. */
  readonly tell: (error: unknown) => string;
};

/** Saving in several calls as one act: it says that it is under way, that it is done, or why not. */
export const useSaving = <Value>({ save, onSaved, tell }: Saving<Value>) => {
  const { t } = useTranslation();
  const notify = useNotify();
  const [isSaving, setIsSaving] = useState(false);
  const run = async (value: Value): Promise<void> => {
    setIsSaving(true);
    try {
      await save(value);
      onSaved();
      notify(t('saveBar.saved'));
    } catch (error) {
      notify(tell(error), 'bad');
    } finally {
      setIsSaving(false);
    }
  };
  return { isSaving, start: (value: Value): void => void run(value) };
};
