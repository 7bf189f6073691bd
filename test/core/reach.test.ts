import { expect, test } from 'vitest';
import type { Rule } from '../../shared/core/bridge.ts';
import { type Reach, reachesFurther } from '../../shared/core/reach.ts';

const member = (library: string, role: 'both' | 'source' | 'target' = 'both') => ({ library, role });
const bridge: Reach = {
  members: [member('a', 'source'), member('b'), member('c', 'target')],
  fields: ['rating', 'title'],
  filter: 'rating>=3',
  rules: [{ field: 'gps', kind: 'neverLeaves', library: 'a' }],
  families: [],
};
const words: Rule = { field: 'keywords', kind: 'vocabulary', words: [{ from: 'x', to: 'y' }] };

test.each<[string, Partial<Reach>, boolean]>([
  ['nothing', {}, false],
  ['a member less', { members: [member('a', 'source'), member('b')] }, false],
  ['a member more', { members: [...bridge.members, member('d')] }, true],
  ['a source that may be written', { members: [member('a'), member('b'), member('c', 'target')] }, true],
  ['a target that is heard', { members: [member('a', 'source'), member('b'), member('c')] }, true],
  [
    'one that is not written any more',
    { members: [member('a', 'source'), member('b', 'source'), member('c', 'target')] },
    false,
  ],
  [
    'one that is not heard any more',
    { members: [member('a', 'source'), member('b', 'target'), member('c', 'target')] },
    false,
  ],
  ['a field less', { fields: ['title'] }, false],
  ['a field more', { fields: ['rating', 'title', 'city'] }, true],
  ['every field', { fields: null }, true],
  ['another filter', { filter: 'rating>=2' }, true],
  ['no filter', { filter: null }, true],
  [
    'a rule that answers conflicts',
    { rules: [...bridge.rules, { field: 'title', kind: 'prefer', library: 'b' }] },
    false,
  ],
  ['something that may leave now', { rules: [] }, true],
  ['other words', { rules: [...bridge.rules, words] }, true],
  ['families', { families: ['exports'] }, true],
])('a bridge with %s reaches further: %s', (_, change, expected) => {
  expect(reachesFurther(bridge, { ...bridge, ...change })).toBe(expected);
});

test('a bridge of all photos and fields is not widened by a filter', () => {
  const all = { ...bridge, fields: null, filter: null };
  expect(reachesFurther(all, { ...all, fields: ['rating'], filter: 'rating>=3' })).toBe(false);
});
