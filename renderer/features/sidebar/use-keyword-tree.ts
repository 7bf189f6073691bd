import { useCallback, useEffect, useMemo, useState } from 'react';
import type { KeywordNode } from '../../../shared/api/views.ts';
import { engine } from '../../state/engine.ts';
import { useTopics } from '../../state/topics.ts';

/** One visible line of the tree. */
export interface TreeLine {
  node: KeywordNode;
  level: number;
  open: boolean;
}

type Levels = ReadonlyMap<string, readonly KeywordNode[]>;
const root = '';

/** The lines on show, from the levels that are loaded and the branches that are open. */
export function treeLines(levels: Levels, open: ReadonlySet<string>, parent = root, level = 0): TreeLine[] {
  return (levels.get(parent) ?? []).flatMap((node) => [
    { node, level, open: open.has(node.path) },
    ...(open.has(node.path) ? treeLines(levels, open, node.path, level + 1) : []),
  ]);
}

/** The keyword tree: a level is fetched when its branch opens, and all open ones again a moment after photos changed. */
export function useKeywordTree(): { lines: TreeLine[]; loading: boolean; toggle: (path: string) => void } {
  const [levels, setLevels] = useState<Levels>(new Map());
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const changed = useTopics((now) => now.photos);

  const fetch = useCallback(async (parent: string) => {
    const nodes = await engine().keywords.children({ parent: parent === root ? null : parent });
    setLevels((now) => new Map(now).set(parent, nodes));
  }, []);
  useEffect(() => {
    // While a scan runs, photos change many times a second; the tree follows at a calmer pace.
    const timer = setTimeout(
      () => {
        for (const parent of [root, ...open]) void fetch(parent).catch(() => undefined);
      },
      Math.min(changed * 1000, 1000),
    );
    return () => clearTimeout(timer);
  }, [changed, open, fetch]);

  const toggle = useCallback((path: string) => {
    setOpen((now) => {
      const next = new Set(now);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  }, []);
  const lines = useMemo(() => treeLines(levels, open), [levels, open]);
  return { lines, loading: !levels.has(root), toggle };
}
