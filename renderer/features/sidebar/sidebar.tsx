import { Blocks, GitMerge, History, Images, Library, Send, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../lib/classes.ts';
import { number } from '../../lib/words.ts';
import { go, type ScreenName, useNavigation } from '../../state/navigation.ts';
import { useStatus } from '../../state/status.ts';

const entries: { screen: ScreenName; title: string; icon: ReactNode }[] = [
  { screen: 'photos', title: 'Photos', icon: <Images size={15} aria-hidden /> },
  { screen: 'conflicts', title: 'Conflicts', icon: <GitMerge size={15} aria-hidden /> },
  { screen: 'push', title: 'Push', icon: <Send size={15} aria-hidden /> },
  { screen: 'history', title: 'History', icon: <History size={15} aria-hidden /> },
  { screen: 'bridges', title: 'Bridges', icon: <Blocks size={15} aria-hidden /> },
  { screen: 'libraries', title: 'Libraries', icon: <Library size={15} aria-hidden /> },
  { screen: 'settings', title: 'Settings', icon: <Settings size={15} aria-hidden /> },
];

export function Screens() {
  const current = useNavigation((now) => now.screen);
  const conflicts = useStatus(({ status }) => status?.conflicts ?? 0);
  return (
    <nav aria-label="Screens" className="flex flex-col p-2">
      {entries.map(({ screen, title, icon }) => (
        <button
          key={screen}
          type="button"
          aria-current={screen === current ? 'page' : undefined}
          onClick={() => go(screen)}
          className={cx(
            'flex h-7 items-center gap-2 rounded px-2 text-left',
            screen === current ? 'bg-raised' : 'hover:bg-raised/60',
          )}
        >
          <span className="text-muted">{icon}</span>
          <span className="flex-1">{title}</span>
          {screen === 'conflicts' && conflicts > 0 && (
            <span className="text-attention">{number(conflicts)}</span>
          )}
        </button>
      ))}
    </nav>
  );
}

/** Screens, libraries, saved searches and the keyword tree. */
export function Sidebar() {
  return <Screens />;
}
