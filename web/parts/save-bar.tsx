import { useEffect } from 'react';
import { Button, InlineStack, Modal, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';

type Props = {
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
};

/** Appears with the first change, stays until it is saved or discarded; leaving asks first. */
export const SaveBar = ({ isChanged, isSaving, onSave, onDiscard }: Props) => {
  const { t } = useTranslation();
  return (
    <>
      {isChanged ? (
        <section className="save-bar" aria-label={t('saveBar.label')}>
          <Text as="p" fontWeight="semibold">
            {t('saveBar.unsaved')}
          </Text>
          <InlineStack gap="200" wrap={false}>
            <Button onClick={onDiscard} disabled={isSaving}>
              {t('saveBar.discard')}
            </Button>
            <Button variant="primary" onClick={onSave} loading={isSaving}>
              {t('saveBar.save')}
            </Button>
          </InlineStack>
        </section>
      ) : null}
      <LeaveQuestion isChanged={isChanged} />
    </>
  );
};

const LeaveQuestion = ({ isChanged }: { readonly isChanged: boolean }) => {
  const { t } = useTranslation();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isChanged && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isChanged) return undefined;
    const hold = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [isChanged]);
  const stay = (): void => blocker.reset?.();
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title={t('saveBar.leaveTitle')}
      onClose={stay}
      primaryAction={{
        content: t('saveBar.leave'),
        destructive: true,
        onAction: () => blocker.proceed?.(),
      }}
      secondaryActions={[{ content: t('saveBar.stay'), onAction: stay }]}
    >
      <Modal.Section>{t('saveBar.leaveText')}</Modal.Section>
    </Modal>
  );
};
