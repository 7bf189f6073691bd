import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery, type QueryNode } from '../../shared/core/query.ts';

const text = (value: string, phrase = false): QueryNode => ({ kind: 'text', text: value, phrase });
const rows: readonly (readonly [string, QueryNode])[] = [
  ['', { kind: 'all' }],
  ['  ', { kind: 'all' }],
  ['heron', text('heron')],
  ['"grey heron"', text('grey heron', true)],
  ['"say \\"hi\\""', text('say "hi"', true)],
  ['heron lake', { kind: 'and', nodes: [text('heron'), text('lake')] }],
  ['heron AND lake', { kind: 'and', nodes: [text('heron'), text('lake')] }],
  ['a b OR c', { kind: 'or', nodes: [{ kind: 'and', nodes: [text('a'), text('b')] }, text('c')] }],
  ['a (b OR c)', { kind: 'and', nodes: [text('a'), { kind: 'or', nodes: [text('b'), text('c')] }] }],
  ['-a', { kind: 'not', node: text('a') }],
  ['-(a OR b)', { kind: 'not', node: { kind: 'or', nodes: [text('a'), text('b')] } }],
  ['black-white', text('black-white')],
  ['"OR"', text('OR', true)],
  ['rating>=3', { kind: 'number', field: 'rating', min: 3 }],
  ['rating>3', { kind: 'number', field: 'rating', min: 4 }],
  ['rating<2', { kind: 'number', field: 'rating', max: 1 }],
  ['rating:2..4', { kind: 'number', field: 'rating', min: 2, max: 4 }],
  ['rating:2..', { kind: 'number', field: 'rating', min: 2 }],
  ['rating:-1', { kind: 'number', field: 'rating', min: -1, max: -1 }],
  ['rating:0', { kind: 'not', node: { kind: 'has', field: 'rating' } }],
  ['captureTime:2024', { kind: 'time', field: 'captureTime', from: '2024', until: '2024\uffff' }],
  [
    'capturetime:2024-05..2024-06',
    { kind: 'time', field: 'captureTime', from: '2024-05', until: '2024-06\uffff' },
  ],
  ['captureTime>2024', { kind: 'time', field: 'captureTime', from: '2024\uffff' }],
  ['captureTime<2024', { kind: 'time', field: 'captureTime', until: '2024' }],
  ['keyword:animals|birds', { kind: 'keyword', path: 'animals|birds' }],
  ['keyword:"grey heron"', { kind: 'keyword', path: 'grey heron' }],
  ['label:rot', { kind: 'match', field: 'label', text: 'red' }],
  ['title:"a: b"', { kind: 'match', field: 'title', text: 'a: b' }],
  ['city=Ulm', { kind: 'match', field: 'city', text: 'Ulm' }],
  ['library:NAS', { kind: 'library', name: 'NAS' }],
  ['path:2024/05', { kind: 'path', text: '2024/05' }],
  ['has:gps', { kind: 'has', field: 'gps' }],
  ['-has:title', { kind: 'not', node: { kind: 'has', field: 'title' } }],
  ['is:conflict', { kind: 'is', state: 'conflict' }],
];

const mistakes: readonly (readonly [string, number, RegExp])[] = [
  ['titel:x', 0, /no field “titel”.*Did you mean title/],
  ['has:nothing', 4, /no field “nothing”/],
  ['is:odd', 3, /is:conflict/],
  ['rating>=many', 8, /whole number/],
  ['captureTime:yesterday', 12, /not a date/],
  ['a "b', 2, /never closed/],
  ['(a', 0, /never closed/],
  ['a)', 1, /never opened/],
  ['a OR', 4, /missing at the end/],
  ['OR a', 0, /missing before OR/],
  ['()', 1, /missing before this parenthesis/],
  ['title:', 0, /missing after/],
  ['title>x', 0, /cannot be compared/],
  ['gps:48', 0, /has:gps/],
  [`${'('.repeat(200)}a${')'.repeat(200)}`, 100, /nested too deeply/],
];

describe('queries', () => {
  it.each(rows)('%s', (query, node) => {
    expect(parseQuery(query)).toEqual({ ok: true, query: node });
  });

  it.each(mistakes)('%s is refused with where and what to do', (query, at, message) => {
    const parsed = parseQuery(query);
    expect(parsed).toMatchObject({ ok: false, at, message: expect.stringMatching(message) });
  });

  it('any text parses or is refused at a place inside it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(fc.constantFrom('(', ')', '-', ' ', 'OR', '"', 'rating', ':', '..', '>=', '3', '\\'))
            .map((parts) => parts.join('')),
        ),
        (query) => {
          const parsed = parseQuery(query);
          if (!parsed.ok)
            expect(parsed.at >= 0 && parsed.at <= query.length && parsed.message !== '').toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
