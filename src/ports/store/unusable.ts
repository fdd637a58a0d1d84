/** The database cannot be used as it is. The message is a sentence for the operator; nothing was changed. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable';
}
