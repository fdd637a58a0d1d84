/** A conversation with the page around our frame: plain messages, told apart by their type. */
export type ParentWindow = {
  readonly tell: (type: string, payload?: unknown) => void;
  /** Says `type` and waits for the answer of the type `answer`; rejects when none comes in time. */
  readonly ask: (type: string, answer: string) => Promise<Message>;
  /** Returns what ends it. */
  readonly listen: (type: string, hear: (message: Message) => void) => () => void;
};

export type Message = Readonly<Record<string, unknown>>;

const PATIENCE_MS = 10_000;

/**
 * Who stands around us is settled by the page's policy, so only what the parent itself says is heard. What is said to
 * it holds no secret: the parent's own origin need not be known.
 */
export const createParentWindow = (): ParentWindow => ({ tell, listen, ask });

const tell: ParentWindow['tell'] = (type, payload) =>
  window.parent.postMessage(payload === undefined ? { type } : { type, payload }, '*');

const listen: ParentWindow['listen'] = (type, hear) => {
  const onMessage = ({ source, data }: MessageEvent<unknown>): void => {
    if (source === window.parent && isMessage(data) && data['type'] === type) hear(data);
  };
  window.addEventListener('message', onMessage);
  return () => window.removeEventListener('message', onMessage);
};

const ask: ParentWindow['ask'] = (type, answer) =>
  new Promise((resolve, reject) => {
    const stop = listen(answer, (message) => {
      window.clearTimeout(timer);
      stop();
      resolve(message);
    });
    const timer = window.setTimeout(() => {
      stop();
      reject(new Error(`The page around this one does not answer ${type}.`));
    }, PATIENCE_MS);
    tell(type);
  });

const isMessage = (data: unknown): data is Message => typeof data === 'object' && data !== null;
