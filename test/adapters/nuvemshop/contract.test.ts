import { createHmac } from 'node:crypto';
import { createNuvemshop } from '../../../adapters/nuvemshop/index.ts';
import { describeAdapter } from '../adapter.contract.ts';
import { nuvemApp, nuvemCredentials, nuvemFixture, nuvemStore } from './store.ts';

const topics = {
  'order-updated': 'order/updated',
  'app-uninstalled': 'app/uninstalled',
  'app-suspended': 'app/suspended',
  'app-resumed': 'app/resumed',
  'store-redact': 'store/redact',
  'customers-redact': 'customers/redact',
  'customers-data-request': 'customers/data_request',
};

describeAdapter('Nuvemshop', {
  create: () => createNuvemshop(nuvemApp),
  store: nuvemStore,
  signing: {
    header: 'x-linkedstore-hmac-sha256',
    headers: { 'content-type': 'application/json' },
    sign: (body, secret) => createHmac('sha256', secret).update(body).digest('hex'),
    otherwise: (signature) => [
      Buffer.from(signature, 'hex').toString('base64'),
      signature.toUpperCase(),
      `sha256=${signature}`,
      `0x${signature}`,
    ],
  },
  deliveries: Object.entries(topics).map(([name, topic]) => ({ name, topic, body: nuvemFixture(name) })),
  forbidden: ['52998224725'],
  work: { secrets: [nuvemApp.clientSecret], answer: { code: 'abc123' } },
  listing: {
    credentials: nuvemCredentials,
    secrets: ['canary-token'],
    orderIds: ['1', '2'],
    twoPages: (request, response, asked) => {
      const next = `<http://elsewhere.example${request.url.replace('page=1', 'page=2')}>; rel="next"`;
      response
        .writeHead(200, { 'x-total-count': '2', link: asked === 0 ? next : '<x?page=1>; rel="first"' })
        .end(JSON.stringify([{ ...nuvemFixture('order'), id: asked + 1 }]));
    },
  },
});
