import { dirname, join } from 'node:path';
import type { Problem } from '../../core/problem.ts';
import type { MediaFile } from '../types.ts';
import { isSayable } from './name-arg.ts';

/** The absolute path of a media file. */
export const pathOf = (file: Pick<MediaFile, 'root' | 'path'>): string => join(file.root, file.path);

/** Why a path cannot be used at all, whatever lies there. */
export function badPath({ root, path }: Pick<MediaFile, 'root' | 'path'>): Problem | undefined {
  if (!isSayable(process.platform === 'win32' ? join(root, path) : join(root, dirname(path)))) {
    const message = 'ExifTool cannot be told of this folder: a line break with $ or @, or {ready. Rename it.';
    return { code: 'badName', message };
  }
  if (path.includes('\ufffd')) {
    return { code: 'badName', message: 'The name is not valid UTF-8. Rename the file.' };
  }
  if (path.startsWith('/') || path.split(/[/\\]/).includes('..')) {
    return { code: 'outsideLibrary', message: 'The path leads out of the library. Nothing was touched.' };
  }
  return undefined;
}
