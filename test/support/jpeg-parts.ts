// JPEGs put together by hand, for metadata that no sane program writes.
import { pictureBytes } from './pictures.ts';

const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};

/** An APP1 segment with an XMP packet. */
export const xmpSegment = (packet: string): Buffer =>
  segment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), Buffer.from(packet)]));

/** An APP1 segment with an EXIF block. */
export const exifSegment = (tiff: Buffer): Buffer =>
  segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff]));

/** The segments of an XMP packet too long for one (Adobe's XMP specification, part 3, §1.1.3.1). */
export function extendedXmp(packet: string, digest = '0'.repeat(32)): Buffer[] {
  const bytes = Buffer.from(packet);
  const segments: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 65_000) {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(bytes.length, 0);
    head.writeUInt32BE(at, 4);
    const name = Buffer.from(`http://ns.adobe.com/xmp/extension/\0${digest}`);
    segments.push(segment(0xe1, Buffer.concat([name, head, bytes.subarray(at, at + 65_000)])));
  }
  return segments;
}

/** A picture with these segments before all others. */
export async function jpegWith(...segments: readonly Buffer[]): Promise<Buffer> {
  const picture = await pictureBytes('jpg');
  return Buffer.concat([picture.subarray(0, 2), ...segments, picture.subarray(2)]);
}

/** An XMP packet around the properties `inner` (namespaces dc, xmp, a, xmpNote). */
export const packet = (inner: string, attributes = ''): string =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:a="http://a.example/" xmlns:xmpNote="http://ns.adobe.com/xmp/note/"${attributes}>${inner}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

export const titled = (text: string): string =>
  `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:title>`;
