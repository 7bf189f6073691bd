import { Blocks, GitMerge, History, Images, Library, Send, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { number } from '../../lib/words.ts';
import { go, type ScreenName, useNavigation } from '../../state/navigation.ts';
import { useStatus } from '../../state/status.ts';
import { Entry } from './entry.tsx';

const entries: { screen: ScreenName; title: string; icon: ReactNode }[] = [
  { screen: 'photos', title: 'Photos', icon: <Images size={15} /> },
  { screen: 'conflicts', title: 'Conflicts', icon: <GitMerge size={15} /> },
  { screen: 'push', title: 'Push', icon: <Send size={15} /> },
  { screen: 'history', title: 'History', icon: <History size={15} /> },
  { screen: 'bridges', title: 'Bridges', icon: <Blocks size={15} /> },
  { screen: 'libraries', title: 'Libraries', icon: <Library size={15} /> },
  { screen: 'settings', title: 'Settings', icon: <Settings size={15} /> },
];

export function Screens() {
  const current = useNavigation((now) => now.screen);
  const conflicts = useStatus(({ status }) => status?.conflicts ?? 0);
  return (
    <nav aria-label="Screens" className="flex flex-col p-2">
      {entries.map(({ screen, title, icon }) => (
        <Entry
          key={screen}
          icon={icon}
          current={screen === current}
          page
          onClick={() => go(screen)}
          aside={
            screen === 'conflicts' &&
            conflicts > 0 && <span className="text-attention">{number(conflicts)}</span>
          }
        >
          {title}
        </Entry>
      ))}
    </nav>
  );
}
