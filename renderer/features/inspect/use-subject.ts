import { useMemo } from 'react';
import { engine } from '../../state/engine.ts';
import { photoAt, usePhotos } from '../../state/photos.ts';
import { useSelection } from '../../state/selection.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { type Subject, subjectOfMany, subjectOfOne } from './subject.ts';

/** The selection as it is handed to the engine; larger ones are counted in part. */
const most = 100_000;
let next = 0;
const names = new WeakMap<object, number>();
/** A name for a set of ids, so that a question about 100,000 of them has a short key. */
function nameOf(ids: object): number {
  const known = names.get(ids) ?? next++;
  names.set(ids, known);
  return known;
}

/** Lets go of questions that the next arrow key makes pointless. */
const settle = (signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    setTimeout(() => (signal.aborted ? reject(signal.reason) : resolve()), 60);
  });

export interface Inspected {
  subject: Subject | undefined;
  loading: boolean;
  error: Error | undefined;
  /** Photos selected; 0 shows the empty inspector. */
  count: number;
}

/** What is selected, with its values. */
export function useSubject(): Inspected {
  const { ids, current, range } = useSelection();
  usePhotos((now) => now.version);
  const many = ids.size > 1;
  const row = photoAt(current);
  const only = ids.size === 1 ? [...ids][0] : row?.photo;
  const file = row && row.photo === only ? row.file : undefined;
  const one = useAnswer(
    !many && file !== undefined ? `file ${file}` : null,
    async (signal) => {
      await settle(signal);
      return subjectOfOne(await engine().photos.show({ file: file! }, { signal }));
    },
    ['photos'],
  );
  const all = useAnswer(
    many && range === null ? `photos ${nameOf(ids)}` : null,
    async (signal) => {
      await settle(signal);
      const photos = [...ids];
      return subjectOfMany(
        photos,
        await engine().photos.summary({ photos: photos.slice(0, most) }, { signal }),
      );
    },
    ['photos'],
  );
  const answer = many ? all : one;
  const count = range ? range[1] - range[0] + 1 : many ? ids.size : file === undefined ? 0 : 1;
  return useMemo(
    () => ({ subject: answer.data, loading: answer.loading || range !== null, error: answer.error, count }),
    [answer.data, answer.loading, answer.error, range, count],
  );
}
