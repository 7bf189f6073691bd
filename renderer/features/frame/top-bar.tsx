import { Command, PanelLeft, PanelRight } from 'lucide-react';
import { useEffect } from 'react';
import { count, number } from '../../lib/words.ts';
import { findAction } from '../../state/actions.ts';
import { type ScreenName, useNavigation } from '../../state/navigation.ts';
import { showPanel, usePanel } from '../../state/panels.ts';
import { usePhotos } from '../../state/photos.ts';
import { useStatus } from '../../state/status.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { screenNames } from './screen-names.ts';
import { SearchField } from './search-field.tsx';

/** What on this screen waits for a person, in words; empty when nothing does. */
function useNeeds(screen: ScreenName): string {
  const status = useStatus((now) => now.status);
  if (!status) return '';
  if (screen === 'conflicts' || screen === 'photos')
    return status.conflicts > 0 ? count(status.conflicts, 'conflict') : '';
  if (screen === 'libraries') return status.problemCount > 0 ? count(status.problemCount, 'problem') : '';
  if (screen === 'history')
    return status.openRuns.length > 0 ? count(status.openRuns.length, 'interrupted run') : '';
  return '';
}

export function TopBar() {
  const screen = useNavigation((now) => now.screen);
  const sidebar = usePanel('sidebar');
  const inspector = usePanel('inspector');
  const total = usePhotos((now) => now.total);
  const needs = useNeeds(screen);
  useEffect(() => {
    document.title = needs
      ? `${screenNames[screen]} (${needs}) – Tagbridge`
      : `${screenNames[screen]} – Tagbridge`;
  }, [screen, needs]);
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b bg-panel px-2">
      <IconButton
        label={sidebar ? 'Hide libraries' : 'Show libraries'}
        icon={<PanelLeft size={16} />}
        pressed={sidebar}
        onClick={() => showPanel('sidebar', !sidebar)}
      />
      <h1 className="shrink-0 font-semibold">{screenNames[screen]}</h1>
      {screen === 'photos' && total !== null && (
        <span className="shrink-0 text-muted max-sm:hidden">{number(total)}</span>
      )}
      {needs && <span className="shrink-0 text-attention max-sm:hidden">{needs}</span>}
      <span className="min-w-0 flex-1" />
      {screen === 'photos' && <SearchField />}
      <IconButton
        label="Everything you can do"
        shortcut="Mod+K"
        icon={<Command size={16} />}
        onClick={() => findAction('palette.open')?.run()}
      />
      {screen === 'photos' && (
        <IconButton
          label={inspector ? 'Hide inspector' : 'Show inspector'}
          shortcut="I"
          icon={<PanelRight size={16} />}
          pressed={inspector}
          onClick={() => showPanel('inspector', !inspector)}
        />
      )}
    </header>
  );
}
