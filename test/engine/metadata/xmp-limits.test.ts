import { describe, expect, test } from 'vitest';
import { depthOf, xmpProblem } from '../../../shared/engine/metadata/xmp-limits.ts';

const le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const be = (text: string): Buffer => le(text).swap16();
const wide = (text: string): Buffer =>
  Buffer.concat(
    Array.from(text, (char) => {
      const unit = Buffer.alloc(4);
      unit.writeUInt32BE(char.codePointAt(0)!);
      return unit;
    }),
  );

const flat = `<?xpacket begin='\ufeff'?><x:xmpmeta><rdf:RDF>${'<a>丼 x</a>'.repeat(200)}</rdf:RDF></x:xmpmeta>`;
const deep = `<?xpacket begin=''?>${'<a>'.repeat(100)}${'</a>'.repeat(100)}`;

describe('how deep XMP is, in each of its encodings', () => {
  const encodings: readonly (readonly [string, (text: string) => Buffer])[] = [
    ['UTF-8', (text) => Buffer.from(text)],
    ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16, big end first', be],
    ['UTF-16, little end first', le],
    ['UTF-16 with a mark', (text) => be(`\ufeff${text}`)],
    ['UTF-32', wide],
  ];
  test.each(encodings)('%s', (_, encode) => {
    expect(depthOf(encode(flat))).toBe(3);
    expect(xmpProblem(encode(flat), 'It')).toBeUndefined();
    expect(xmpProblem(encode(deep), 'It')?.code).toBe('tooLarge');
  });
});
