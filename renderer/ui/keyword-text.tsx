import { keywordLeaf, keywordPath } from '../lib/keywords.ts';

/** A keyword's full path of which, where room is short, the last level stays readable: "anim… › heron". */
export function KeywordText({ path }: { path: string }) {
  const leaf = keywordLeaf(path);
  const above = keywordPath(path).slice(0, -leaf.length);
  if (above === '') return <bdi>{leaf}</bdi>;
  return (
    <bdi className="flex min-w-0 overflow-hidden">
      <span className="min-w-4 shrink-[99] truncate whitespace-pre">{above}</span>
      <span className="min-w-0 shrink truncate">{leaf}</span>
    </bdi>
  );
}
