import { lstatSync, mkdtempSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const start = 'tagbridge-exiftool-';
const ofProcess = /^tagbridge-exiftool-(\d+)-\w{6}$/;

/** Whether a process with this number lives; one of another user counts. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Our own user's, of a process that is gone, and with nothing in it but links (other names of files). */
function sweepOne(path: string, pid: number): void {
  try {
    const isOurs = process.getuid === undefined || lstatSync(path).uid === process.getuid();
    if (!isOurs || lives(pid)) return;
    for (const entry of readdirSync(path, { withFileTypes: true }))
      if (entry.isSymbolicLink()) unlinkSync(join(path, entry.name));
    rmdirSync(path);
  } catch {
    // Not empty, or another engine was faster.
  }
}

/** Takes away the folders that killed engines left in the system's temporary folder. */
function sweep(temp: string): void {
  for (const name of readdirSync(temp)) {
    const [, pid] = ofProcess.exec(name) ?? [];
    if (pid !== undefined) sweepOne(join(temp, name), Number(pid));
  }
}

/** A new empty folder for ExifTool (its home and working folder, other names of files); its name says whose. Throws the system's error. */
export function makeExifToolHome(): string {
  const temp = tmpdir();
  const home = mkdtempSync(join(temp, `${start}${process.pid}-`));
  try {
    sweep(temp);
  } catch {
    // A temporary folder that may not be listed keeps what is in it.
  }
  return home;
}
