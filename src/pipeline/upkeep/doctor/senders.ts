import { fine, wrong, type Examiner, type Finding } from './check.ts';

/** Texts of a name in the DNS; none where there is no such name. Rejects when the DNS does not answer. */
export type ResolveTxt = (name: string) => Promise<readonly string[]>;

/** Who may send for a domain, and what receivers do with what others send in its name. */
export const senderExaminers = (senders: readonly string[], resolveTxt: ResolveTxt): readonly Examiner[] =>
  [...new Set(senders.flatMap(domainOf))].flatMap((domain) => [
    { name: `spf:${domain}`, look: () => spf(domain, resolveTxt) },
    { name: `dkim:${domain}`, look: () => dkim(domain, resolveTxt) },
    { name: `dmarc:${domain}`, look: () => dmarc(domain, resolveTxt) },
  ]);

/** `Shop <shop@example.com>` → `example.com`; names that nobody can own (RFC 2606) are left out. */
const domainOf = (sender: string): readonly string[] => {
  const domain = /@([^\s<>@]+?)>?\s*$/.exec(sender)?.[1]?.toLowerCase();
  return domain === undefined || !domain.includes('.') || FOR_TRIALS.test(domain) ? [] : [domain];
};

const FOR_TRIALS = /(^|\.)(example\.(com|net|org)|example|test|invalid|localhost|local)$/;

const spf = async (domain: string, resolveTxt: ResolveTxt): Promise<Finding> => {
  const records = (await resolveTxt(domain)).filter((text) => /^v=spf1( |$)/i.test(text));
  const [record] = records;
  if (record === undefined) return wrong('no SPF record: receivers cannot tell who may send for this domain');
  if (records.length > 1) return wrong('several SPF records: receivers take none of them');
  return /\+all\b|\sall\b/i.test(record) ? wrong('its SPF record lets anybody send (+all)') : fine(record);
};

/** Under which name a provider puts its key only the provider knows: these are what most of them use. */
const USUAL_SELECTORS = ['default', 'google', 'selector1', 'k1', 's1', 'mail', 'dkim', 'pm', 'resend', 'mx'];

const dkim = async (domain: string, resolveTxt: ResolveTxt): Promise<Finding> => {
  const answers = await Promise.all(
    USUAL_SELECTORS.map(async (selector) => ({
      selector,
      texts: await resolveTxt(`${selector}._domainkey.${domain}`),
    })),
  );
  const known = answers.find(({ texts }) => texts.some((text) => /\bp=[A-Za-z0-9+/]/.test(text)));
  return fine(
    known === undefined
      ? 'no key under the usual selectors; look for dkim=pass in a mail that you received'
      : `a key is published (selector ${known.selector})`,
  );
};

/** The domain's own, else that of the nearest domain above it. */
const dmarc = async (domain: string, resolveTxt: ResolveTxt): Promise<Finding> => {
  const labels = domain.split('.');
  for (let place = 0; place <= labels.length - 2; place += 1) {
    const texts = await resolveTxt(`_dmarc.${labels.slice(place).join('.')}`);
    const record = texts.find((text) => /^v=DMARC1\s*;/i.test(text));
    if (record !== undefined) return fine(record);
  }
  return wrong('no DMARC record: the large mailbox providers ask bulk senders for one');
};
