import { Bridges } from './bridges.tsx';
import { KeywordTree } from './keyword-tree.tsx';
import { Libraries } from './libraries.tsx';
import { RenameKeyword } from './rename-keyword.tsx';
import { Screens } from './screens.tsx';
import { Searches } from './searches.tsx';

/** Screens, libraries, bridges, saved searches and the keyword tree. */
export function Sidebar() {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="max-h-[70%] shrink-0 overflow-y-auto border-b">
        <Screens />
        <Libraries />
        <Bridges />
        <Searches />
      </div>
      <KeywordTree />
      <RenameKeyword />
    </div>
  );
}
