import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { keywordType } from '../../renderer/lib/drag.ts';
import { copyable, pasteEdit, suggested } from '../../renderer/state/clipboard.ts';
import { movedBelow, renamingFault } from '../../renderer/state/keyword-rename.ts';
import { usePending } from '../../renderer/state/pending.ts';
import { fakeEngine } from '../support/fake-client.ts';
import { fakeFields } from '../support/fake-photos.ts';
import { openWindow } from './window.tsx';

const total = 100;
const cellOf = (photo: number) => document.getElementById(`photo-${total - photo}`)!;

async function open() {
  const window = await openWindow(fakeEngine({ photos: total }));
  await waitFor(() => expect(cellOf(total)?.getAttribute('aria-label')).toContain('DSC'));
  return window;
}

describe('metadata is copied from one photo to others', () => {
  test('with a choice of fields, and waits as an edit', async () => {
    const { user } = await open();
    await user.click(cellOf(96));
    await user.keyboard('{Control>}{Shift>}c{/Shift}{/Control}');
    const dialog = within(await screen.findByRole('dialog', { name: /^Copy metadata of DSC_00096/ }));
    expect(dialog.getByRole('checkbox', { name: /^Capture time/ }).getAttribute('aria-checked')).toBe(
      'false',
    );
    await user.click(dialog.getByRole('checkbox', { name: 'All fields' }));
    await user.click(dialog.getByRole('checkbox', { name: 'All fields' }));
    await user.click(dialog.getByRole('checkbox', { name: /^City/ }));
    await user.click(dialog.getByRole('checkbox', { name: /^Keywords/ }));
    await user.click(dialog.getByRole('button', { name: 'Copy 2 fields' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.click(cellOf(90));
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}{Control>}{Shift>}v{/Shift}{/Control}');
    const { city, keywords } = fakeFields(96);
    await waitFor(() => expect([...usePending.getState().edits.keys()].sort()).toEqual([89, 90]));
    expect(usePending.getState().edits.get(90)).toEqual({ set: { city }, addKeywords: keywords });
    await screen.findByText(/^2 fields of DSC_00096\.\w+ pasted to 2 photos\.$/);
  });

  test('what is one shot’s own is offered, but not chosen at first; the last choice is kept', () => {
    const there = copyable({ rating: 3, city: 'Faro', captureTime: '2024', keywords: ['a'] });
    expect(there).toEqual(['keywords', 'rating', 'city', 'captureTime']);
    expect(suggested(there, null)).toEqual(['keywords', 'city']);
    expect(suggested(there, ['rating', 'title'])).toEqual(['rating']);
  });

  test('a paste adds keywords and replaces the rest', () => {
    expect(pasteEdit({ keywords: ['a|b'], title: { 'x-default': 'A' } })).toEqual({
      addKeywords: ['a|b'],
      set: { title: { 'x-default': 'A' } },
    });
    expect(pasteEdit({ city: 'Faro' })).toEqual({ set: { city: 'Faro' } });
  });
});

describe('a keyword is renamed everywhere', () => {
  const line = async (name: RegExp) => screen.findByRole('treeitem', { name });

  test('after a preview, with all below it', async () => {
    const { user, fake } = await open();
    await user.click(await line(/^animals/));
    screen.getByRole('tree', { name: 'Keywords' }).focus();
    await user.keyboard('{F2}');
    const dialog = within(await screen.findByRole('dialog', { name: 'Rename animals' }));
    const name = dialog.getByLabelText('New name');
    await user.clear(name);
    await user.type(name, 'nature > fauna');
    await user.click(dialog.getByRole('button', { name: 'Preview…' }));
    await user.click(await screen.findByRole('button', { name: /^Write \d+ files/ }));
    await waitFor(() =>
      expect(fake.calls.filter(({ path }) => path === 'plans.edit').map(({ input }) => input)).toMatchObject([
        {
          where: 'keyword:"animals"',
          edit: { renameKeywords: [{ from: 'animals', to: 'nature|fauna' }] },
          dryRun: true,
        },
      ]),
    );
    await waitFor(() =>
      expect(Array.from({ length: total }, (_, at) => fake.fieldsOf(at + 1).keywords).flat()).toContain(
        'nature|fauna|birds|heron',
      ),
    );
  });

  test('dropped on another one it is proposed to lie below it', async () => {
    await open();
    const data = new Map([[keywordType, 'family']]);
    const dataTransfer = { types: [...data.keys()], getData: (type: string) => data.get(type) ?? '' };
    fireEvent.drop(await line(/^places/), { dataTransfer });
    const dialog = within(await screen.findByRole('dialog', { name: 'Rename family' }));
    expect(dialog.getByLabelText<HTMLInputElement>('New name').value).toBe('places › family');
  });

  test.each([
    ['', 'Give the keyword a name.'],
    ['a|b', 'This is its name already.'],
    ['a|b|c', 'A keyword cannot lie below itself.'],
    ['a|bc', undefined],
    ['a', undefined],
  ])('a|b as “%s”: %s', (to, fault) => {
    expect(renamingFault({ from: 'a|b', to })).toBe(fault);
  });

  test('moved, it keeps its own name', () => {
    expect(movedBelow('animals|birds', 'nature')).toBe('nature|birds');
    expect(movedBelow('animals|birds', null)).toBe('birds');
  });
});
