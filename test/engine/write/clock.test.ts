// The pool of ExifTool processes goes by the time of day; a clock that is put back must not keep it from starting one.
import { execFileSync } from 'node:child_process';
import { afterEach, expect, test, vi } from 'vitest';
import { createExifTool } from '../../../shared/engine/metadata/exiftool.ts';

afterEach(() => vi.restoreAllMocks());

test('a command is carried out although the clock was put back since a process was started', async () => {
  const pool = createExifTool({ processes: 1 });
  try {
    const real = Date.now;
    vi.spyOn(Date, 'now').mockImplementation(() => real() + 86_400_000);
    await pool.run(['-ver']);
    vi.restoreAllMocks();
    const children = execFileSync('pgrep', ['-P', String(process.pid), 'perl'], { encoding: 'utf8' });
    for (const pid of children.trim().split('\n')) process.kill(Number(pid), 'SIGKILL');
    // The first may be given to the process that is gone.
    await pool.run(['-ver']).catch(() => undefined);
    expect((await pool.run(['-ver'])).out).toMatch(/^\d+\.\d+/);
  } finally {
    await pool.close();
  }
});
