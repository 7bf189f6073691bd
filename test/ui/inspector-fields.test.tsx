import { render, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Copies } from '../../renderer/features/inspect/copies.tsx';
import { structValue, withMember } from '../../renderer/features/inspect/struct-members.ts';
import { subjectOfMany, subjectOfOne } from '../../renderer/features/inspect/subject.ts';
import { languageName, languageOf } from '../../renderer/lib/languages.ts';
import { usePending } from '../../renderer/state/pending.ts';
import type { FileView } from '../../shared/api/views.ts';
import { type FakeOptions, fakeEngine } from '../support/fake-client.ts';
import { fakeFields, fakeState } from '../support/fake-photos.ts';
import { openWindow } from './window.tsx';

const total = 100;
const rich = 96;

async function open(photo: number, options: FakeOptions = {}) {
  const window = await openWindow(fakeEngine({ photos: total, ...options }));
  const cell = () => document.getElementById(`photo-${total - photo}`);
  await waitFor(() => expect(cell()?.getAttribute('aria-label')).toContain('DSC'));
  await window.user.click(cell()!);
  const panel = within(screen.getByRole('complementary', { name: 'Inspector' }));
  await panel.findByRole('list', { name: 'Keywords' });
  return { ...window, panel };
}
const edits = () => [...usePending.getState().edits.values()];

const view = (change: Partial<FileView>): FileView => ({
  ...{ file: 1, library: 'archive', path: 'a.jpg', photo: 1, fields: {}, sources: {}, disagreements: {} },
  facts: { format: 'JPEG', mime: 'image/jpeg', size: 1, mtime: 1 },
  ...{ copies: [], family: [], writable: true },
  ...change,
});

describe('a text in languages', () => {
  const photo = Array.from({ length: 60 }, (_, at) => total - at).find(
    (one) => fakeState(one) === 'alone' && fakeFields(one).description !== undefined,
  )!;

  test('is edited in each, and keeps the others', async () => {
    const { user, panel } = await open(photo);
    await user.click(panel.getByRole('button', { name: /^Description.*\+1 in other languages/ }));
    const text = panel.getByRole<HTMLTextAreaElement>('textbox', { name: 'Description in Portuguese' });
    expect(text.value).toBe('Uma garça espera.');
    await user.clear(text);
    await user.type(text, 'Uma cegonha.');
    await user.tab();
    expect(edits()).toEqual([
      {
        set: {
          description: { pt: 'Uma cegonha.', 'x-default': 'A grey heron waits at the edge of the basin.' },
        },
      },
    ]);
    await user.clear(panel.getByRole('textbox', { name: 'Description in Portuguese' }));
    await user.tab();
    expect(edits()).toEqual([
      { set: { description: { 'x-default': 'A grey heron waits at the edge of the basin.' } } },
    ]);
  });

  test('gains one by its name or its tag', async () => {
    const { user, panel } = await open(photo);
    await user.click(panel.getByRole('button', { name: /^Description/ }));
    const entry = panel.getByRole('combobox', { name: 'Another language for Description' });
    await user.type(entry, 'x y{Enter}');
    panel.getByText('Write a language, as in German, de or pt-BR.');
    await user.clear(entry);
    await user.type(entry, 'german{Enter}');
    await user.type(panel.getByRole('textbox', { name: 'Description in German' }), 'Ein Reiher.');
    await user.tab();
    expect(edits()[0]?.set?.description).toMatchObject({ de: 'Ein Reiher.', pt: 'Uma garça espera.' });
  });

  test.each([
    ['German', 'de'],
    ['DE', 'de'],
    ['pt-br', 'pt-BR'],
    ['zh-hans', 'zh-Hans'],
    ['the tongue of angels', undefined],
    ['', undefined],
  ])('the language of “%s” is %s', (typed, lang) => {
    expect(languageOf(typed)).toBe(lang);
  });

  test('a tag that nobody knows is its own name', () => {
    expect(languageName('qqx-nonsense!')).toBe('qqx-nonsense!');
  });
});

describe('places and contacts', () => {
  test('a place is edited in a form; what other programs put there stays', async () => {
    const { user, panel } = await open(rich);
    await user.click(panel.getByRole('button', { name: 'Edit: Locations shown' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Locations shown' }));
    const second = within(dialog.getByRole('group', { name: 'Further place' }));
    second.getByText('Kept as they are: LocationId');
    await user.type(second.getByLabelText('Name of the place'), 'Tower');
    await user.click(second.getByRole('button', { name: 'Make this the first place' }));
    await user.click(dialog.getByRole('button', { name: 'Use' }));
    const tower = { name: 'Tower', city: 'Belém', country: 'Portugal' };
    expect(edits()[0]?.set?.locationShown).toEqual([
      { ...tower, LocationId: ['https://example.org/belem'] },
      { name: 'Harbour', city: expect.any(String), country: 'Portugal', countryCode: 'PRT' },
    ]);
  });

  test('the last place removed empties the field', async () => {
    const { user, panel } = await open(rich);
    await user.click(panel.getByRole('button', { name: 'Edit: Locations shown' }));
    const dialog = within(await screen.findByRole('dialog'));
    for (const button of dialog.getAllByRole('button', { name: 'Remove this place' }))
      await user.click(button);
    await user.click(dialog.getByRole('button', { name: 'Use' }));
    expect(edits()).toEqual([{ clear: ['locationShown'] }]);
  });

  test.each<[string, Parameters<typeof structValue>, unknown]>([
    ['an empty form is no value', [false, [{ city: '  ' }]], null],
    ['texts are trimmed', [false, [{ city: ' Ulm ' }]], { city: 'Ulm' }],
    ['empty ones of a list are left out', [true, [{}, { city: 'Ulm' }]], [{ city: 'Ulm' }]],
  ])('%s', (_, given, wanted) => {
    expect(structValue(...given)).toEqual(wanted);
  });

  test('an emptied member is gone', () => {
    expect(withMember({ city: 'Ulm', country: 'Germany' }, 'city', '')).toEqual({ country: 'Germany' });
  });
});

describe('regions', () => {
  test('are listed with names, can be named and removed, and keep their rectangles', async () => {
    const { user, panel } = await open(rich);
    const list = within(panel.getByRole('list', { name: 'Regions' }));
    expect(list.getAllByRole('listitem')).toHaveLength(2);
    await user.type(list.getByRole('textbox', { name: 'Name of Face without a name' }), 'Inês{Enter}');
    expect(edits()[0]?.set?.regions).toEqual([
      { type: 'Face', name: 'Rui', area: { x: 0.4, y: 0.3, w: 0.1, h: 0.15 } },
      { type: 'Face', name: 'Inês', area: { x: 0.7, y: 0.32, w: 0.09, h: 0.13 } },
    ]);
    await user.click(panel.getByRole('button', { name: 'Remove Rui' }));
    expect(edits()[0]?.set?.regions).toMatchObject([{ name: 'Inês' }]);
    await user.click(panel.getByRole('button', { name: 'Remove Inês' }));
    expect(edits()).toEqual([{ clear: ['regions'] }]);
  });

  test('drawn for a picture of another size are said to be', async () => {
    const { panel } = await open(rich);
    panel.getByText(/Drawn for a picture of another size/);
  });
});

describe('what cannot be read', () => {
  test('is said, and is not empty', async () => {
    const { user, panel } = await open(91);
    panel.getByText(/^Cannot be read in archive$/);
    await user.click(panel.getByRole('button', { name: /^Headline/ }));
    panel.getByText(/is a text that nobody can decode. That is not empty/);
    expect(panel.queryByText('No file holds a value.')).toBeNull();
  });

  test('of one copy leaves the others their say', () => {
    const copy = { file: 2, library: 'nas', path: 'a.jpg', state: 'ok' as const };
    const { fields } = subjectOfOne(
      view({
        fields: { headline: 'Storm' },
        copies: [{ ...copy, fields: {}, unreadable: ['headline'] }],
      }),
    );
    expect(fields.headline).toMatchObject({ value: 'Storm', distinct: 1, unreadable: ['nas'] });
    expect(fields.credit).toMatchObject({ value: null });
  });

  test('in some of many photos is counted, and not as a value', () => {
    const subject = subjectOfMany([1, 2], {
      ...{ photos: 2, files: 4, writable: 4, keywords: [], unreadable: 1 },
      fields: {
        headline: { value: 'Storm', distinct: 1, values: [{ value: 'Storm', files: 2 }], unreadable: 1 },
      },
    });
    expect(subject.unreadable).toBe(1);
    expect(subject.fields.headline).toMatchObject({ value: 'Storm', distinct: 1, unreadable: ['1 file'] });
  });

  test('at all leaves every field unknown', () => {
    const problem = {
      id: 1,
      library: 'archive',
      path: 'a.jpg',
      code: 'corrupt',
      message: '',
      at: 1,
    } as const;
    expect(subjectOfOne(view({ problem: { ...problem, during: 'scan' } })).unknown).toBe(true);
    expect(subjectOfOne(view({})).unknown).toBe(false);
  });
});

test('a value that lost is listed with where and when, and can be taken back', async () => {
  const lost = [{ value: 3, library: 'nas', at: new Date(2026, 4, 3, 14, 5).getTime(), run: 'r1' }];
  const { user, panel, fake } = await open(rich, {
    answers: { 'photos.lost': ({ field }: { field: string }) => (field === 'rating' ? lost : []) },
  });
  expect(fake.calls.some(({ path }) => path === 'photos.lost')).toBe(false);
  await user.click(panel.getByRole('button', { name: /^Rating/ }));
  await panel.findByText('nas, 3 May 2026 14:05');
  await user.click(panel.getByRole('button', { name: /^Take back this value of Rating/ }));
  expect(edits()).toEqual([{ set: { rating: 3 } }]);
});

test('where a file disagrees with itself, one button leads to making it agree', async () => {
  const { user, panel } = await open(90);
  await user.click(panel.getByRole('button', { name: /^City.*disagrees with itself/ }));
  await user.click(panel.getByRole('button', { name: 'Make this file agree with itself…' }));
  await screen.findByRole('heading', { level: 1, name: 'Conflicts' });
});

test('its family is told with the reason, and so is what only looks like it', () => {
  const beside = {
    file: 3,
    library: 'archive',
    path: 'a.nef',
    kind: 'rawJpeg' as const,
    why: 'side by side under one name',
  };
  const doubtful = { file: 4, library: 'nas', path: 'b.jpg', why: 'one name and one second' };
  render(<Copies file={view({ family: [beside], notFamily: [doubtful] })} />);
  screen.getByText('Same shot: side by side under one name');
  screen.getByText('Doubtful, so not taken for it: one name and one second');
});
