import { need } from './unproven.ts';

/** One dataset of an IPTC block (IIM 4.2, part 2). */
export interface Dataset {
  /** `2:25`: record and dataset. */
  readonly key: string;
  readonly value: Buffer;
}

export interface ImageResources {
  /** Everything but the IPTC block and its digest, as it lies in the file, in order. */
  readonly others: readonly Buffer[];
  readonly iptc: Buffer | undefined;
  readonly digest: Buffer | undefined;
}

const [iptcId, digestId] = [0x0404, 0x0425];

const even = (length: number): number => length + (length % 2);

/** Takes the blocks of a Photoshop segment apart (Photoshop File Formats Specification, Image Resource Blocks). */
export function imageResources(bytes: Buffer): ImageResources {
  const others: Buffer[] = [];
  const found = new Map<number, Buffer>();
  for (let at = 0; at < bytes.length; ) {
    need(at + 12 <= bytes.length && bytes.toString('latin1', at, at + 4) === '8BIM', 'no image resource');
    const id = bytes.readUInt16BE(at + 4);
    const head = at + 6 + even(1 + bytes[at + 6]!);
    need(head + 4 <= bytes.length, 'an image resource that ends outside its segment');
    const length = bytes.readUInt32BE(head);
    // The last one may lack its padding.
    const end = head + 4 + length;
    need(end <= bytes.length, 'an image resource that ends outside its segment');
    if (id === iptcId || id === digestId) {
      need(!found.has(id), 'two IPTC blocks');
      found.set(id, bytes.subarray(head + 4, end));
    } else others.push(bytes.subarray(at, end));
    at = Math.min(even(end - at) + at, bytes.length);
  }
  return { others, iptc: found.get(iptcId), digest: found.get(digestId) };
}

/** The datasets of an IPTC block in order. ExifTool pads blocks with zeros. */
export function datasetsOf(iptc: Buffer): Dataset[] {
  const datasets: Dataset[] = [];
  for (let at = 0; at < iptc.length; ) {
    if (iptc.subarray(at).every((byte) => byte === 0)) break;
    need(at + 5 <= iptc.length && iptc[at] === 0x1c, 'no dataset where one must be');
    const length = iptc.readUInt16BE(at + 3);
    const end = at + 5 + length;
    need(length < 0x8000 && end <= iptc.length, 'a dataset that ends outside its block');
    datasets.push({ key: `${iptc[at + 1]}:${iptc[at + 2]}`, value: iptc.subarray(at + 5, end) });
    at = end;
  }
  return datasets;
}
