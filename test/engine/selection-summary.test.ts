import { afterAll, beforeAll, expect, test } from 'vitest';
import { summarize } from '../../shared/engine/photo-summary-view.ts';
import { type IndexLab, indexLab } from '../support/index-lab.ts';

let lab: IndexLab;
beforeAll(() => {
  lab = indexLab('a', 'b');
});
afterAll(() => lab.close());

test('a field that cannot be read in a file is not empty there', () => {
  const ids = lab.put(
    { library: 'a', path: 'p.jpg', picture: 'p', values: { city: 'Bern', title: { 'x-default': 'T' } } },
    { library: 'b', path: 'p.jpg', picture: 'p', unreadable: ['city'] },
    { library: 'a', path: 'q.jpg', picture: 'q', values: { city: 'Bern' } },
  );
  const photos = [...new Set(ids.map((id) => lab.file(id).photo!))];
  const { files, fields, unreadable } = summarize(lab.db, photos);
  expect([files, unreadable]).toEqual([3, undefined]);
  expect(fields['city']).toEqual({
    ...{ value: 'Bern', distinct: 1, unreadable: 1 },
    values: [{ value: 'Bern', files: 2 }],
  });
  expect(fields['title']).toEqual({
    distinct: 2,
    values: [
      { value: { 'x-default': 'T' }, files: 1 },
      { value: null, files: 2 },
    ],
  });
});

test('a field that no file holds in words, but one beyond reading, is told of all the same', () => {
  const [id] = lab.put({ library: 'a', path: 'r.jpg', picture: 'r', unreadable: ['headline'] });
  const { fields } = summarize(lab.db, [lab.file(id!).photo!]);
  expect(fields['headline']).toEqual({ distinct: 0, values: [], unreadable: 1 });
});
