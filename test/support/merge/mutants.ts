/** A wrong merge: one piece of the core's source replaced. The piece must be there exactly once. */
export interface Mutant {
  readonly name: string;
  /** Below shared/core. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

const inFile =
  (file: string) =>
  (name: string, find: string, replace: string): Mutant => ({ name, file, find, replace });

const element = inFile('merge/element.ts');
const rule = inFile('merge/rule.ts');
const set = inFile('merge/set.ts');
const keywords = inFile('merge/keywords.ts');
const planned = inFile('merge/planned.ts');
const renames = inFile('merge/renames.ts');
const knownRenames = inFile('merge/known-renames.ts');
const outcome = inFile('merge/outcome.ts');
const reconcile = inFile('reconcile.ts');
const langAlt = inFile('merge/lang-alt.ts');
const regions = inFile('merge/regions.ts');
const regionKeys = inFile('merge/region-keys.ts');
const meant = inFile('meant.ts');
const resolve = inFile('resolve.ts');
const push = inFile('push.ts');
const rules = inFile('rules.ts');
const equal = inFile('equal.ts');

const UNITED = 'const united = opinions.length === 0 ? hub : rule.unite(opinions, bases);';
const HUB_HELD = 'hub === undefined ? voters.some((side) => side.held.has(element)) : hub.has(element)';

const scalarMutants: readonly Mutant[] = [
  element('an empty newcomer has an opinion', '? !rule.empty(side.value)\n    :', '? true\n    :'),
  element('a newcomer has no opinion', '? !rule.empty(side.value)\n    :', '? false\n    :'),
  element('a change is no change', ': !rule.same(side.value, side.base) ||', ': false ||'),
  element('a refinement is no change', ' || rule.refines(side.value, side.base);', ';'),
  element('a newcomer always knew the hub', '? rule.empty(hub) :', '? true :'),
  element('a newcomer contradicts an empty hub', '? rule.empty(hub) :', '? false :'),
  element('everybody knew the hub', ': rule.same(side.base, hub) && !rule.refines(hub, side.base)', ': true'),
  element('nobody knew the hub', ': rule.same(side.base, hub) && !rule.refines(hub, side.base)', ': false'),
  element('a refinement of the hub is known before it is seen', ' && !rule.refines(hub, side.base)', ''),
  element('a lost index decides nothing', 'if (said.length > 0) return said;', 'return said;'),
  element('a moved hub is overwritten', 'contradicted ? [...said, hub] : said', 'said'),
  element(
    'the hub always contradicts',
    'moved.length > 0 && !moved.some((side) => knewHub(rule, side, hub))',
    'moved.length > 0',
  ),
  element('the first copy wins', UNITED, `${UNITED.slice(0, -1)} ?? opinions[0];`),
  element('the greatest value wins', UNITED, `${UNITED.slice(0, -1)} ?? [...opinions].sort().at(-1);`),
  element(
    'a change beats a removal unasked',
    UNITED,
    'const said = opinions.filter((one) => !rule.empty(one)); const united = opinions.length === 0 ? hub : rule.unite(said.length > 0 ? said : opinions, bases);',
  ),
  element(
    'a removal beats a change',
    UNITED,
    'const united = opinions.length === 0 ? hub : opinions.some(rule.empty) ? null : rule.unite(opinions, bases);',
  ),
  element(
    'the hub never refines',
    'hub !== undefined && rule.refines(hub, united) ? rule.unite([united, hub], [])! : united',
    'united',
  ),
  element(
    "a target's change travels",
    'const voters = sides.filter((side) => side.votes);',
    'const voters = [...sides];',
  ),
  element(
    "a target's change is overwritten",
    '!side.votes && hasMoved(rule, side) && apart(side)',
    'false && apart(side)',
  ),
  element(
    "a target's finer time is overwritten",
    ' || rule.refines(side.value, value);\n  const own',
    ';\n  const own',
  ),
  element('a lost index counts blanks', '.filter((value) => !rule.empty(value));', ';'),
  element(
    'a target keeps its change whatever the hub does',
    'side.base === undefined ? !rule.empty(value) : !rule.same(side.base, value),',
    'false && side,',
  ),
  element(
    "a target's change is always a conflict",
    'side.base === undefined ? !rule.empty(value) : !rule.same(side.base, value),',
    'side !== undefined,',
  ),
  element(
    'nothing is ever decided first',
    'if (united === undefined) return',
    'if (united === undefined || hub === undefined) return',
  ),
  element(
    'nothing is decided empty',
    'if (united === undefined) return',
    'if (united === undefined || united === null) return',
  ),
  rule('lists: the longer wins, removals are lost', 'return chained && appended ?', 'return chained ?'),
  rule('lists: any appended list wins', 'return chained && appended ?', 'return appended ?'),
  rule('lists: nothing is united', 'return chained && appended ?', 'return false ?'),
  rule(
    'times: contradicting zones unite',
    'if (!richest) return undefined;',
    'if (!richest) return plainest(values);',
  ),
  rule(
    'times: the first is taken for the richest',
    'times.reduce((a, b) => a && b && uniteTimes(a, b))',
    'times[0]',
  ),
  rule('the spelling depends on the order', '? plainest(values) : undefined', '? values[0] : undefined'),
];

const setMutants: readonly Mutant[] = [
  set(
    'a removal beats an add',
    'if (voters.some((side) => added(side, element))) return true;',
    'if (!voters.some((side) => removed(side, element)) && voters.some((side) => added(side, element))) return true;',
  ),
  set('removals are ignored', 'if (voters.some((side) => removed(side, element))) return false;', ''),
  set(
    'removed only where all removed it',
    'if (voters.some((side) => removed(side, element))) return false;',
    'if (voters.every((side) => removed(side, element))) return false;',
  ),
  set(
    'added only where all added it',
    'if (voters.some((side) => added(side, element))) return true;',
    'if (voters.every((side) => added(side, element))) return true;',
  ),
  set('a lost index empties sets', HUB_HELD, 'hub?.has(element) ?? false'),
  set('the hub is forgotten', HUB_HELD, 'voters.some((side) => side.held.has(element))'),
  set('a newcomer adds nothing', 'side.base?.has(element) !== true;', 'side.base?.has(element) === false;'),
  set(
    'what a newcomer lacks is removed',
    'side.base?.has(element) === true;',
    'side.base?.has(element) !== false;',
  ),
  set(
    "a target's elements are taken away",
    'return moved ? hub.has(element) : side.held.has(element);',
    'return hub.has(element);',
  ),
  set(
    'a target gets nothing',
    'return moved ? hub.has(element) : side.held.has(element);',
    'return side.held.has(element);',
  ),
  set('a set is reordered', 'order.filter((element) => elements.has(element))', 'order.filter(() => false)'),
  set(
    'a kept add is not shown',
    '.filter((element) => voters.some((side) => removed(side, element)))\n',
    '.filter(() => false)\n',
  ),
  set(
    'nothing is decided as empty',
    'hub === undefined && held.size === 0 && voters.every((side) => side.base === undefined)',
    'false',
  ),
  set(
    'a set merged to empty is left alone',
    'hub === undefined && held.size === 0 && voters',
    'held.size === 0 && voters.length > 0 || voters',
  ),
  keywords(
    'flat keywords stay flat',
    'if (!isFlat(path) || known.has(path)) return path;',
    'if (path !== undefined) return path;',
  ),
  keywords(
    'a flat keyword of its own right is lifted',
    'if (!isFlat(path) || known.has(path)) return path;',
    'if (!isFlat(path)) return path;',
  ),
  keywords(
    'the first of two candidates is taken',
    'candidates.length === 1 ? candidates[0]! : path',
    'candidates[0] ?? path',
  ),
  keywords(
    "a copy's own path is a candidate",
    '.filter((_, at) => at !== own)',
    '.filter((_, at) => at !== own || at >= 0)',
  ),
  keywords('the hub is no candidate', 'others.length > 0 ? others : pathsTo(path, [decided])', 'others'),
  keywords(
    'the hub is always a candidate',
    'others.length > 0 ? others : pathsTo(path, [decided])',
    '[...new Set([...others, ...pathsTo(path, [decided])])]',
  ),
  keywords('implied ancestors are elements', ', dropImplied);\n', ');\n'),
  knownRenames(
    'renames done in the app are forgotten',
    'if (renames.length === 0) return',
    'if (renames.length >= 0) return',
  ),
  knownRenames('a copy that knew the new name is corrected', 'if (!concerns(rename, had)) continue;', ''),
  knownRenames('a rename holds for good', '!concerns(rename, decided) || sides', 'true || sides'),
  knownRenames(
    'a rename holds only once it was decided',
    '|| sides.some((side) => isRenamed(rename, side))',
    '',
  ),
  knownRenames(
    'a receiving copy renames for all',
    'if (!votes || base === undefined) return false;',
    'if (base === undefined) return false;',
  ),
  knownRenames(
    'what a copy was in step with is renamed too',
    'base.includes(path) ? path : renamed(path)',
    'renamed(path)',
  ),
  knownRenames(
    'a rename of a rename is not followed',
    'had = had.map((one) => underNewName(one, rename));',
    '',
  ),
  knownRenames(
    'a name that was renamed again is looked for',
    'plain.slice(at + 1).reduce(underNewName, rename.to)',
    'plain.length > at ? rename.to : rename.to',
  ),
  knownRenames('a name that is gone is offered', 'if (!isUsed) return [];', ''),
  knownRenames(
    'an old name in a newcomer is not offered',
    '...standing.flatMap((rename) => offers(rename, sides, decided)),',
    '',
  ),
  knownRenames(
    'a rename is not told',
    "if (at !== path) notes.push({ kind: 'renamed', paths: [path, at] });",
    "if (at !== path) notes.push({ kind: 'keptAdd', paths: [at] });",
  ),
  inFile('equal/keywords.ts')('what is there already is moved again', ' && !isAtOrBelow(path, to)', ''),
  inFile('equal/keywords.ts')(
    'words that begin alike are one branch',
    'path === top || isAbove(top, path)',
    'path.startsWith(top)',
  ),
  renames(
    'a branch with one leaf is a leaf',
    'return [renameOf(gone[0]!, come[0]!)];',
    'return [{ from: gone[0]!, to: come[0]! }];',
  ),
  renames('what is below the new name is left below the old one', '!isAtOrBelow(path, rename.to) &&', ''),
  knownRenames(
    'what a longer path implies was added',
    'dropImplied(textsOf(side.value).map(normalPath))',
    'textsOf(side.value).map(normalPath)',
  ),
  keywords('a keyword that found its path is a straggler', '.filter(there)', ''),
  renames('who was away left no straggler', '...decidedAs(side, decided)', '...decidedAs(side, undefined)'),
  push('a push knows no renames', '{ field, sides, hub, held, renames }', '{ field, sides, hub, held }'),
  rules('renames are in the words of a library', '...(renames ? { renames } : {}), ', ''),
  renames('a straggler is not shown', '...stragglers(rename, others),', ''),
  renames('a diverging rename is not shown', 'one.from === other.from && one.to !== other.to', 'false'),
  renames('a crossing move is not shown', 'return crossing ?', 'return false ?'),
];

const otherMutants: readonly Mutant[] = [
  outcome('everything is written', 'lags: !holds(field, side.value, target)', 'lags: true'),
  outcome('a source is written', "side.writable && side.role !== 'source'", 'side.writable'),
  outcome('a read-only copy is written', "side.writable && side.role !== 'source'", "side.role !== 'source'"),
  outcome(
    'a copy that cannot be emptied is emptied',
    ' && (side.clearable !== false || !isEmpty(field, target))',
    '',
  ),
  outcome(
    'a copy that cannot be emptied is never written',
    '(side.clearable !== false || !isEmpty(field, target))',
    'side.clearable !== false',
  ),
  outcome(
    'a read-only copy is heard again and again',
    '...stuck.flatMap(({ side }) => absorbedBase(field, side)),',
    '',
  ),
  outcome(
    'a copy whose write failed is heard again',
    'absorbed: written.flatMap(({ side }) => absorbedBase(field, side)),',
    'absorbed: [],',
  ),
  outcome('a written copy gets no base', '...[...inStep, ...written].map(', '...inStep.map('),
  outcome('a copy in step gets no base', '...[...inStep, ...written].map(', '...written.map('),
  outcome('the hub stays', '...(moves ? { hub: decision.hub } : {}),', ''),
  outcome('a poorer choice leaves the richer time', ' && !refines(value, target)', ''),
  outcome(
    'losers are forgotten',
    '.filter(({ before, after }) => loses(field, before, after))',
    '.filter(() => false)',
  ),
  outcome("a target's own change counts as heard", "side.role === 'target' || silent", 'silent'),
  reconcile('unreadable is empty', 'input.sides.filter((side) => side.readable)', '[...input.sides]'),
  reconcile('an undo is not held', 'held === true && !agree', 'false && !agree'),
  reconcile('a hold is cleared without looking everywhere', 'side.readable && sameValue(', 'sameValue('),
  reconcile('a hold is never cleared', 'held === true && !agree(field, input.sides)', 'held === true'),
  reconcile('a copy alone decides', 'hub === undefined && sides.length === 1', 'false'),
  reconcile('a copy alone never decides', 'hub === undefined && sides.length === 1', 'sides.length === 1'),
  reconcile('a target votes', "votes: role !== 'target',", 'votes: true,'),
  reconcile(
    'a conflict hides who did not move',
    "conflictOutcome(field, 'copies', sides, hub, whySentence(decision.reason",
    "conflictOutcome(field, 'copies', sides.slice(1), hub, whySentence(decision.reason",
  ),
  langAlt(
    'no language follows the default',
    'return views.map((view) => followDefault(view, isSpokenFor));',
    'return views;',
  ),
  langAlt(
    'a language follows although somebody wrote it',
    'text === undefined || isSpokenFor(view, to)',
    'text === undefined',
  ),
  langAlt('copies that agree are corrected', 'if (agree && speaking.length > 1) return views;', ''),
  regions(
    'regions of another frame are mixed',
    'oneFrame(lists) ? regionsByKey(lists, journeysOf(lists)) : undefined',
    'regionsByKey(lists, journeysOf(lists))',
  ),
  regionKeys('unnamed regions never meet', 'overlap(one, other) >= SAME_REGION', 'false'),
  regionKeys('unnamed regions always meet', 'overlap(one, other) >= SAME_REGION', 'true'),
  regionKeys(
    'to name a region is to mark another',
    'given.get(nameKey(region)) ?? nameKey(region)',
    'nameKey(region)',
  ),
  regionKeys(
    'any new name is that of an unnamed region that went',
    'fresh.filter((region) => samePlace(region, unnamed))',
    '[...fresh]',
  ),
  regionKeys('a name that was known was given', '!known.has(nameKey(region))', 'known.size >= 0'),
  regions('a name given while a copy was away is another region', '{ before: base, after: hub! },', ''),
  regionKeys(
    'two regions of one name become one',
    'keyed.every((map, at) => map.size === lists[at]!.length) ? keyed : undefined',
    'keyed',
  ),
  meant(
    'what was read back is taken at its word',
    'if (sameValue(field, current, readBack) && !apart) return meant;',
    '',
  ),
  meant(
    'a zone taken away goes unnoticed',
    'sameValue(field, current, readBack) && !apart',
    'sameValue(field, current, readBack)',
  ),
  meant('what a format cannot hold is removed', 'return trace === undefined || ', 'return '),
  meant('texts edited by hand are ignored', '  return current;\n};', '  return meant;\n};'),
  meant(
    'elements added by hand are dropped',
    '(element) => !readBack.includes(element) && !meant.includes(element)',
    '() => false',
  ),
  meant('removed elements stay', 'return trace === undefined || ', 'return true || '),
  meant('flattened paths are strangers', '(isFlat(cut) && leafOf(whole).startsWith(cut))', 'false'),
  meant(
    'list items stay cut',
    'const at = readBack.length === meant.length ? readBack.indexOf(item) : -1;',
    'const at = readBack.length < 0 ? 0 : -1;',
  ),
  meant(
    'languages are taken as read',
    'same(current[lang], readBack[lang]) ? meant[lang] : current[lang]',
    'current[lang]',
  ),
  resolve(
    'without a hub, empty is taken for it',
    'input.hub === undefined ? { none: NO_HUB } : { value: input.hub }',
    '{ value: input.hub ?? null }',
  ),
  resolve(
    'a copy that cannot be read gives an answer',
    'const sides = input.sides.filter((side) => side.readable);',
    'const sides = [...input.sides];',
  ),
  langAlt('an empty text is decided', 'if (hub === undefined && value === null)', 'if (false)'),
  meant('what was written out in full is dropped', ' || current.includes(element);', ';'),
  meant('cut texts are fed back', 'meant.filter(stays)', 'meant.filter((one) => current.includes(one))'),
  resolve(
    'a decided copy conflicts again',
    '!based.has(side.file) && !identical',
    '!based.has(side.file) && side.writable && !identical',
  ),
  resolve('copies that disagree give an answer', 'first !== undefined && agree', 'first !== undefined'),
  resolve('a text is united', 'unitable(input.field) ?', 'true ?'),
  push(
    'sources that disagree are not asked about',
    'if (disagree(field, from, hub)) return',
    'if (false) return',
  ),
  push(
    'a source that lags behind pushes the hub',
    'speaks ? input.to : input.to.filter((side) => side.base === undefined)',
    'input.to',
  ),
  push('a target that lags behind is left', 'holdsHub || from.some', 'from.some'),
  push(
    'a target without a change is overwritten by what did not move',
    "role: side.role === 'source' ? side.role : ('target' as const)",
    "role: 'target' as const, base: side.value",
  ),
  push(
    'a copy that joined is not filled',
    'speaks ? input.to : input.to.filter((side) => side.base === undefined)',
    'speaks ? input.to : []',
  ),
  push("a target's change is pushed on to other targets", "('target' as const)", "('both' as const)"),
  push(
    'an unreadable source clears',
    'const from = input.from.filter((side) => side.readable);',
    'const from = [...input.from];',
  ),
  rules('the newest of two at once is taken', 'seen.after >= other.seen.at', 'seen.at >= other.seen.at'),
  rules(
    'an unknown order counts as the oldest',
    'seen: context.seenAt?.(file) }',
    'seen: context.seenAt?.(file) ?? { after: 0, at: 0 } }',
  ),
  rules(
    'never leaves is ignored',
    "if (rule.kind === 'neverLeaves') ",
    "if (rule.kind === 'neverLeaves' && false) ",
  ),
  rules('a mirror keeps its own', 'mirrors(side) ? mirrored(side) : side', 'mirrors(side) ? side : side'),
  rules('a mirror keeps what no source ever had', 'if (emptySources(', 'if (false && emptySources('),
  rules(
    'a source that cannot be read is empty',
    'side.readable && isEmpty(input.field',
    'isEmpty(input.field',
  ),
  rules('fill blanks replaces', 'isBound(write.file) && !isEmpty', 'false && !isEmpty'),
  rules(
    'a rule between two libraries settles what a third changed',
    'return movedSides(input).every(',
    'return movedSides(input).some(',
  ),
  rules('filling blanks of one library binds all', '=== context.libraryOf(file),', '!== undefined,'),
  rules('a word is only heard, not written', 'may && !sameValue(field, own, side.value)', 'false'),
  rules(
    'a library is written in the words of the bridge',
    'before: side.value, after: own',
    'before: side.value, after',
  ),
  rules('rules settle an undo', "outcome.conflict?.kind === 'copies'", 'outcome.conflict'),
  planned('what is merely planned is news', 'side.planned === true && ', 'side.planned === false && '),
  planned(
    'a planned value is heard from one that just came to it',
    'sameValue(field, other.base, value) &&',
    'true &&',
  ),
  planned(
    'a planned value counts before the first decision',
    'return hub === undefined',
    'return sides.length === 0',
  ),
  rules(
    'what is planned lifts a rule between two',
    'fillsOnly(rules, known, context)',
    'fillsOnly(rules, input, context)',
  ),
  planned('who only receives is heard', "other.role !== 'target' &&", 'true &&'),
  planned('who cannot be read is heard', 'other.readable &&', 'true &&'),
  planned('planned copies vouch for each other', '!isPlanned(field, other) &&', 'other !== undefined &&'),
  planned('a planned value becomes no base', 'kept.length === 0', 'kept.length >= 0'),
  equal('no stars are a rating', "field.name === 'rating' && number === 0 ? null : number", 'number'),
  inFile('equal/gps.ts')('0,0 is a place', ' || (lat === 0 && lon === 0)', ''),
  inFile('equal/gps.ts')(
    'rounding moves a position',
    'Math.abs(a - b) <= limit * (1 + 1e-6)',
    'a === b && limit > 0',
  ),
  inFile('equal/gps.ts')(
    'nearby is the same place',
    'export const DEGREES = 1e-6;',
    'export const DEGREES = 1e-3;',
  ),
  inFile('equal/text.ts')('another Unicode form is another text', ".normalize('NFC')", ''),
  inFile('equal/regions.ts')(
    'rounding moves a region',
    'export const AREA_TOLERANCE = 0.005;',
    'export const AREA_TOLERANCE = 0.0005;',
  ),
  inFile('equal/keywords.ts')(
    'nothing is implied',
    'return all.filter((path) => !implied.has(path));',
    'return implied.size < 0 ? [] : all;',
  ),
  inFile('equal/time.ts')(
    'a zone more is another time',
    "b.zone === '' || b.zone === a.zone ? a.zone : undefined",
    'b.zone === a.zone ? a.zone : undefined',
  ),
];

/** Wrong merges that the tables and the histories must all tell from the right one. */
export const mutants: readonly Mutant[] = [...scalarMutants, ...setMutants, ...otherMutants];
