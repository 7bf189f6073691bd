// What a start says of writes that the last one left open.
import { expect, test } from 'vitest';
import { recoveryLines } from '../../shared/engine/recovery-words.ts';

const none = { finished: 0, rolledBack: 0, stuck: 0, interrupted: [], overtaken: [] };

test.each([
  ['nothing was open', {}, []],
  ['all is decided', { finished: 2 }, [/^The last start .*: 2 finished, 0 rolled back\.$/]],
  [
    'some wait, in a run that can go on',
    { stuck: 1, interrupted: ['r7'] },
    [/1 to be looked at\..*tagbridge run --resume r7$/, /^Run r7 .*--cancel r7$/],
  ],
  [
    'some wait, and nobody goes on with the run',
    { stuck: 1, overtaken: ['r7'] },
    [/1 to be looked at\..*tagbridge status.*tagbridge history$/, /^Run r7 of a bridge/],
  ],
])('%s', (_, part, lines) => {
  const said = recoveryLines({ ...none, ...part });
  expect(said).toEqual(lines.map((line) => expect.stringMatching(line)));
});
