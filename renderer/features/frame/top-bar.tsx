import { Command, PanelLeft, PanelRight } from 'lucide-react';
import { useEffect } from 'react';
import { number } from '../../lib/words.ts';
import { findAction } from '../../state/actions.ts';
import { useNavigation } from '../../state/navigation.ts';
import { showPanel, usePanel } from '../../state/panels.ts';
import { usePhotos } from '../../state/photos.ts';
import { standingOf } from '../../state/standing.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { screenNames } from './screen-names.ts';
import { SearchField } from './search-field.tsx';
import { StandingButton } from './standing.tsx';
import { useWhole } from './use-whole.ts';

/** The screen's name, how the whole stands, and what the screen is searched with. */
export function TopBar() {
  const screen = useNavigation((now) => now.screen);
  const sidebar = usePanel('sidebar');
  const inspector = usePanel('inspector');
  const total = usePhotos((now) => now.total);
  const whole = useWhole();
  const standing = standingOf(whole);
  const told = standing.kind === 'inStep' || standing.kind === 'differs' ? '' : standing.text;
  useEffect(() => {
    document.title = `${screenNames[screen]}${told && ` (${told})`} – Tagbridge`;
  }, [screen, told]);
  return (
    <header className="@container flex h-11 shrink-0 items-center gap-2 border-b bg-panel px-2">
      <IconButton
        label={sidebar ? 'Hide libraries' : 'Show libraries'}
        icon={<PanelLeft size={16} />}
        pressed={sidebar}
        onClick={() => showPanel('sidebar', !sidebar)}
      />
      <h1 className="shrink-0 font-semibold">{screenNames[screen]}</h1>
      {screen === 'photos' && total !== null && (
        <span className="shrink-0 text-muted @max-[540px]:hidden">{number(total)}</span>
      )}
      <StandingButton standing={standing} whole={whole} brief={screen === 'photos'} />
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
