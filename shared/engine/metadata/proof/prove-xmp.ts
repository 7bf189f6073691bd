import type { RawStore, RawValue } from '../../../core/raw-tags.ts';
import type { XmpShape } from './places.ts';
import { need, Unproven } from './unproven.ts';
import { type XmpProperties, type XmpValue, xmpProperties } from './xmp-properties.ts';

/** A property that was planned: its tag in ExifTool's words, without a language. */
export interface PlannedProperty {
  readonly tag: string;
  readonly shape: XmpShape;
}

const asText = (value: RawValue | undefined): XmpValue => {
  need(typeof value === 'string', 'a value that is no text');
  return { text: value };
};

/** The languages of a text among tags: `XMP-dc:Title`, `XMP-dc:Title-de` … */
function languagesOf(tags: RawStore['tags'], tag: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(tags)) {
    if (name !== tag && !name.startsWith(`${tag}-`)) continue;
    need(typeof value === 'string', 'a text in a language that is no text');
    found.set(name === tag ? 'x-default' : name.slice(tag.length + 1).toLowerCase(), value);
  }
  return found;
}

function proveLanguages(is: XmpValue | undefined, expected: ReadonlyMap<string, string>): boolean {
  if (expected.size === 0) return is === undefined;
  if (is === undefined || !('list' in is) || is.list !== 'Alt' || is.items.length !== expected.size)
    return false;
  const items = is.items.filter(
    (item) => 'text' in item && item.lang !== undefined && expected.get(item.lang) === item.text,
  );
  return new Set(items.map((item) => 'lang' in item && item.lang)).size === expected.size;
}

function expectedValue(value: RawValue, shape: 'text' | 'Bag' | 'Seq'): XmpValue {
  if (shape === 'text') return asText(value);
  return {
    list: shape,
    items: (Array.isArray(value) ? value : [value]).map((item: RawValue) => asText(item)),
  };
}

const same = (a: XmpValue | undefined, b: XmpValue | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

function provePlanned(
  is: XmpValue | undefined,
  { tag, shape }: PlannedProperty,
  tags: RawStore['tags'],
): boolean {
  if (shape === 'langAlt') return proveLanguages(is, languagesOf(tags, tag));
  const value = tags[tag];
  return value === undefined ? is === undefined : same(is, expectedValue(value, shape));
}

const none: XmpProperties = { properties: new Map(), about: '', toolkit: undefined };

/**
 * Proves that an XMP packet holds the planned properties (by `namespace local`; `expected`: the tags that reading the
 * file must give) and otherwise what it held. Returns the toolkit that it names. Throws `Unproven`.
 */
export function proveXmp(
  before: Buffer | undefined,
  after: Buffer | undefined,
  planned: ReadonlyMap<string, PlannedProperty>,
  expected: RawStore['tags'],
): string | undefined {
  const [old, now] = [before, after].map((packet) => (packet === undefined ? none : xmpProperties(packet)));
  if (before !== undefined && after !== undefined) need(old!.about === now!.about, 'another subject');
  for (const name of new Set([...old!.properties.keys(), ...now!.properties.keys(), ...planned.keys()])) {
    const is = now!.properties.get(name);
    const plan = planned.get(name);
    const holds = plan === undefined ? same(old!.properties.get(name), is) : provePlanned(is, plan, expected);
    if (!holds) throw new Unproven(`${name} is not as meant`);
  }
  return now!.toolkit;
}
