import { crc32, deflateRawSync } from 'node:zlib';

export type FileToZip = { readonly path: string; readonly content: Buffer };

/** The earliest date a zip can hold: equal files give equal bytes, whenever and wherever they are zipped. */
const DATE_1980_01_01 = 0x00_21;

/**
 * A zip of a few small files, in the order given. The format is that of PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12
 * and 4.3.16; nothing of it that a few text files do not need.
 */
export const zipFile = (files: readonly FileToZip[]): Buffer => {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, content } of files) {
    const name = Buffer.from(path, 'utf8');
    const packed = deflateRawSync(content, { level: 9 });
    const facts = factsOf({ name, content, packed });
    const header = Buffer.concat([LOCAL, facts, name]);
    bodies.push(header, packed);
    directory.push(Buffer.concat([CENTRAL, facts, placeOf(offset), name]));
    offset += header.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  return Buffer.concat([...bodies, entries, endOf(files.length, entries.length, offset)]);
};

const LOCAL = Buffer.from('PK\u0003\u0004');
/** Made on Unix, so that the rights below are read. */
const CENTRAL = Buffer.from('PK\u0001\u0002\u0014\u0003');

type Packing = { readonly name: Buffer; readonly content: Buffer; readonly packed: Buffer };

/** What stands in both headers, from the version needed to the length of the extra field. */
const factsOf = ({ name, content, packed }: Packing): Buffer => {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(UTF8_NAMES, 2);
  facts.writeUInt16LE(DEFLATED, 4);
  facts.writeUInt16LE(DATE_1980_01_01, 8);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(name.length, 22);
  return facts;
};

const UTF8_NAMES = 0x08_00;
const DEFLATED = 8;

/** The end of an entry of the directory: no comment, one disk, a plain file that all may read, and where it begins. */
const placeOf = (offset: number): Buffer => {
  const place = Buffer.alloc(14);
  place.writeUInt32LE(0o100_644 * 0x1_00_00, 6);
  place.writeUInt32LE(offset, 10);
  return place;
};

const endOf = (count: number, size: number, offset: number): Buffer => {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
};
