import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { usePending } from '../../renderer/state/pending.ts';
import { fakeEngine } from '../support/fake-client.ts';
import { copiesOf, fakeFields, fakeState } from '../support/fake-photos.ts';
import { openWindow } from './window.tsx';

const total = 100;
/** Position of a photo in the grid: newest, the highest id, first. */
const at = (photo: number) => total - photo;
const find = (test: (photo: number) => boolean) =>
  Array.from({ length: 60 }, (_, index) => total - index).find(test)!;
const words = (photo: number) => fakeFields(photo).keywords as string[];

async function open(photo: number) {
  const window = await openWindow(fakeEngine({ photos: total }));
  await waitFor(() =>
    expect(document.getElementById(`photo-${at(photo)}`)?.getAttribute('aria-label')).toContain('DSC'),
  );
  await window.user.click(document.getElementById(`photo-${at(photo)}`)!);
  const panel = screen.getByRole('complementary', { name: 'Inspector' });
  await within(panel).findByRole('list', { name: 'Keywords' });
  return { ...window, panel };
}
const edits = () => [...usePending.getState().edits.values()];

describe('one photo', () => {
  test('shows where a value came from', async () => {
    const { user, panel } = await open(find((photo) => fakeState(photo) === 'inStep'));
    await user.click(within(panel).getByRole('button', { name: /^Rating/ }));
    expect(within(panel).getByText(/XMP-xmp:Rating in the file/)).toBeTruthy();
  });

  test('shows what its other copies hold, and takes one of the values for all', async () => {
    const photo = find((one) => fakeState(one) === 'differs');
    const { user, panel } = await open(photo);
    await user.click(within(panel).getByRole('button', { name: /^Rating.*copies differ/ }));
    expect(within(panel).getByText(/Differs in .*Rating/)).toBeTruthy();
    await user.click(within(panel).getAllByRole('button', { name: 'Use' })[1]!);
    expect(edits()).toEqual([{ set: { rating: 2 } }]);
  });

  test('says where the file disagrees with itself', async () => {
    const photo = find((one) => one % 10 === 0);
    const { user, panel } = await open(photo);
    await user.click(within(panel).getByRole('button', { name: /^City.*disagrees with itself/ }));
    expect(within(panel).getByText('IPTC:City')).toBeTruthy();
    expect(within(panel).getByText('Lisboa')).toBeTruthy();
  });

  test('Escape leaves a text as it was, Enter takes it, emptying clears it', async () => {
    const { user, panel } = await open(find((photo) => fakeState(photo) === 'alone'));
    const city = within(panel).getByRole<HTMLInputElement>('textbox', { name: 'City' });
    const before = city.value;
    await user.clear(city);
    await user.type(city, 'Faro{Escape}');
    expect(city.value).toBe(before);
    expect(edits()).toEqual([]);
    await user.clear(city);
    await user.type(city, 'Faro{Enter}');
    expect(edits()).toEqual([{ set: { city: 'Faro' } }]);
    await user.clear(city);
    await user.tab();
    expect(edits()).toEqual([{ clear: ['city'] }]);
  });

  test('keeps the other languages of a text', async () => {
    const photo = find((one) => fakeState(one) === 'alone' && fakeFields(one).description !== undefined);
    const { user, panel } = await open(photo);
    const text = within(panel).getByRole('textbox', { name: 'Description' });
    await user.clear(text);
    await user.type(text, 'A stork');
    await user.tab();
    expect(edits()).toEqual([{ set: { description: { pt: 'Uma garça espera.', 'x-default': 'A stork' } } }]);
  });

  test('refuses a time that is none, and says how to write it', async () => {
    const { user, panel } = await open(find((photo) => fakeState(photo) === 'alone'));
    const time = within(panel).getByRole('textbox', { name: 'Capture time' });
    await user.clear(time);
    await user.type(time, 'yesterday{Enter}');
    expect(within(panel).getByText(/Please write it as 2024/)).toBeTruthy();
    expect(edits()).toEqual([]);
  });
});

describe('keywords', () => {
  test('several by comma; completion from the tree; Backspace takes the last', async () => {
    const photo = find((one) => fakeState(one) === 'alone');
    const { user, panel } = await open(photo);
    await user.keyboard('k');
    const entry = within(panel).getByRole('combobox', { name: 'Add keywords' });
    await waitFor(() => expect(document.activeElement).toBe(entry));
    await user.type(entry, 'sea, places > Spain > Vigo{Enter}');
    expect(edits()[0]?.addKeywords).toEqual(['sea', 'places|Spain|Vigo']);
    await user.type(entry, 'golden');
    await user.click(await screen.findByRole('option', { name: /light › golden hour/ }));
    expect(edits()[0]?.addKeywords).toContain('light|golden hour');
    const list = within(panel).getByRole('list', { name: 'Keywords' });
    const chips = within(list).getAllByRole('listitem');
    const last = [...words(photo), 'sea', 'places|Spain|Vigo', 'light|golden hour']
      .sort((a, b) => a.localeCompare(b))
      .at(-1)!;
    expect(chips.at(-1)?.textContent).toContain(last.split('|').at(-1));
    await user.type(entry, '{Backspace}');
    await waitFor(() => expect(edits()[0]?.removeKeywords).toEqual([last]));
  });

  test('one that only some have is offered to all', async () => {
    const [first, second] = [total, total - 1];
    const only =
      words(first).find((word) => !words(second).includes(word)) ??
      words(second).find((word) => !words(first).includes(word));
    expect(only).toBeDefined();
    const { user, panel } = await open(first);
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await user.click(
      await within(panel).findByRole('button', {
        name: new RegExp(`Give ${only!.replaceAll('|', ' › ')} to all`),
      }),
    );
    expect(edits()).toEqual([{ addKeywords: [only] }, { addKeywords: [only] }]);
  });
});

describe('many photos', () => {
  test('values that differ are counted, and typing replaces them', async () => {
    const { user, panel } = await open(total);
    await user.keyboard('{Control>}a{/Control}');
    await within(panel).findByText('100 photos');
    const city = await within(panel).findByPlaceholderText<HTMLInputElement>('5 values');
    expect(city).toBe(within(panel).getByRole('textbox', { name: 'City' }));
    await user.type(city, 'Faro{Enter}');
    expect(usePending.getState().edits.size).toBe(100);
  });
});

describe('writing', () => {
  test('the preview lists what would change, then writes it, and undo takes it back', async () => {
    const photo = find(
      (one) => copiesOf(one) === 2 && fakeState(one) === 'inStep' && fakeFields(one).rating !== 5,
    );
    const { user, fake } = await open(photo);
    await user.keyboard('5');
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText('2 files of 1 photo would be written. Nothing is written yet.'),
    ).toBeTruthy();
    expect(fake.fieldsOf(photo).rating).toBe(fakeFields(photo).rating);
    await user.click(within(dialog).getByRole('button', { name: /Write 2 files/ }));
    await within(dialog).findByText(/2 files written/);
    expect(fake.fieldsOf(photo).rating).toBe(5);
    expect(usePending.getState().edits.size).toBe(0);
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('{Control>}z{/Control}');
    await user.click(await screen.findByRole('button', { name: /Undo in 2 files/ }));
    await waitFor(() => expect(fake.fieldsOf(photo).rating).toBe(fakeFields(photo).rating));
  });

  test('Apply writes at once, photos with the same edit together', async () => {
    const { user, fake } = await open(total);
    await user.keyboard('4{ArrowRight}4{ArrowRight}2');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    await waitFor(() => expect(usePending.getState().edits.size).toBe(0));
    const asked = fake.calls
      .filter(({ path }) => path === 'plans.edit')
      .map(({ input }) => input as { photos: number[] });
    expect(asked.map(({ photos }) => photos)).toEqual([[total, total - 1], [total - 2]]);
  });
});
