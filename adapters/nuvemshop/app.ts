/** The app as the partner panel has it; blank while the platform is off. */
export type App = {
  readonly appId: string;
  readonly clientSecret: string;
  /** An address under which the platform reaches us; stands in the `User-Agent` of every call. */
  readonly contact: string;
};

export const readApp = (values: Readonly<Record<string, string>> = {}): App => ({
  appId: values['NUVEMSHOP_APP_ID'] ?? '',
  clientSecret: values['NUVEMSHOP_CLIENT_SECRET'] ?? '',
  contact: values['NUVEMSHOP_CONTACT'] ?? '',
});
