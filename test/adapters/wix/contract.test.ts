import { createWix } from '../../../adapters/wix/index.ts';
import { describeAdapter } from '../adapter.contract.ts';
import { describeSignedBody } from '../signed-body.contract.ts';
import {
  claimsOf,
  tokenOf,
  WIX_APP,
  wixCredentials,
  wixEvents,
  wixFixture,
  wixKey,
  wixStore,
} from './store.ts';

const keys = { current: wixKey(), previous: wixKey(), other: wixKey() };
const create = () => createWix(WIX_APP);
const [first] = wixEvents();

describeSignedBody('Wix', {
  create,
  secretOf: (name) => keys[name].publicKey,
  sign: (name) => Buffer.from(tokenOf(claimsOf(first!), keys[name])),
});

/** Each layer as an object, so that every field of it is spoilt in turn; and as it travels, text within text. */
const deliveries = wixEvents().flatMap(({ eventType, event }) => [
  {
    name: eventType,
    topic: eventType,
    body: { data: { eventType, instanceId: wixStore.externalKey, data: event }, iat: 1_795_262_998 },
  },
  { name: `${eventType} as text`, topic: eventType, body: claimsOf({ eventType, event }) },
]);

const ofTheApp = ['AppInstalled', 'AppRemoved'].map((topic) => ({
  name: topic,
  topic,
  body: claimsOf({ eventType: topic }),
}));

describeAdapter('Wix', {
  create,
  store: wixStore,
  // Signed in the body itself, see above.
  signing: null,
  deliveries: [...deliveries, ...ofTheApp],
  forbidden: ['52998224725', '529.982.247-25', '4242-4242', 'Rua das Flores'],
  listing: {
    credentials: wixCredentials,
    secrets: ['canary-token', 'canary-app-secret'],
    orderIds: ['1', '2'],
    grants: (request, response) => {
      if (request.url !== '/oauth2/token') return false;
      response.writeHead(200).end(JSON.stringify({ access_token: 'canary-token', expires_in: 14_400 }));
      return true;
    },
    twoPages: (_, response, asked) => {
      const metadata = { count: 1, cursors: asked === 0 ? { next: 'second' } : {}, hasNext: asked === 0 };
      const order = { ...wixFixture('order'), id: String(asked + 1) };
      response.writeHead(200).end(JSON.stringify({ orders: [order], metadata }));
    },
  },
});
