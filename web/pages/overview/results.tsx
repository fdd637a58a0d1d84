import type { ReactNode } from 'react';
import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Summary } from '../../api/reports.ts';
import { useMe } from '../../api/me.ts';
import { useWriting } from '../../words/writing.ts';

type Totals = Summary['totals'];

/** The numbers that matter, the revenue first. Currencies stand side by side, they are never added. */
export const Results = ({ totals }: { readonly totals: Totals }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  const { store } = useMe();
  const revenue = totals.revenue.length === 0 ? [{ amount: '0', currency: store.currency }] : totals.revenue;
  return (
    <ul className="tiles">
      <Tile name={t('overview.revenue')} note={t('overview.revenueNote')} isFirst>
        {revenue.map((money) => (
          <span key={money.currency}>{writing.money(money)}</span>
        ))}
      </Tile>
      <Tile
        name={t('overview.recovered')}
        note={t('overview.ofAbandoned', { share: writing.share(totals.recovered, totals.abandoned) })}
      >
        {writing.number(totals.recovered)}
      </Tile>
      <Tile name={t('overview.abandoned')} note={t('overview.abandonedNote')}>
        {writing.number(totals.abandoned)}
      </Tile>
      <Tile name={t('overview.assisted')} note={t('overview.assistedNote')}>
        {writing.number(totals.assisted)}
      </Tile>
    </ul>
  );
};

type TileProps = {
  readonly name: string;
  readonly note: string;
  readonly isFirst?: boolean;
  readonly children: ReactNode;
};

const Tile = ({ name, note, isFirst = false, children }: TileProps) => (
  <li className="tile" data-first={isFirst}>
    <Text as="p" variant="headingSm">
      {name}
    </Text>
    <p className="tile-number">{children}</p>
    <p className="tile-note">{note}</p>
  </li>
);
