import picomatch from 'picomatch';

/** What never is a photographer's own picture: caches, bins and catalogues of programs and systems (in any case). */
const excludedFolders: readonly string[] = [
  '.*',
  '@eaDir',
  '@Recycle',
  '@Recently-Snapshot',
  '@Transcode',
  '#recycle',
  '#snapshot',
  '$RECYCLE.BIN',
  'System Volume Information',
  'lost+found',
  'Recycler',
  'CaptureOne',
  '*.lrdata',
  '*.lrcat-data',
  '*.photoslibrary',
  '*.aplibrary',
  '*.migratedphotolibrary',
  '*.cosessiondb',
  '*.dtrash',
];
/** Dot files are other programs' too: `._IMG.JPG` is no picture, `.pending-` and `.trashed-` are not any more. */
const excludedFiles: readonly string[] = ['.*', '*_original', '*_exiftool_tmp', 'SYNOFILE_THUMB*'];

const matcher = (globs: readonly string[]) =>
  picomatch([...globs], { dot: true, nocase: true, basename: true, noext: true, nonegate: true });

const isDefaultFolder = matcher(excludedFolders);
const isDefaultFile = matcher(excludedFiles);

/** Whether a folder or file (relative path, `/` between names) is left out. */
export interface Exclude {
  folder(path: string, name: string): boolean;
  file(path: string, name: string): boolean;
}

/**
 * The default list and the library's own globs. A glob without a slash is a name at any depth, one with a slash a
 * path from the root; one that matches a folder leaves out all below it.
 */
export function excludeBy(globs: readonly string[]): Exclude {
  const clean = globs.map((glob) => glob.replace(/^\/+/, '').replace(/\/+$/, '')).filter(Boolean);
  const named = clean.filter((glob) => !glob.includes('/'));
  const placed = clean.filter((glob) => glob.includes('/'));
  const byName = picomatch(named, { dot: true, nocase: true });
  const byPath = picomatch(placed, { dot: true, nocase: true });
  const own = (path: string, name: string) =>
    (named.length > 0 && byName(name)) || (placed.length > 0 && byPath(path));
  return {
    folder: (path, name) => isDefaultFolder(name) || own(path, name),
    file: (path, name) => isDefaultFile(name) || own(path, name),
  };
}
