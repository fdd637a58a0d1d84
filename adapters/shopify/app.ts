/** The app as Shopify knows it: what tokens are meant for, and what they are signed with. */
export type App = {
  readonly clientId: string;
  /** The current secret first; after a rotation Shopify signs with the previous one for up to an hour. */
  readonly secrets: readonly [string, ...string[]];
};

/** From the environment; null while Shopify is off. */
export const readApp = (values: Readonly<Record<string, string>> | undefined): App | null => {
  const clientId = values?.['SHOPIFY_API_KEY'];
  const secret = values?.['SHOPIFY_API_SECRET'];
  if (clientId === undefined || secret === undefined) return null;
  const previous = values?.['SHOPIFY_API_SECRET_PREVIOUS'];
  return { clientId, secrets: previous === undefined ? [secret] : [secret, previous] };
};
