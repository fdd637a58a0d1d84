/** Thrown inside a unit whose guard did not hold, to undo it. */
export class GuardFailed extends Error {}

/** `expect`: how many rows had to be touched; null: any number. Throws `GuardFailed`. */
export const assertGuard = (
  { expect }: { readonly expect: number | null },
  { touched }: { readonly touched: number },
): void => {
  if (expect !== null && touched !== expect) throw new GuardFailed(`touched ${touched} rows, not ${expect}`);
};
