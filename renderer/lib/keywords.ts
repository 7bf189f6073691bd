/** A keyword's full path for reading: `animals|birds|heron` → "animals › birds › heron". */
export const keywordPath = (path: string): string => path.split('|').join(' › ');

/** What a person typed, `>`, `›`, `/` or `|` between levels, as a full path. */
export const toKeyword = (text: string): string =>
  text
    .split(/\s*[|›>]\s*/)
    .map((level) => level.trim().normalize('NFC'))
    .filter(Boolean)
    .join('|');

/** The last level of a path. */
export const keywordLeaf = (path: string): string => path.slice(path.lastIndexOf('|') + 1);
