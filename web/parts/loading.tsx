import type { ReactNode } from 'react';
import { Banner, Box, SkeletonBodyText, Text } from '@shopify/polaris';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/problem.ts';

export const Loading = () => {
  const { t } = useTranslation();
  return (
    <Box padding="400">
      <Text as="p" visuallyHidden>
        {t('common.loading')}
      </Text>
      <SkeletonBodyText lines={4} />
    </Box>
  );
};

export const Failure = ({ error }: { readonly error: unknown }) => {
  const { t } = useTranslation();
  const problem = problemOf(error);
  return (
    <Banner tone="critical" title={t(problem?.status === 404 ? 'common.notFound' : 'common.failed')}>
      <p>{problem?.message ?? t('common.noAnswer')}</p>
    </Banner>
  );
};

type Props<Data> = {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
};

/** What was asked for, or that it is on its way, or why it did not come. */
export const Loaded = <Data,>({ query, children }: Props<Data>) => {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  return query.isError ? <Failure error={query.error} /> : <Loading />;
};
