import { expect, test } from 'vitest';
import type { LibraryView } from '../../shared/api/views.ts';
import { troubleOf } from '../../shared/host/cli/library.ts';
import { newsBetween } from '../../shared/host/cli/watch-news.ts';

const library = (more: Partial<LibraryView>): LibraryView => ({
  ...{ id: '1', name: 'nas', path: '/nas', writes: 'auto', sidecar: 'adobe', exclude: [], keepMtime: false },
  ...{ iptc: 'latin', state: 'online', files: 1, problemCount: 0, watching: 'events' },
  ...more,
});
const away = library({ state: 'offline', reason: 'Its folder is not there.' });
const polled = library({ watching: 'polling', watchReason: 'The system has no more watches to give.' });

test.each<[string, LibraryView, LibraryView, string[]]>([
  ['nothing happened', library({}), library({ files: 2 }), []],
  ['it went away', library({}), away, ['nas is offline: Its folder is not there.']],
  ['it is back', away, library({}), ['nas is there and watched again.']],
  ['watching failed', library({}), polled, ['nas is not watched: The system has no more watches to give.']],
  [
    'it is back, and cannot be watched',
    away,
    polled,
    ['nas is not watched: The system has no more watches to give.'],
  ],
])('watch tells what became of a library: %s', (_, was, is, said) => {
  const standing = (view: LibraryView) => new Map([[view.id, troubleOf(view).join(' ')]]);
  expect(newsBetween(standing(was), [is], standing(is))).toEqual(said);
});
