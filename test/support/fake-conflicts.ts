import type { EngineEvent } from '../../shared/api/events.ts';
import type { ConflictShape, ConflictView, ExplainView } from '../../shared/api/views.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { fakeRow, fileOf } from './fake-photos.ts';
import type { FakePlans } from './fake-plans.ts';

interface Case {
  field: FieldName;
  kind: ConflictView['kind'];
  count: number;
  hub?: MaybeValue;
  sides: { library: string; value: MaybeValue; store?: string; tag?: string; base?: MaybeValue }[];
  varies?: boolean;
}

const cases: Case[] = [
  {
    field: 'keywords',
    kind: 'copies',
    count: 1208,
    hub: ['animals|birds|heron', 'to sort'],
    sides: [
      {
        library: 'archive',
        value: ['animals|birds|heron', 'places|Portugal|Lisbon'],
        base: ['animals|birds|heron', 'to sort'],
      },
      {
        library: 'nas',
        value: ['animals|birds|grey heron', 'family', 'to sort'],
        base: ['animals|birds|heron', 'to sort'],
      },
    ],
    varies: true,
  },
  {
    field: 'rating',
    kind: 'copies',
    count: 312,
    hub: 3,
    sides: [
      { library: 'archive', value: 4, base: 3 },
      { library: 'nas', value: 2, base: 3 },
    ],
  },
  {
    field: 'label',
    kind: 'copies',
    count: 58,
    sides: [
      { library: 'archive', value: 'red' },
      { library: 'laptop', value: 'green' },
      { library: 'nas', value: null },
    ],
  },
  {
    field: 'description',
    kind: 'copies',
    count: 17,
    hub: { 'x-default': 'Heron' },
    sides: [
      {
        library: 'archive',
        value: {
          'x-default':
            'A grey heron waits at the edge of the basin while the first boat of the morning leaves the harbour.',
        },
        base: { 'x-default': 'Heron' },
      },
      {
        library: 'nas',
        value: { 'x-default': 'Heron, early, Doca de Belém' },
        base: { 'x-default': 'Heron' },
      },
    ],
    varies: true,
  },
  {
    field: 'city',
    kind: 'inFile',
    count: 9,
    sides: [
      { library: 'archive', value: 'Lisboa', store: 'embedded', tag: 'IPTC:City' },
      { library: 'archive', value: 'Lisbon', store: 'sidecar', tag: 'XMP-photoshop:City' },
    ],
  },
  {
    field: 'rating',
    kind: 'undone',
    count: 4,
    hub: 3,
    sides: [
      { library: 'archive', value: 5, base: 3 },
      { library: 'nas', value: 3, base: 3 },
    ],
  },
  {
    field: 'headline',
    kind: 'inFile',
    count: 2,
    sides: [
      { library: 'nas', value: 'Storm over the har', store: 'embedded', tag: 'IPTC:Headline' },
      { library: 'nas', value: 'Storm over the pier', store: 'embedded', tag: 'XMP-photoshop:Headline' },
    ],
  },
];

const pathOf = (photo: number, library: string) =>
  library === 'nas'
    ? `by year/2024/${fakeRow(photo, {}).name.toLowerCase()}`
    : `2024/05 Lisbon/${fakeRow(photo, {}).name}`;
const copyOf: Record<string, number> = { archive: 0, nas: 1, laptop: 2 };
/** Photos of a case start at a thousand times its place, so that the first photo of the first two cases is shared. */
const photoOf = (at: number, index: number) => (index === 0 && at < 2 ? 7 : at * 2000 + index + 11);

function conflictOf(at: number, index: number): ConflictView {
  const one = cases[at]!;
  const photo = photoOf(at, index);
  return {
    id: at * 10_000 + index + 1,
    kind: one.kind,
    bridge: 'Archive and NAS',
    photo,
    field: one.field,
    ...(one.hub === undefined ? {} : { hub: one.hub }),
    sides: one.sides.map(({ library, value, store, tag, base }) => ({
      file: fileOf(photo, copyOf[library] ?? 0),
      library,
      path: pathOf(photo, library),
      store: store ?? 'embedded',
      ...(tag === undefined ? {} : { tag }),
      value,
      ...(base === undefined ? {} : { base }),
      changed: base === undefined ? value !== null : JSON.stringify(base) !== JSON.stringify(value),
    })),
  };
}

/** Conflicts of seven shapes, which go away when resolved. */
export function fakeConflicts(plans: FakePlans) {
  const gone = new Set<number>();
  const pending = new Map<string, number[]>();
  const open = (at: number) =>
    Array.from({ length: cases[at]!.count }, (_, index) => conflictOf(at, index)).filter(
      ({ id }) => !gone.has(id),
    );
  const everything = () => cases.flatMap((_, at) => open(at));
  const shape = (at: number): ConflictShape => {
    const one = cases[at]!;
    const items = open(at);
    return {
      shape: `shape-${at}`,
      kind: one.kind,
      bridge: 'Archive and NAS',
      field: one.field,
      sides: [...new Map(one.sides.map((side) => [side.library, side])).values()].map(({ library, value }) =>
        one.varies || one.kind === 'inFile' ? { library, varies: true } : { library, value, varies: false },
      ),
      count: items.length,
      sample: items.slice(0, 12).map(({ photo, sides }) => ({ photo, file: sides[0]!.file })),
    };
  };
  return {
    'conflicts.shapes': ({ bridge }: { bridge?: string }) =>
      cases.map((_, at) => shape(at)).filter((one) => one.count > 0 && (bridge ?? one.bridge) === one.bridge),
    'conflicts.list': ({
      shape: key,
      photo,
      limit = 100,
      after = '0',
    }: {
      shape?: string;
      photo?: number;
      limit?: number;
      after?: string;
    }) => {
      const found = key
        ? open(Number(key.slice(6)))
        : everything().filter((one) => photo === undefined || one.photo === photo);
      const from = Number(after);
      const items = found.slice(from, from + limit);
      return {
        total: found.length,
        items,
        ...(from + limit < found.length ? { next: String(from + limit) } : {}),
      };
    },
    'photos.explain': ({ file }: { file: number }): ExplainView => {
      const photo = Math.floor(file / 10);
      const copies = (archive: MaybeValue, nas: MaybeValue, base: MaybeValue) => [
        {
          library: 'archive',
          path: pathOf(photo, 'archive'),
          value: archive,
          base,
          changed: archive !== base,
          readable: true,
        },
        {
          library: 'nas',
          path: pathOf(photo, 'nas'),
          value: nas,
          base,
          changed: nas !== base,
          readable: true,
        },
      ];
      return {
        file: pathOf(photo, 'archive'),
        library: 'archive',
        photo,
        fields: [
          {
            field: 'headline',
            bridge: 'Archive and NAS',
            hub: 'Harbour',
            copies: copies('Harbour at dawn', 'Harbour', 'Harbour'),
            outcome: 'write',
            why: 'Only archive changed: a sync writes it to nas.',
            writes: [],
          },
          {
            field: 'country',
            bridge: 'Archive and NAS',
            hub: 'Portugal',
            copies: copies('Portugal', 'Portugal', 'Portugal'),
            outcome: 'nothing',
            why: 'All copies agree.',
            writes: [],
          },
          {
            field: 'credit',
            bridge: 'Archive and NAS',
            hub: 'Ana Ferreira',
            copies: copies('Ana Ferreira', 'Ana Ferreira', 'Ana Ferreira'),
            outcome: 'nothing',
            why: 'All copies agree.',
            writes: [],
          },
        ],
      };
    },
    'plans.resolve': (input: { conflicts?: number[]; shape?: string; also?: { conflicts: number[] }[] }) => {
      const ids = input.shape
        ? open(Number(input.shape.slice(6))).map(({ id }) => id)
        : [...(input.conflicts ?? []), ...(input.also ?? []).flatMap(({ conflicts }) => conflicts)];
      const outcome = plans.make('resolve', `Settle ${ids.length} conflicts`, {
        photos: ids.length,
        planned: ids.length,
        unchanged: 0,
        changeTotal: ids.length,
        losing: ids.length,
        byField: [{ field: 'rating', library: 'nas', adds: 0, replaces: ids.length, clears: 0 }],
      });
      pending.set(outcome.plan, ids);
      return outcome;
    },
    'plans.run': ({ plan }: { plan: string }, emit: (event: EngineEvent) => void) => {
      for (const id of pending.get(plan) ?? []) gone.add(id);
      if (pending.has(plan)) emit({ kind: 'conflicts', total: everything().length });
      return undefined;
    },
  };
}
