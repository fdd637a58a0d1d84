import type { SilentShopper } from '../../flows/reactivation-triggers.ts';
import { writeDateTime } from '../../words/locale.ts';
import type { Language, ReactivationTrigger } from '../../words/vocabulary.ts';
import type { Episode } from '../snapshot.ts';
import type { Reader } from '../write-check.ts';

type Silence = {
  readonly trigger: ReactivationTrigger;
  readonly shopper: SilentShopper;
  readonly qualifiesAt: Date | null;
  readonly run: Pick<Episode, 'openedAt'> | null;
  readonly now: Date;
};

/** Where a shopper stands with one trigger of reactivation, as a sentence. */
export const writeSilence = (
  { trigger, shopper, qualifiesAt, run, now }: Silence,
  { language, zone }: Reader,
): string => {
  const words = WORDS[language];
  const sentence = (): string => {
    if (run !== null) return words.begun;
    if (qualifiesAt === null) return words.not[trigger];
    return qualifiesAt > now ? words.will : words.passed;
  };
  const at = run?.openedAt ?? qualifiesAt ?? shopper.lastActivityAt;
  return sentence()
    .replace('{at}', writeDateTime(at, language, zone))
    .replace('{orders}', String(shopper.orders))
    .replace('{times}', String(shopper.abandonedAt.length));
};

type Words = {
  readonly begun: string;
  readonly will: string;
  readonly passed: string;
  readonly not: Readonly<Record<ReactivationTrigger, string>>;
};

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    begun: 'Qualified; the reactivation began on {at}. It begins again only after new activity.',
    will: 'Qualifies on {at} if the shopper stays silent until then.',
    passed: 'Would have qualified on {at}, but the automation was not on by then.',
    not: {
      abandoned_twice: 'Does not qualify: abandoned {times} of 2 times since the last purchase.',
      bought_once: 'Does not qualify: bought {orders} times, and exactly once is meant.',
      inactive: 'Does not qualify.',
    },
  },
  'pt-BR': {
    begun: 'Qualificado; a reativação começou em {at}. Só recomeça depois de nova atividade.',
    will: 'Qualifica-se em {at}, se o cliente continuar em silêncio até lá.',
    passed: 'Teria se qualificado em {at}, mas a automação ainda não estava ligada.',
    not: {
      abandoned_twice: 'Não se qualifica: abandonou {times} de 2 vezes desde a última compra.',
      bought_once: 'Não se qualifica: comprou {orders} vezes, e a regra pede exatamente uma.',
      inactive: 'Não se qualifica.',
    },
  },
  es: {
    begun: 'Cumple la condición; la reactivación empezó el {at}. Solo vuelve a empezar tras nueva actividad.',
    will: 'Cumplirá la condición el {at} si sigue sin actividad hasta entonces.',
    passed: 'La habría cumplido el {at}, pero la automatización aún no estaba activada.',
    not: {
      abandoned_twice: 'No cumple la condición: abandonó {times} de 2 veces desde la última compra.',
      bought_once: 'No cumple la condición: compró {orders} veces y se pide exactamente una.',
      inactive: 'No cumple la condición.',
    },
  },
  pl: {
    begun: 'Warunek spełniony; reaktywacja rozpoczęła się {at}. Powtórzy się dopiero po nowej aktywności.',
    will: 'Warunek zostanie spełniony {at}, jeśli do tego czasu nie będzie aktywności.',
    passed: 'Warunek zostałby spełniony {at}, ale automatyzacja nie była wtedy włączona.',
    not: {
      abandoned_twice: 'Warunek niespełniony: porzucone koszyki od ostatniego zakupu: {times} z 2.',
      bought_once: 'Warunek niespełniony: liczba zakupów: {orders}, a potrzebny jest dokładnie jeden.',
      inactive: 'Warunek niespełniony.',
    },
  },
};
