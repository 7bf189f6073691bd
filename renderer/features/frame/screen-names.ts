import type { ScreenName } from '../../state/navigation.ts';

/** What each screen is called. */
export const screenNames: Record<ScreenName, string> = {
  photos: 'Photos',
  conflicts: 'Conflicts',
  push: 'Push',
  history: 'History',
  bridges: 'Bridges',
  libraries: 'Libraries',
  settings: 'Settings',
};
