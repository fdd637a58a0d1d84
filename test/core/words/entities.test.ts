import { expect, it } from 'vitest';
import { unescapeOnce } from '../../../src/core/words/entities.ts';

it.each([
  ['Tom &amp; Jerry', 'Tom & Jerry'],
  ['&amp;amp;', '&amp;'],
  ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ['D&#039;Ávila &#8211; &#x2615;', "D'Ávila – ☕"],
  ['&bogus; & &; &#0; &#55296; &#99999999;', '&bogus; & &; &#0; &#55296; &#99999999;'],
  ['plain', 'plain'],
])('undoes one level of %j', (escaped, plain) => {
  expect(unescapeOnce(escaped)).toBe(plain);
});
