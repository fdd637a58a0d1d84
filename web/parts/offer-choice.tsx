import { Select, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Step } from '../api/flows.ts';
import { useMe } from '../api/me.ts';
import { DurationField } from './duration-field.tsx';

type Offer = NonNullable<Step['offer']>;
type Type = Offer['type'];

const MADE: readonly Type[] = ['percent', 'amount', 'free_shipping'];
const NONE = 'none';

type Props = {
  readonly offer: Offer | null;
  readonly onChange: (offer: Offer | null) => void;
};

/** What a message offers. A platform that makes no coupons takes codes of the shop's own, and gifts in words. */
export const OfferChoice = ({ offer, onChange }: Props) => {
  const { t } = useTranslation();
  const { couponKinds } = useMe();
  const types = [...couponKinds, 'code', 'text'] as const;
  const shown: readonly Type[] =
    offer === null || types.some((one) => one === offer.type) ? types : [...types, offer.type];
  const set = (part: Partial<Offer>): void => {
    if (offer !== null) onChange({ ...offer, ...part });
  };
  return (
    <div className="step-fields">
      <Select
        label={t('offer.type')}
        helpText={t('offer.help')}
        value={offer?.type ?? NONE}
        options={[
          { value: NONE, label: t('offer.none') },
          ...shown.map((type) => ({ value: type, label: t(`offer.types.${type}`) })),
        ]}
        onChange={(type) => onChange(type === NONE ? null : newOffer(type as Type))}
      />
      {offer === null ? null : <OfferFields offer={offer} set={set} />}
    </div>
  );
};

const newOffer = (type: Type): Offer => ({
  type,
  ...(type === 'percent' ? { value: '10' } : {}),
  ...(MADE.includes(type) ? { validFor: 'P2D' } : {}),
});

type FieldProps = {
  readonly offer: Offer;
  readonly set: (part: Partial<Offer>) => void;
};

const OfferFields = ({ offer, set }: FieldProps) => {
  const { t } = useTranslation();
  const { currency } = useMe().store;
  const { type } = offer;
  return (
    <>
      {type === 'percent' || type === 'amount' ? (
        <TextField
          label={t('offer.value')}
          suffix={type === 'percent' ? '%' : currency}
          value={offer.value ?? ''}
          autoComplete="off"
          inputMode="decimal"
          onChange={(value) => set({ value: value.trim().replace(',', '.') })}
        />
      ) : null}
      <Words offer={offer} set={set} />
      {MADE.includes(type) ? (
        <DurationField
          label={t('offer.validFor')}
          value={offer.validFor ?? 'P2D'}
          units={['hours', 'days']}
          onChange={(validFor) => set({ validFor })}
        />
      ) : null}
      <Minimum offer={offer} set={set} />
    </>
  );
};

/** The gift in words, or a code of the shop's own. */
const Words = ({ offer: { type, text, code }, set }: FieldProps) => {
  const { t } = useTranslation();
  return type === 'text' ? (
    <TextField
      label={t('offer.text')}
      value={text ?? ''}
      autoComplete="off"
      onChange={(words) => set({ text: words })}
    />
  ) : (
    <TextField
      label={t(type === 'code' ? 'offer.code' : 'offer.fallbackCode')}
      value={code ?? ''}
      autoComplete="off"
      onChange={(written) => set({ code: written === '' ? null : written })}
    />
  );
};

const Minimum = ({ offer, set }: FieldProps) => {
  const { t } = useTranslation();
  const { currency } = useMe().store;
  return (
    <TextField
      label={t('offer.minimum')}
      suffix={currency}
      value={offer.minimumTotal?.amount ?? ''}
      autoComplete="off"
      inputMode="decimal"
      onChange={(amount) => set({ minimumTotal: moneyOf(amount, currency) })}
    />
  );
};

/** Whether the field that the offer is nothing without is filled in. */
export const isComplete = ({ type, value, text, code }: Offer): boolean => {
  if (type === 'free_shipping') return true;
  const needed = { percent: value, amount: value, text, code }[type];
  return (needed ?? '').trim() !== '';
};

/** Null for an empty field. */
export const moneyOf = (amount: string, currency: string) => {
  const written = amount.trim().replace(',', '.');
  return written === '' ? null : { amount: written, currency };
};
