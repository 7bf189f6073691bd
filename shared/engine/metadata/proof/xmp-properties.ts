import { isUtf8 } from 'node:buffer';
import sax, { type QualifiedTag } from 'sax';
import { need, Unproven } from './unproven.ts';

/** A value in XMP (ISO 16684-1, 6.3), in a form in which equal values are equal JSON. */
export type XmpValue =
  | { readonly text: string; readonly lang?: string }
  | { readonly uri: string }
  | { readonly list: 'Bag' | 'Seq' | 'Alt'; readonly items: readonly XmpValue[] }
  | { readonly members: readonly (readonly [string, XmpValue])[] };

export interface XmpProperties {
  /** `namespace local` → value. */
  readonly properties: ReadonlyMap<string, XmpValue>;
  readonly about: string;
  readonly toolkit: string | undefined;
}

interface Element {
  readonly uri: string;
  readonly local: string;
  readonly attributes: readonly { readonly uri: string; readonly local: string; readonly value: string }[];
  readonly children: Element[];
  text: string;
}

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const xml = 'http://www.w3.org/XML/1998/namespace';
const meta = 'adobe:ns:meta/';

function toElement({ uri, local, attributes }: QualifiedTag): Element {
  const own = Object.values(attributes).filter(
    (one) => one.prefix !== 'xmlns' && one.name !== 'xmlns' && one.local !== '',
  );
  return {
    uri,
    local,
    attributes: own.map((one) => ({ uri: one.uri, local: one.local, value: one.value })),
    children: [],
    text: '',
  };
}

/** The parser takes `&aMp;` for `&amp;`, which other readers do not. */
const oddReference = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)/;

/** The outermost element. Strict, with namespaces; what XML allows and XMP does not need is not followed. */
function parse(packet: string): Element {
  need(!oddReference.test(packet), 'a reference to no known character');
  const parser = sax.parser(true, { xmlns: true, position: false, strictEntities: true } as object);
  const open: Element[] = [];
  let root: Element | undefined;
  const refuse = (why: string) => (): never => {
    throw new Unproven(why);
  };
  parser.onerror = refuse('no well-formed XML');
  parser.ondoctype = refuse('a document type in XMP');
  parser.onopentag = (tag) => {
    const element = toElement(tag as QualifiedTag);
    open.at(-1)?.children.push(element);
    if (open.length === 0) {
      need(root === undefined, 'two roots');
      root = element;
    }
    open.push(element);
  };
  const take = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.ontext = take;
  parser.oncdata = take;
  parser.onclosetag = () => open.pop();
  parser.write(packet).close();
  need(root !== undefined, 'no XMP in the packet');
  return root;
}

const is = (element: Element, uri: string, local: string): boolean =>
  element.uri === uri && element.local === local;

const nameOf = ({ uri, local }: { uri: string; local: string }): string => `${uri} ${local}`;

function listOf(element: Element): XmpValue {
  need(element.attributes.length === 0 && element.text.trim() === '', 'a list with more than its items');
  need(
    element.children.every((child) => is(child, rdf, 'li')),
    'a list with other things than items',
  );
  return { list: element.local as 'Bag', items: element.children.map(xmpValue) };
}

/** A struct from attributes and elements, its members in one order. */
function structOf(attributes: Element['attributes'], children: readonly Element[]): XmpValue {
  const members = [
    ...attributes.map((one) => [nameOf(one), { text: one.value }] as const),
    ...children.map((child) => [nameOf(child), xmpValue(child)] as const),
  ].toSorted(([a], [b]) => (a < b ? -1 : 1));
  need(new Set(members.map(([name]) => name)).size === members.length, 'a member twice');
  need(
    members.every(([name]) => !name.startsWith(`${rdf} `)),
    'a value with qualifiers',
  );
  return { members };
}

/** What a property element, or an item of a list, holds. */
function xmpValue(element: Element): XmpValue {
  const { children, text } = element;
  const own = element.attributes.filter(({ uri }) => uri !== rdf && uri !== xml);
  const special = element.attributes.filter(({ uri }) => uri === rdf || uri === xml);
  const [first, ...more] = special;
  need(more.length === 0, 'a value with several markings');
  if (children.length > 0) need(text.trim() === '', 'text between elements');
  if (first?.uri === xml) {
    need(
      first.local === 'lang' && own.length === 0 && children.length === 0,
      'a language of more than a text',
    );
    return { text, lang: first.value.toLowerCase() };
  }
  if (first?.local === 'resource') {
    need(own.length === 0 && children.length === 0 && text.trim() === '', 'a resource with more than a name');
    return { uri: first.value };
  }
  if (first !== undefined) {
    need(first.local === 'parseType' && first.value === 'Resource' && own.length === 0, 'an unknown marking');
    return structOf([], children);
  }
  if (own.length > 0) {
    need(children.length === 0 && text.trim() === '', 'members in two ways');
    return structOf(own, []);
  }
  const [child, ...others] = children;
  if (child === undefined) return { text };
  need(others.length === 0 && child.uri === rdf, 'several values');
  if (child.local === 'Description') {
    need(child.text.trim() === '', 'text between elements');
    return structOf(child.attributes, child.children);
  }
  need(child.local === 'Bag' || child.local === 'Seq' || child.local === 'Alt', 'an unknown kind of value');
  return listOf(child);
}

const isAbout = ({ uri, local }: { uri: string; local: string }): boolean =>
  local === 'about' && (uri === rdf || uri === '');

/** Takes an XMP packet apart. Throws `Unproven` where it is no XMP as ISO 16684-1 has it, or holds a property twice. */
export function xmpProperties(packet: Buffer): XmpProperties {
  need(isUtf8(packet), 'a packet that is not UTF-8');
  const text = packet.toString('utf8');
  const end = text.lastIndexOf('<?xpacket end=');
  const root = parse((end === -1 ? text : text.slice(0, end)).replace(/^\ufeff/, '').trim());
  const isMeta = is(root, meta, 'xmpmeta');
  const [tree, ...others] = isMeta ? root.children : [root];
  need(tree !== undefined && others.length === 0 && is(tree, rdf, 'RDF'), 'no RDF in the packet');
  const properties = new Map<string, XmpValue>();
  const abouts = new Set<string>();
  const put = (name: string, value: XmpValue) => {
    need(!properties.has(name) && !name.startsWith(`${rdf} `), 'a property twice');
    properties.set(name, value);
  };
  for (const description of tree.children) {
    need(is(description, rdf, 'Description') && description.text.trim() === '', 'no description');
    abouts.add(description.attributes.find(isAbout)?.value ?? '');
    for (const one of description.attributes) if (!isAbout(one)) put(nameOf(one), { text: one.value });
    for (const child of description.children) put(nameOf(child), xmpValue(child));
  }
  need(abouts.size <= 1, 'several subjects');
  const toolkit = isMeta ? root.attributes.find(({ local }) => local === 'xmptk')?.value : undefined;
  return { properties, about: [...abouts][0] ?? '', toolkit };
}
