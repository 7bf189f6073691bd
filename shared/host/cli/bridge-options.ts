import type { Rule, Timing, Trigger } from '../../core/bridge.ts';
import type { FamilyKind } from '../../core/family.ts';
import { fieldOf, fieldsOf } from './arguments.ts';
import { UsageError } from './failure.ts';
import { hintFor, nearest } from './suggest.ts';

export interface BridgeOptions {
  readonly name?: string;
  readonly library?: string[];
  readonly fields?: string;
  readonly where?: string;
  readonly rule?: string[];
  readonly auto?: boolean;
  readonly every?: string;
  readonly manual?: boolean;
  readonly quiet?: string;
  readonly whenThere?: boolean;
  readonly family?: string;
}

const roles = ['both', 'source', 'target'] as const;
type Role = (typeof roles)[number];

export interface Member {
  library: string;
  role?: Role;
}

/** `NAME` or `NAME:ROLE`. A name may hold a colon of its own: then `known` has it, or what follows is no role. */
export function memberOf(text: string, known: readonly string[]): Member {
  const at = text.lastIndexOf(':');
  if (known.includes(text) || at < 1) return { library: text };
  const [library, word] = [text.slice(0, at), text.slice(at + 1)];
  const role = roles.find((each) => each === word);
  if (role === undefined) throw new UsageError(`“${word}” is no role.`, hintFor(word, roles));
  return { library, role };
}

const kinds = ['ask', 'prefer', 'fillBlanks', 'neverLeaves', 'newest', 'mirror', 'vocabulary'] as const;
const usage =
  'FIELD=KIND[:LIBRARY][@FROM>TO][{WORDS}], as in keywords=mirror, rating=prefer:archive, *=fillBlanks@archive>nas, keywords=vocabulary:nas{Reiher>heron,Ente>duck}';

/** `Reiher>heron,Ente>duck`; the word `anycase` says that case is no difference. */
function wordsOf(text: string): Pick<Rule, 'words' | 'anyCase'> {
  const parts = text.split(',').map((part) => part.trim());
  const pairs = parts.filter((part) => part !== 'anycase');
  const words = pairs.map((part) => {
    const [from = '', to = '', ...rest] = part.split('>').map((word) => word.trim());
    if (from === '' || to === '' || rest.length > 0)
      throw new UsageError(`“${part}” are no two words.`, 'As in {Reiher>heron,Ente>duck} or {anycase}');
    return { from, to };
  });
  return {
    ...(words.length > 0 ? { words } : {}),
    ...(pairs.length < parts.length ? { anyCase: true } : {}),
  };
}

/** `FIELD=KIND[:LIBRARY][@FROM>TO]`; `*` is every field. Kinds may be written with dashes: `never-leaves`. */
export function ruleOf(text: string): Rule {
  const [, rest = '', words] = /^([^{]*)(?:\{(.*)\})?$/s.exec(text) ?? [];
  const [, name, kindText, library, from, to] =
    /^([^=]+)=([A-Za-z-]+)(?::([^@]+))?(?:@(.+)>(.+))?$/.exec(rest) ?? [];
  if (name === undefined || kindText === undefined) throw new UsageError(`“${text}” is no rule.`, usage);
  const word = kindText.replaceAll('-', '').toLowerCase();
  const kind = kinds.find((each) => each.toLowerCase() === word);
  if (kind === undefined) {
    const near = nearest(word, kinds);
    throw new UsageError(
      `“${kindText}” is no kind of rule.`,
      near ? `Did you mean ${near}?` : `There is: ${kinds.join(', ')}.`,
    );
  }
  if ((kind === 'prefer' || kind === 'neverLeaves') && library === undefined) {
    throw new UsageError(`The rule ${kind} needs a library.`, `As in ${name}=${kind}:LIBRARY`);
  }
  if ((kind === 'vocabulary') !== (words !== undefined)) {
    throw new UsageError('A vocabulary needs words, and no other rule takes any.', usage);
  }
  return {
    field: name === '*' ? '*' : fieldOf(name),
    kind,
    ...(library === undefined ? {} : { library }),
    ...(from === undefined ? {} : { from, to }),
    ...(words === undefined ? {} : wordsOf(words)),
  };
}

/** `22:00-06:00` */
function quietOf(text: string | undefined): Timing {
  if (text === undefined) return {};
  const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text) ?? [];
  if (from === undefined || to === undefined)
    throw new UsageError(`“${text}” are no quiet hours.`, 'As in --quiet 08:00-20:00');
  return { quiet: { from, to } };
}

export function triggerOf(options: BridgeOptions): Trigger | undefined {
  const { auto, every, manual, quiet, whenThere } = options;
  const timing = { ...quietOf(quiet), ...(whenThere ? { whenThere } : {}) };
  if (Object.keys(timing).length > 0 && !auto && every === undefined)
    throw new UsageError('--quiet and --when-there go with --auto or --every.');
  if ([auto, every !== undefined, manual].filter((given) => given === true).length > 1) {
    throw new UsageError('Say only one of --auto, --every or --manual.');
  }
  if (auto) return { kind: 'auto', ...timing };
  if (manual) return { kind: 'manual' };
  return every === undefined ? undefined : { kind: 'schedule', cron: every, ...timing };
}

const familyWords: Readonly<Record<FamilyKind, string>> = { rawJpeg: 'raw-jpeg', exports: 'exports' };
const kindsByWord = new Map(Object.entries(familyWords).map(([kind, word]) => [word, kind as FamilyKind]));

/** `raw-jpeg,exports`; `none` turns both off. */
export function familiesOf(text: string): FamilyKind[] {
  const parts = text.split(',').map((part) => part.trim().toLowerCase());
  if (parts.length === 1 && parts[0] === 'none') return [];
  return parts.map((part) => {
    const kind = kindsByWord.get(part);
    if (kind !== undefined) return kind;
    throw new UsageError(`“${part}” is no kind of family.`, hintFor(part, [...kindsByWord.keys(), 'none']));
  });
}

export const familyText = (families: readonly FamilyKind[]): string =>
  families.map((kind) => familyWords[kind]).join(', ');

/** What the options say of a bridge, as the contract takes it. */
export function bridgeInput(options: BridgeOptions, known: readonly string[]) {
  const fields = fieldsOf(options.fields);
  const trigger = triggerOf(options);
  return {
    ...(options.library ? { members: options.library.map((text) => memberOf(text, known)) } : {}),
    ...(fields ? { fields } : {}),
    ...(options.where === undefined ? {} : { where: options.where }),
    ...(options.rule ? { rules: options.rule.map(ruleOf) } : {}),
    ...(trigger ? { trigger } : {}),
    ...(options.family === undefined ? {} : { families: familiesOf(options.family) }),
  };
}
