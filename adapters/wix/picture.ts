import { isRecord } from '../../src/core/privacy/projection.ts';
import { webAddress } from '../../src/core/words/tolerant.ts';

/** The web address of a picture: given as one, within an object, or as a media id such as `wix:image://v1/a_b.jpg/…`. */
export const pictureOf = (image: unknown): string | null => {
  if (isRecord(image)) return webAddress.parse(image['url']) ?? pictureOf(image['id']);
  if (typeof image !== 'string') return null;
  const media = /^(?:wix:image:\/\/v1\/)?([\w~.-]{1,300}\.[A-Za-z]{3,5})(?:[/#]|$)/.exec(image)?.[1];
  return media === undefined ? webAddress.parse(image) : `https://static.wixstatic.com/media/${media}`;
};
