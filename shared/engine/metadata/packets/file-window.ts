import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A file that is looked into here and there, never loaded. */
export interface FileWindow {
  readonly size: number;
  /** The bytes at a place, fewer where the file ends. Throws the system's error. */
  read(at: number, length: number): Buffer;
  close(): void;
}

/** Where the blocks of most pictures begin: they are read once. */
const headBytes = 65_536;

/** Opens a file (absolute path) for looking. Throws the system's error. */
export function openWindow(path: string): FileWindow {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  const readAt = (at: number, length: number): Buffer => {
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - at)));
    return buffer.subarray(0, buffer.length === 0 ? 0 : readSync(file, buffer, 0, buffer.length, at));
  };
  let head: Buffer | undefined;
  return {
    size,
    read(at, length) {
      if (at + length > headBytes) return readAt(at, length);
      head ??= readAt(0, headBytes);
      return head.subarray(at, at + length);
    },
    close: () => closeSync(file),
  };
}
