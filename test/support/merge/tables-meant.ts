import type { FieldDef } from '../../../shared/core/field.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { F } from './core.ts';
import { copy, NEVER, type Row } from './row.ts';

interface Story {
  readonly meant: MaybeValue;
  readonly readBack: MaybeValue;
  /** What the file holds now. */
  readonly now: MaybeValue;
  readonly means: MaybeValue;
}

const story = (name: string, field: FieldDef, { meant, readBack, now, means }: Story): Row => ({
  name: `meant: ${name}`,
  field,
  sides: [copy(NEVER, now)],
  action: { written: { meant, readBack } },
  expect: { values: [means] },
});

const long = 'Albert the Great';
const T = '2024-05-01T10:20:30';

/** A format that keeps less than it is given, and a person who edits what it kept (design.md, "Meant, read back"). */
export const meantRows: readonly Row[] = [
  story('a text cut short and untouched means the whole', F.text, {
    meant: long,
    readBack: 'Albert',
    now: 'Albert',
    means: long,
  }),
  story('a text cut short, then edited, means the edit', F.text, {
    meant: long,
    readBack: 'Albert',
    now: 'Alberta',
    means: 'Alberta',
  }),
  story('a text cut short, then cleared, is cleared', F.text, {
    meant: long,
    readBack: 'Albert',
    now: null,
    means: null,
  }),
  story('an element added beside one cut short: the whole, and the new one', F.people, {
    meant: [long],
    readBack: ['Albert'],
    now: ['Albert', 'Bo'],
    means: [long, 'Bo'],
  }),
  story('the element cut short removed: the whole one is removed', F.people, {
    meant: [long, 'Bo'],
    readBack: ['Albert', 'Bo'],
    now: ['Bo'],
    means: ['Bo'],
  }),
  story('two elements cut to one: both, while it is there', F.people, {
    meant: [long, 'Albert the Good'],
    readBack: ['Albert'],
    now: ['Albert', 'Bo'],
    means: [long, 'Albert the Good', 'Bo'],
  }),
  story('two elements cut to one, and it is removed: both are', F.people, {
    meant: [long, 'Albert the Good'],
    readBack: ['Albert'],
    now: null,
    means: null,
  }),
  story('the element cut short written out in full by hand: itself, once', F.people, {
    meant: [long],
    readBack: ['Albert'],
    now: [long],
    means: [long],
  }),
  story('an element the format could not hold at all is still meant', F.people, {
    meant: ['Bo', 'Zoë'],
    readBack: ['Bo'],
    now: ['Bo', 'Al'],
    means: ['Bo', 'Zoë', 'Al'],
  }),
  story('a path flattened to its leaf, another added: the path, and the new one', F.keywords, {
    meant: ['animals|birds|heron'],
    readBack: ['heron'],
    now: ['heron', 'lake'],
    means: ['animals|birds|heron', 'lake'],
  }),
  story('a path flattened to its leaf, and that removed: gone', F.keywords, {
    meant: ['animals|birds|heron', 'lake'],
    readBack: ['heron', 'lake'],
    now: ['lake'],
    means: ['lake'],
  }),
  story('a leaf flattened and cut means the path', F.keywords, {
    meant: ['animals|birds|heron'],
    readBack: ['her'],
    now: ['her', 'lake'],
    means: ['animals|birds|heron', 'lake'],
  }),
  story('a list item cut short keeps its place and its whole', F.creators, {
    meant: [long, 'Bo'],
    readBack: ['Albert', 'Bo'],
    now: ['Albert', 'Bo', 'Al'],
    means: [long, 'Bo', 'Al'],
  }),
  story('a language the format dropped is still meant, another is edited', F.title, {
    meant: { 'x-default': 'a', de: 'b' },
    readBack: { 'x-default': 'a' },
    now: { 'x-default': 'c' },
    means: { 'x-default': 'c', de: 'b' },
  }),
  story('a language cleared beside one that was dropped', F.title, {
    meant: { 'x-default': 'a', de: 'b' },
    readBack: { 'x-default': 'a' },
    now: null,
    means: { de: 'b' },
  }),
  story('a zone the format dropped is still meant', F.time, {
    meant: `${T}+02:00`,
    readBack: T,
    now: T,
    means: `${T}+02:00`,
  }),
  story('a zone taken away by hand is gone', F.time, {
    meant: `${T}+02:00`,
    readBack: `${T}+02:00`,
    now: T,
    means: T,
  }),
  story('a position rounded by the format means the exact one', F.gps, {
    meant: { lat: 47.37691234, lon: 8.5417 },
    readBack: { lat: 47.3769, lon: 8.5417 },
    now: { lat: 47.3769, lon: 8.5417 },
    means: { lat: 47.37691234, lon: 8.5417 },
  }),
];
