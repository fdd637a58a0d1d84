/** Money is an integer of minor units with its ISO 4217 currency; never a floating-point amount. */
export type Money = { readonly minor: number; readonly currency: string };
