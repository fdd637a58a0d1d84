/** Others are served in between: what has arrived meanwhile comes before whatever follows. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
