import type { Rule, Trigger } from '../../core/bridge.ts';
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

const kinds = ['ask', 'prefer', 'fillBlanks', 'neverLeaves', 'newest', 'mirror'] as const;
const usage =
  'FIELD=KIND[:LIBRARY][@FROM>TO], as in keywords=mirror, rating=prefer:archive, *=fillBlanks@archive>nas';

/** `FIELD=KIND[:LIBRARY][@FROM>TO]`; `*` is every field. Kinds may be written with dashes: `never-leaves`. */
export function ruleOf(text: string): Rule {
  const [, name, kindText, library, from, to] =
    /^([^=]+)=([A-Za-z-]+)(?::([^@]+))?(?:@(.+)>(.+))?$/.exec(text) ?? [];
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
  return {
    field: name === '*' ? '*' : fieldOf(name),
    kind,
    ...(library === undefined ? {} : { library }),
    ...(from === undefined ? {} : { from, to }),
  };
}

export function triggerOf({ auto, every, manual }: BridgeOptions): Trigger | undefined {
  if ([auto, every !== undefined, manual].filter((given) => given === true).length > 1) {
    throw new UsageError('Say only one of --auto, --every or --manual.');
  }
  if (auto) return { kind: 'auto' };
  if (manual) return { kind: 'manual' };
  return every === undefined ? undefined : { kind: 'schedule', cron: every };
}

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
  };
}
