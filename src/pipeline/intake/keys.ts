/** The canonical keys of somebody; null where there is no usable e-mail or phone. */
export type Keys = { readonly emailKey: string | null; readonly phoneKey: string | null };
