// Random histories of a family over two libraries: RAW and JPEG in both, edits, drives away, families turned on and off.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameValue } from '../../shared/core/equal.ts';
import { fieldDef } from '../../shared/core/registry.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { findBridge, saveBridge } from '../../shared/engine/db/bridges.ts';
import { fileById } from '../../shared/engine/db/files.ts';
import { putBases, putHubs } from '../../shared/engine/db/hubs.ts';
import { setLibrary } from '../../shared/engine/db/libraries.ts';
import { bridgeNamed } from '../../shared/engine/sync/active-bridge.ts';
import { follow, judgePhoto } from '../../shared/engine/sync/decide.ts';
import { gatherFamilies } from '../../shared/engine/sync/family-state.ts';
import { type IndexLab, indexLab } from '../support/index-lab.ts';

const captureTime = '2024-05-01T10:20:30.12';
const files = [
  { library: 'A', path: 'x/IMG_1.cr2', picture: 'raw', facts: { format: 'CR2' } },
  { library: 'B', path: 'x/IMG_1.cr2', picture: 'raw', facts: { format: 'CR2' } },
  { library: 'A', path: 'x/IMG_1.jpg', picture: 'jpg', facts: {} },
  { library: 'B', path: 'x/IMG_1.jpg', picture: 'jpg', facts: {} },
];
const fields = ['rating', 'keywords'] as const;

type Step =
  | {
      readonly kind: 'edit';
      readonly file: number;
      readonly field: (typeof fields)[number];
      readonly value: MaybeValue;
    }
  | { readonly kind: 'away' | 'back'; readonly library: string }
  | { readonly kind: 'families'; readonly on: boolean }
  | { readonly kind: 'sync' };

const keywords = fc.subarray(['a', 'b', 'c']).map((list): MaybeValue => (list.length > 0 ? list : null));
const rating = fc.constantFrom<MaybeValue>(null, 1, 2);
const file = fc.nat(files.length - 1);
const edit = fc.oneof(
  fc.record({
    kind: fc.constant('edit' as const),
    file,
    field: fc.constant('rating' as const),
    value: rating,
  }),
  fc.record({
    kind: fc.constant('edit' as const),
    file,
    field: fc.constant('keywords' as const),
    value: keywords,
  }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: edit, weight: 6 },
  { arbitrary: fc.constant({ kind: 'sync' } as const), weight: 5 },
  {
    arbitrary: fc.record({
      kind: fc.constantFrom('away' as const, 'back' as const),
      library: fc.constantFrom('A', 'B'),
    }),
    weight: 2,
  },
  { arbitrary: fc.record({ kind: fc.constant('families' as const), on: fc.boolean() }), weight: 1 },
);

/** What a sync of the bridge decides and writes, without files: the same loop, the same doors. */
function syncOnce({ db, again }: IndexLab, ids: readonly number[]) {
  const bridge = bridgeNamed(db, 'home');
  const photos = [...new Set(ids.flatMap((id) => fileById(db, id)!.photo ?? []))];
  let [moves, conflicts] = [0, 0];
  for (const family of gatherFamilies(db, photos)) {
    for (let pass = 0, meets = true; meets && pass < 5; pass++) {
      const verdicts = family.flatMap((state) => judgePhoto(state, bridge));
      conflicts = verdicts.filter(({ outcome }) => outcome.conflict).length;
      meets = verdicts.some(({ meetsLater }) => meetsLater);
      for (const { states, field, outcome } of verdicts)
        if (!outcome.conflict) follow(states, bridge, field, outcome);
    }
    for (const state of family) {
      for (const move of state.moves.values()) {
        if (move.hub) putHubs(db, [{ ...move, photo: state.photo, value: move.hub.after.value }]);
        putBases(
          db,
          [...move.bases].map(([file, base]) => ({ ...move, file, value: base.after.value })),
        );
        moves += move.hub && JSON.stringify(move.hub.before) !== JSON.stringify(move.hub.after) ? 1 : 0;
      }
      for (const copy of state.copies) {
        const values = Object.fromEntries(copy.values);
        if (JSON.stringify(values) === JSON.stringify(Object.fromEntries(copy.found))) continue;
        moves += 1;
        const { picture, facts } = files[ids.indexOf(copy.file.id)]!;
        again(copy.file.id, { picture, facts, values: values });
      }
    }
  }
  return { moves, conflicts };
}

function play(steps: readonly Step[]): void {
  const lab = indexLab('A', 'B');
  try {
    const ids = lab.put(...files.map((one) => ({ ...one, values: { captureTime } })));
    const members = (['A', 'B'] as const).map((library) => ({ library, role: 'both' as const }));
    const row = {
      ...{ id: 'home', name: 'home', members, fields: null, filter: null, rules: [], lastRun: null },
      ...{ trigger: { kind: 'manual' as const }, paused: null, consented: true },
    };
    saveBridge(lab.db, { ...row, families: ['rawJpeg'] });
    const valuesOf = (id: number) => ({ ...lab.file(id).snapshot!.values });
    const isThere = (library: string) => setLibrary(lab.db, library, { state: 'online' });
    const settle = () => {
      const { conflicts } = syncOnce(lab, ids);
      // What was decided and could be written leaves nothing for a second sync.
      expect(syncOnce(lab, ids)).toEqual({ moves: 0, conflicts });
      return conflicts;
    };
    const travelling = (): Set<string> =>
      new Set(ids.flatMap((id) => (valuesOf(id)['keywords'] as string[] | undefined) ?? []));
    for (const one of steps) {
      if (one.kind === 'edit') {
        const { picture, facts } = files[one.file]!;
        const values = { ...valuesOf(ids[one.file]!), [one.field]: one.value };
        if (one.value === null) delete values[one.field];
        lab.again(ids[one.file]!, { picture, facts, values: values });
      } else if (one.kind === 'away') setLibrary(lab.db, one.library, { state: 'offline' });
      else if (one.kind === 'back') isThere(one.library);
      else if (one.kind === 'families')
        saveBridge(lab.db, { ...findBridge(lab.db, 'home')!, families: one.on ? ['rawJpeg'] : [] });
      else {
        const before = travelling();
        settle();
        // No keyword comes from nowhere.
        for (const word of travelling()) expect(before).toContain(word);
      }
    }
    for (const library of ['A', 'B']) isThere(library);
    saveBridge(lab.db, { ...findBridge(lab.db, 'home')!, families: ['rawJpeg'] });
    if (settle() > 0) return;
    for (const field of fields) {
      const held = ids.map((id) => valuesOf(id)[field] ?? null);
      for (const value of held)
        expect(sameValue(fieldDef(field), value, held[0]), JSON.stringify(held)).toBe(true);
    }
  } finally {
    lab.close();
  }
}

test('a family comes to rest, in step, whatever happened before', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 14 }), play), { numRuns: 400 });
});
