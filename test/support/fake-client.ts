import type { Connection } from '../../renderer/connect.ts';
import type { TagbridgeClient } from '../../shared/api/client.ts';
import type { EngineEvent } from '../../shared/api/events.ts';
import { settingsSchema } from '../../shared/api/settings.ts';
import type {
  ChangeRow,
  FileView,
  KeywordNode,
  LibraryView,
  PhotoRow,
  PlanOutcome,
  RunView,
  StatusView,
} from '../../shared/api/views.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import {
  copiesOf,
  type FakeFields,
  fakeCopyFields,
  fakeFields,
  fakeRow,
  fakeState,
  fileOf,
} from './fake-photos.ts';

export interface FakeOptions {
  photos?: number;
  libraries?: LibraryView[];
  /** Where pictures come from; by default a grey drawing with the file's number. */
  imageUrl?: (file: number, size: number) => string;
  /** Milliseconds before an answer. */
  delay?: number;
  /** Further procedures; one that answers undefined leaves the answer to the fake's own. */
  // biome-ignore lint/suspicious/noExplicitAny: takes every procedure's input
  answers?: Record<string, (input: any, emit: (event: EngineEvent) => void) => unknown>;
}

interface EditInput {
  photos?: number[] | undefined;
  where?: string | undefined;
  files?: (number | string)[] | undefined;
  edit: {
    addKeywords?: string[] | undefined;
    removeKeywords?: string[] | undefined;
    renameKeywords?: { from: string; to: string }[] | undefined;
    set?: Record<string, unknown> | undefined;
    clear?: string[] | undefined;
  };
  dryRun?: boolean | undefined;
}

const library = (name: string, files: number): LibraryView => ({
  id: name,
  name,
  path: `/photos/${name}`,
  writes: 'auto',
  sidecar: 'adobe',
  exclude: [],
  keepMtime: false,
  iptc: 'latin',
  state: 'online',
  files,
  problemCount: 0,
  watching: 'events',
});

const drawing = (file: number) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><rect width="300" height="200" fill="hsl(${(file * 47) % 360} 25% 45%)"/><text x="12" y="188" font-size="28" fill="#fff">${file}</text></svg>`,
  )}`;

/** The engine as the window sees it, in memory: synthetic photos that can be searched, edited and undone. */
export interface FakeEngine extends Connection {
  /** Every call, as `photos.window` with its input. */
  calls: { path: string; input: unknown }[];
  emit(event: EngineEvent): void;
  fieldsOf(photo: number): FakeFields;
}

export function fakeEngine(options: FakeOptions = {}): FakeEngine {
  const total = options.photos ?? 100_000;
  const libraries = options.libraries ?? [
    library('archive', total),
    library('nas', Math.round(total * 0.67)),
  ];
  const edited = new Map<number, FakeFields>();
  const plans = new Map<string, { outcome: PlanOutcome; changes: ChangeRow[] }>();
  const runs: RunView[] = [];
  const listeners = new Set<(event: EngineEvent) => void>();
  const calls: FakeEngine['calls'] = [];
  let settings = settingsSchema.parse({});

  const fieldsOf = (photo: number): FakeFields => edited.get(photo) ?? fakeFields(photo);
  const emit = (event: EngineEvent) => {
    for (const listener of listeners) listener(event);
  };

  const found = new Map<string, number[]>();
  function find(query = '', sort = '-captured'): number[] {
    const key = `${sort} ${query}`;
    const known = found.get(key);
    if (known) return known;
    const terms = query.trim().split(/\s+/).filter(Boolean);
    const ids: number[] = [];
    for (let photo = 1; photo <= total; photo += 1)
      if (terms.every((term) => matches(photo, term))) ids.push(photo);
    if (sort.startsWith('-')) ids.reverse();
    if (sort.endsWith('rating')) {
      const rating = (photo: number) => Number(fieldsOf(photo).rating ?? 0);
      ids.sort((a, b) => (sort === 'rating' ? rating(a) - rating(b) : rating(b) - rating(a)));
    }
    found.set(key, ids);
    return ids;
  }

  function matches(photo: number, term: string): boolean {
    const [, name, sign, want = ''] = /^(\w+)(>=|:)(.*)$/.exec(term.replaceAll('"', '')) ?? [];
    const fields = fieldsOf(photo);
    if (name === 'rating')
      return sign === ':' ? fields.rating === Number(want) : Number(fields.rating ?? 0) >= Number(want);
    if (name === 'label') return fields.label === want;
    if (name === 'keyword')
      return (fields.keywords as string[]).some((path) => path === want || path.startsWith(`${want}|`));
    if (name === 'is') return fakeState(photo) === want;
    if (name === 'library') return want === 'archive' || copiesOf(photo) > 1;
    return `${fakeRow(photo, fields).name} ${JSON.stringify(fields)}`
      .toLowerCase()
      .includes(term.toLowerCase());
  }

  function keywordCounts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (let photo = 1; photo <= Math.min(total, 2000); photo += 1)
      for (const path of fieldsOf(photo).keywords as string[]) {
        const levels = path.split('|');
        levels.forEach((_, at) => {
          const upTo = levels.slice(0, at + 1).join('|');
          counts.set(upTo, (counts.get(upTo) ?? 0) + 1);
        });
      }
    return counts;
  }
  function nodes(test: (path: string) => boolean): KeywordNode[] {
    const counts = keywordCounts();
    return [...counts]
      .filter(([path]) => test(path))
      .map(([path, photos]) => ({
        path,
        name: path.slice(path.lastIndexOf('|') + 1),
        photos,
        children: [...counts.keys()].some((other) => other.startsWith(`${path}|`)),
      }))
      .sort((a, b) => a.path.localeCompare(b.path));
  }

  function afterEdit(photo: number, { edit }: EditInput): FakeFields {
    const next: Record<string, unknown> = { ...fieldsOf(photo), ...edit.set };
    const renamed = (path: string) => {
      const one = edit.renameKeywords?.find(({ from }) => path === from || path.startsWith(`${from}|`));
      return one ? one.to + path.slice(one.from.length) : path;
    };
    const kept = (next['keywords'] as string[])
      .map(renamed)
      .filter((path) => !edit.removeKeywords?.includes(path));
    next['keywords'] = [...new Set([...kept, ...(edit.addKeywords ?? [])])];
    for (const field of edit.clear ?? []) delete next[field];
    return next;
  }

  function makePlan(kind: PlanOutcome['kind'], title: string, next: Map<number, FakeFields>): PlanOutcome {
    const changes: ChangeRow[] = [];
    for (const [photo, after] of next) {
      const before = fieldsOf(photo);
      for (const field of new Set([...Object.keys(before), ...Object.keys(after)]) as Set<FieldName>)
        if (JSON.stringify(before[field]) !== JSON.stringify(after[field]))
          for (let copy = 0; copy < copiesOf(photo); copy += 1)
            changes.push({
              seq: changes.length,
              library: libraries[copy]?.name ?? 'archive',
              path: `2024/${fakeRow(photo, before).name}`,
              file: fileOf(photo, copy),
              photo,
              field,
              before: before[field] ?? null,
              after: after[field] ?? null,
            });
    }
    const planned = new Set(changes.map((change) => change.file)).size;
    const plan = `plan-${plans.size + 1}`;
    const outcome: PlanOutcome = {
      plan,
      run: null,
      kind,
      title,
      photos: next.size,
      planned,
      written: 0,
      unchanged: 0,
      skipped: 0,
      skippedBy: {},
      conflicts: 0,
      losing: 0,
      byField: [],
      changeTotal: changes.length,
      problems: [],
      problemTotal: 0,
    };
    plans.set(plan, { outcome, changes });
    return outcome;
  }

  function run(plan: string): PlanOutcome {
    const { outcome, changes } = plans.get(plan)!;
    for (const { photo, field, after } of changes) {
      const fields: FakeFields = { ...fieldsOf(photo!) };
      if (after === null) delete fields[field];
      else fields[field] = after;
      edited.set(photo!, fields);
    }
    const done = { ...outcome, run: `run-${runs.length + 1}`, written: outcome.planned };
    runs.unshift({
      run: done.run,
      plan,
      at: Date.now(),
      endedAt: Date.now(),
      kind: outcome.kind,
      title: outcome.title,
      state: 'done',
      written: done.written,
      skipped: 0,
      problems: 0,
      undone: null,
      bridges: [],
      fields: [],
      libraries: [],
    });
    found.clear();
    emit({ kind: 'photos', photos: 'many' });
    emit({ kind: 'history' });
    return done;
  }

  function undo(id: string | undefined, dryRun: boolean | undefined): PlanOutcome {
    const target = id ? runs.find((one) => one.run === id)! : runs[0]!;
    const next = new Map<number, FakeFields>();
    for (const { photo, field, before } of plans.get(target.plan)!.changes) {
      const fields: FakeFields = { ...(next.get(photo!) ?? fieldsOf(photo!)) };
      if (before === null) delete fields[field];
      else fields[field] = before;
      next.set(photo!, fields);
    }
    const outcome = makePlan('undo', `Undo of “${target.title}”`, next);
    if (dryRun) return outcome;
    const done = run(outcome.plan);
    target.undone = done.run;
    return done;
  }

  function show(file: number): FileView {
    const photo = Math.floor(file / 10);
    const fields = fieldsOf(photo);
    const row = fakeRow(photo, fields);
    const copies = Array.from({ length: copiesOf(photo) }, (_, copy) => ({
      file: fileOf(photo, copy),
      library: libraries[copy]?.name ?? 'archive',
      path: `2024/${row.name}`,
      fields: copy === 0 || edited.has(photo) ? fields : fakeCopyFields(photo),
      state: 'ok' as const,
    }));
    return {
      file,
      library: 'archive',
      path: `2024/${row.name}`,
      photo,
      facts: {
        format: 'JPEG',
        mime: 'image/jpeg',
        width: row.width!,
        height: row.height!,
        size: 8_400_000,
        mtime: 1.7e12,
      },
      fields,
      sources: {
        rating: [{ store: 'embedded', tag: 'XMP-xmp:Rating' }],
        keywords: [{ store: 'sidecar', tag: 'XMP-lr:HierarchicalSubject' }],
        title: [{ store: 'embedded', tag: 'XMP-dc:Title' }],
      },
      disagreements:
        photo % 10 === 0
          ? {
              city: [
                { source: { store: 'embedded', tag: 'IPTC:City' }, value: 'Lisboa' },
                { source: { store: 'embedded', tag: 'XMP-photoshop:City' }, value: fields.city ?? null },
              ],
            }
          : {},
      ...(photo % 13 === 0 ? { unreadable: ['headline' as const] } : {}),
      ...(photo % 24 === 0 ? { staleRegions: true as const } : {}),
      copies,
      ...(copies.length > 1 ? { match: { how: 'imageHash', confidence: 1 } } : {}),
      family: [],
      writable: true,
    };
  }

  function summary(photos: number[]) {
    const tallies = new Map<string, Map<string, number>>();
    const words = new Map<string, number>();
    let files = 0;
    for (const photo of photos) {
      const fields = fieldsOf(photo);
      files += copiesOf(photo);
      for (const path of (fields.keywords ?? []) as string[])
        words.set(path, (words.get(path) ?? 0) + copiesOf(photo));
      for (const [field, value] of Object.entries(fields)) {
        const tally = tallies.get(field) ?? new Map<string, number>();
        const text = JSON.stringify(value);
        tally.set(text, (tally.get(text) ?? 0) + copiesOf(photo));
        tallies.set(field, tally);
      }
    }
    const fields = Object.fromEntries(
      [...tallies].map(([field, tally]) => {
        const held = [...tally.values()].reduce((sum, one) => sum + one, 0);
        const values = [...tally].map(([text, n]) => ({ value: JSON.parse(text) as unknown, files: n }));
        if (held < files) values.push({ value: null, files: files - held });
        return [
          field,
          { distinct: values.length, values, ...(values.length === 1 ? { value: values[0]!.value } : {}) },
        ];
      }),
    );
    return {
      photos: photos.length,
      files,
      writable: files,
      fields,
      keywords: [...words].map(([path, n]) => ({ path, files: n })),
    };
  }

  const status = (): StatusView => ({
    libraries: libraries.map((one) => ({ ...one })),
    photos: libraries.length === 0 ? 0 : total,
    matched: Math.round(total * 0.67),
    conflicts: Math.round(total * 0.026),
    problemCount: 0,
    differs: Math.round(total * 0.08),
    openRuns: [],
  });

  async function* events(signal: AbortSignal | undefined): AsyncGenerator<EngineEvent> {
    const queue: EngineEvent[] = [];
    let wake = () => {};
    const listener = (event: EngineEvent) => {
      queue.push(event);
      wake();
    };
    listeners.add(listener);
    signal?.addEventListener('abort', () => wake(), { once: true });
    try {
      for (;;) {
        if (signal?.aborted) return;
        const next = queue.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      listeners.delete(listener);
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: the proxy below takes every procedure's input
  type Input = any;
  const answers: Record<string, (input: Input, signal?: AbortSignal) => unknown> = {
    'libraries.list': () => libraries,
    status,
    'photos.window': ({ query, sort, offset, limit }) => {
      const ids = libraries.length === 0 ? [] : find(query, sort);
      const rows: PhotoRow[] = ids
        .slice(offset, offset + limit)
        .map((photo) => fakeRow(photo, fieldsOf(photo)));
      return { total: ids.length, offset, rows };
    },
    'photos.ids': ({ query, sort, from, to }) => find(query, sort).slice(from, to + 1),
    'photos.show': ({ file }) => show(file),
    'photos.lost': () => [],
    'photos.summary': ({ photos }) => summary(photos),
    'keywords.children': ({ parent }) =>
      nodes((path) =>
        parent === null
          ? !path.includes('|')
          : path.startsWith(`${parent as string}|`) &&
            !path.slice((parent as string).length + 1).includes('|'),
      ),
    'keywords.complete': ({ text, limit }) =>
      nodes((path) => path.toLowerCase().includes((text as string).toLowerCase())).slice(0, limit ?? 20),
    'plans.edit': (input) => {
      const asked = input as unknown as EditInput;
      const photos =
        asked.photos ?? asked.files?.map((file) => Math.floor(Number(file) / 10)) ?? find(asked.where);
      const outcome = makePlan(
        'edit',
        `Edit ${photos.length} photos`,
        new Map(photos.map((photo) => [photo, afterEdit(photo, asked)])),
      );
      return asked.dryRun ? outcome : run(outcome.plan);
    },
    'plans.run': ({ plan }) => run(plan),
    'plans.get': ({ plan }) => plans.get(plan)!.outcome,
    'plans.changes': ({ plan, limit, after }) => {
      const { changes } = plans.get(plan)!;
      const from = Number(after ?? 0);
      const to = from + Number(limit ?? 100);
      return {
        total: changes.length,
        items: changes.slice(from, to),
        ...(to < changes.length ? { next: String(to) } : {}),
      };
    },
    'plans.undo': ({ run: id, dryRun }) => undo(id, dryRun),
    'plans.redo': ({ run: id }) => undo(runs.find((one) => one.run === id)?.undone ?? undefined, false),
    'history.list': () => ({ total: runs.length, items: runs }),
    'conflicts.list': () => ({ total: 0, items: [] }),
    'conflicts.shapes': () => [],
    'problems.list': () => ({ total: 0, items: [] }),
    'bridges.list': () => [],
    'jobs.list': () => [],
    'jobs.cancel': () => ({ cancelled: true }),
    'settings.get': () => settings,
    'settings.set': (change) => {
      settings = { ...settings, ...change };
      emit({ kind: 'settings' });
      return settings;
    },
    events: (_input, signal) => events(signal),
  };

  const at = (path: string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_target, name) => (typeof name === 'string' && name !== 'then' ? at([...path, name]) : undefined),
      apply: async (_target, _self, [input, context]: [Input, { signal?: AbortSignal } | undefined]) => {
        const name = path.join('.');
        calls.push({ path: name, input });
        const given = options.answers?.[name]?.(input ?? {}, emit);
        const answer = given === undefined ? answers[name] : () => given;
        if (!answer) throw new Error(`The fake engine has no ${name}.`);
        if (options.delay) await new Promise((resolve) => setTimeout(resolve, options.delay));
        context?.signal?.throwIfAborted();
        return answer(input ?? ({} as Input), context?.signal);
      },
    });

  return {
    client: at([]) as TagbridgeClient,
    shell: { host: 'web', imageUrl: options.imageUrl ?? drawing },
    calls,
    emit,
    fieldsOf,
  };
}
