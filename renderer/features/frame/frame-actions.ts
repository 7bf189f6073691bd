import { type Action, useActions } from '../../state/actions.ts';
import { shell } from '../../state/engine.ts';
import { scanLibraries } from '../../state/libraries.ts';
import { go, screens } from '../../state/navigation.ts';
import { togglePanel } from '../../state/panels.ts';
import { changeSettings } from '../../state/settings.ts';
import { useStatus } from '../../state/status.ts';
import { screenNames } from './screen-names.ts';

const themes = [
  ['system', 'Follow the system’s theme'],
  ['light', 'Light theme'],
  ['dark', 'Dark theme'],
] as const;

/** In a browser some keys are the browser's own. */
const native = () => shell().host === 'electron';

/** What can be done from every screen. The desktop menu names these ids. */
export const useFrameActions = (): void =>
  useActions((): Action[] => [
    ...screens.map((screen) => ({
      id: `go.${screen}`,
      title: `Go to ${screenNames[screen]}`,
      group: 'Go to',
      ...(screen === 'settings' ? { keys: ['Mod+,'] } : {}),
      run: () => go(screen),
    })),
    {
      id: 'libraries.add',
      title: 'Add a library',
      group: 'Libraries',
      ...(native() ? { keys: ['Mod+O'] } : {}),
      run: () => go('libraries', { add: '' }),
    },
    {
      id: 'libraries.scan',
      title: 'Scan all libraries',
      group: 'Libraries',
      ...(native() ? { keys: ['Mod+R'] } : {}),
      run: () => void scanLibraries((useStatus.getState().status?.libraries ?? []).map(({ name }) => name)),
    },
    {
      id: 'sidebar.toggle',
      title: 'Show or hide the sidebar',
      group: 'View',
      keys: ['Mod+B'],
      run: () => togglePanel('sidebar'),
    },
    ...themes.map(([theme, title]) => ({
      id: `theme.${theme}`,
      title,
      group: 'View',
      run: () => void changeSettings({ theme }),
    })),
  ]);
