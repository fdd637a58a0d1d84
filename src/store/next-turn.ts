/** After everything that this turn of the event loop has brought. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
