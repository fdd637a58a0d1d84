import { useState } from 'react';
import { Button } from '@shopify/polaris';
import { ExportIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { useFrame, type Frame } from '../frames/frame.ts';
import { useNotify } from './notices.tsx';

type Props = { readonly url: string; readonly name: string; readonly label: string };

/** A file of the API. Alone it is a plain link; inside another admin no cookie opens it, so it is fetched first. */
export const DownloadButton = ({ url, name, label }: Props) => {
  const { t } = useTranslation();
  const notify = useNotify();
  const frame = useFrame();
  const [isLoading, setIsLoading] = useState(false);
  if (frame.name === 'alone') {
    return (
      <Button icon={ExportIcon} url={url} download={name}>
        {label}
      </Button>
    );
  }
  const load = async (): Promise<void> => {
    setIsLoading(true);
    try {
      save(await fetchFile(url, frame), name);
    } catch {
      notify(t('common.failed'), 'bad');
    } finally {
      setIsLoading(false);
    }
  };
  return (
    <Button icon={ExportIcon} loading={isLoading} onClick={() => void load()}>
      {label}
    </Button>
  );
};

const fetchFile = async (url: string, frame: Pick<Frame, 'authorise'>): Promise<Blob> => {
  const response = await fetch(url, { headers: await frame.authorise() });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.blob();
};

const save = (file: Blob, name: string): void => {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};
