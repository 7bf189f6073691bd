import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { usePending } from '../../renderer/state/pending.ts';
import { selectedCount, useSelection } from '../../renderer/state/selection.ts';
import { fakeEngine } from '../support/fake-client.ts';
import { openWindow } from './window.tsx';

const cells = () => screen.getAllByRole('gridcell');
const cell = (index: number) =>
  waitFor(() => {
    const found = document.getElementById(`photo-${index}`);
    expect(found?.getAttribute('aria-label')).toMatch(/^DSC/);
    return found!;
  });
const selected = () => selectedCount(useSelection.getState());

describe('the grid', () => {
  test('of 100,000 photos mounts only those on screen, and says how many there are', async () => {
    await openWindow(fakeEngine());
    await cell(0);
    expect(cells().length).toBeGreaterThan(20);
    expect(cells().length).toBeLessThan(120);
    expect(screen.getByText('100,000', { selector: 'header span' })).toBeTruthy();
    const grid = screen.getByRole('grid', { name: 'Photos' });
    const columns = Number(grid.getAttribute('aria-colcount'));
    expect(Number(grid.getAttribute('aria-rowcount'))).toBe(Math.ceil(100_000 / columns));
  });

  test('asks for a window of rows, never for all', async () => {
    const { fake } = await openWindow(fakeEngine());
    await cell(0);
    const windows = fake.calls.filter(({ path }) => path === 'photos.window');
    expect(windows.length).toBeGreaterThan(0);
    for (const { input } of windows) expect((input as { limit: number }).limit).toBeLessThanOrEqual(200);
  });

  test('names what a cell shows for those who do not see it', async () => {
    await openWindow(fakeEngine({ photos: 300 }));
    expect((await cell(0)).getAttribute('aria-label')).toMatch(
      /^DSC_00300\.(JPG|NEF), .*(in step|one copy only|copies differ|conflict|problem|offline)/,
    );
  });

  test('without libraries offers to add one', async () => {
    const { user } = await openWindow(fakeEngine({ libraries: [] }));
    await user.click(await within(screen.getByRole('main')).findByRole('button', { name: 'Add a library' }));
    expect(location.hash).toContain('#/libraries');
  });

  test('shows what a search without result was, and takes it back', async () => {
    const { user } = await openWindow(fakeEngine({ photos: 50 }));
    await user.type(screen.getByRole('searchbox'), 'zzzz{Enter}');
    expect(await screen.findByText('No photo matches “zzzz”.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show all photos' }));
    await cell(0);
  });

  test('says what is wrong with a query, and keeps the photos', async () => {
    const { user, fake } = await openWindow(fakeEngine({ photos: 50 }));
    await cell(0);
    const before = fake.calls.length;
    await user.type(screen.getByRole('searchbox'), '(heron{Enter}');
    expect(await screen.findByText(/never closed/)).toBeTruthy();
    expect(fake.calls.slice(before).filter(({ path }) => path === 'photos.window')).toEqual([]);
    expect(cells().length).toBeGreaterThan(0);
  });
});

describe('selecting', () => {
  test('by mouse: one, one more, a range, one less', async () => {
    const { user } = await openWindow(fakeEngine({ photos: 500 }));
    await user.click(await cell(2));
    expect(selected()).toBe(1);
    await user.keyboard('{Control>}');
    await user.click(await cell(5));
    expect(selected()).toBe(2);
    await user.click(await cell(5));
    await user.keyboard('{/Control}');
    expect(selected()).toBe(1);
    await user.click(await cell(2));
    await user.keyboard('{Shift>}');
    await user.click(await cell(9));
    await user.keyboard('{/Shift}');
    expect(selected()).toBe(8);
    expect((await cell(7)).getAttribute('aria-selected')).toBe('true');
    expect((await cell(10)).getAttribute('aria-selected')).toBe('false');
  });

  test('by keyboard: arrows move, Shift extends, Home and End reach the ends', async () => {
    const { user } = await openWindow(fakeEngine({ photos: 500 }));
    await user.click(await cell(0));
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(useSelection.getState().current).toBe(2);
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    const columns = Number(screen.getByRole('grid').getAttribute('aria-colcount'));
    expect(selected()).toBe(columns + 1);
    await user.keyboard('{End}');
    expect(useSelection.getState().current).toBe(499);
    await user.keyboard('{ArrowDown}');
    expect(useSelection.getState().current).toBe(499);
    await user.keyboard('{Home}');
    expect(useSelection.getState().current).toBe(0);
  });

  test('everything at once: counted at once, the ids come after', async () => {
    const { user } = await openWindow(fakeEngine({ photos: 12_000 }));
    await user.click(await cell(0));
    await user.keyboard('{Control>}a{/Control}');
    expect(selected()).toBe(12_000);
    await waitFor(() => expect(useSelection.getState().ids.size).toBe(12_000));
    expect(useSelection.getState().range).toBeNull();
  });

  test('another search lets go of the selection', async () => {
    const { user } = await openWindow(fakeEngine({ photos: 200 }));
    await user.click(await cell(3));
    await user.type(screen.getByRole('searchbox'), 'rating>=3{Enter}');
    await waitFor(() => expect(selected()).toBe(0));
  });
});

describe('keys', () => {
  test('rate and label the selection; nothing is written', async () => {
    const { user, fake } = await openWindow(fakeEngine({ photos: 100 }));
    await user.click(await cell(0));
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}46');
    expect([...usePending.getState().edits]).toEqual([
      [100, { set: { rating: 4, label: 'red' } }],
      [99, { set: { rating: 4, label: 'red' } }],
    ]);
    expect((await cell(1)).getAttribute('aria-label')).toContain('4 stars, red label');
    expect(fake.calls.filter(({ path }) => path.startsWith('plans.'))).toEqual([]);
    expect(await screen.findByText(/2 fields on 2 photos, \d files/)).toBeTruthy();
  });

  test('letters in the search field are text, not keys', async () => {
    const { user } = await openWindow(fakeEngine({ photos: 100 }));
    await user.click(await cell(0));
    await user.type(screen.getByRole('searchbox'), '5');
    expect(usePending.getState().edits.size).toBe(0);
  });

  test('Space opens the large view, an arrow goes on, Escape comes back', async () => {
    const { user } = await openWindow(fakeEngine({ photos: 100 }));
    await user.click(await cell(0));
    await user.keyboard(' ');
    const large = screen.getByRole('region', { name: 'Large view' });
    expect(within(large).getByText('1 of 100 photos')).toBeTruthy();
    await user.keyboard('{ArrowRight}');
    expect(within(large).getByText('2 of 100 photos')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.getByRole('grid', { name: 'Photos' })).toBeTruthy();
  });

  test('Ctrl+Z takes back the last edit that waits', async () => {
    const { user } = await openWindow(fakeEngine({ photos: 100 }));
    await user.click(await cell(0));
    await user.keyboard('35{Control>}z{/Control}');
    expect(usePending.getState().edits.get(100)).toEqual({ set: { rating: 3 } });
    await user.keyboard('{Control>}z{/Control}');
    expect(usePending.getState().edits.size).toBe(0);
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(usePending.getState().edits.get(100)).toEqual({ set: { rating: 3 } });
  });
});

describe('filters', () => {
  test('are terms of the query, and can be taken off again', async () => {
    const { user } = await openWindow(fakeEngine({ photos: 400 }));
    // Where the bar has no room for them they are behind one button.
    await user.click(await screen.findByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('button', { name: '3 stars or more' }));
    const field = screen.getByRole<HTMLInputElement>('searchbox');
    await waitFor(() => expect(field.value).toBe('rating>=3'));
    await user.click(screen.getByRole('button', { name: 'red label' }));
    await waitFor(() => expect(field.value).toBe('rating>=3 label:red'));
    await user.click(screen.getByRole('button', { name: '3 stars or more' }));
    await waitFor(() => expect(field.value).toBe('label:red'));
    screen.getByRole('button', { name: 'Filter (1)' });
  });
});
