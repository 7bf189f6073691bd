// What reaches the disk in which order, read from the system calls of real writes with the real index.
import { join } from 'node:path';
import { drive } from './driven.ts';
import { type EngineLab, openEngineLab } from './engine-lab.ts';
import type { Campaign } from './runner.ts';
import { noStrace, trace } from './strace.ts';

const batch = 20;
const watched = 'openat,write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,link,linkat';

/** One call; `at`: when it began, or for a sync when it was done. */
interface Step {
  readonly at: number;
  readonly call: string;
  readonly text: string;
}

/** A call that other lines interrupt is logged in two halves. */
function stepsOf(log: string): Step[] {
  const open = new Map<string, string>();
  return log.split('\n').flatMap((line, at): Step[] => {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/.exec(rest);
    if (resumed)
      return isSync(resumed[1]!) ? [{ at, call: resumed[1]!, text: `${open.get(thread)}${resumed[2]}` }] : [];
    const [, call = '', text = ''] = /^(\w+)\((.*)$/.exec(rest) ?? [];
    if (call === '') return [];
    if (!text.includes('<unfinished')) return [{ at, call, text }];
    open.set(thread, text);
    return isSync(call) ? [] : [{ at, call, text }];
  });
}

const isSync = (call: string): boolean => call === 'fsync' || call === 'fdatasync';
const isWrite = (call: string): boolean => /write/.test(call);
const onJournal = (text: string): boolean => /^\d+<[^>]*index\.db-wal>/.test(text);

/** A temporary file that took a photo's place. */
interface Swap {
  readonly at: number;
  readonly temp: string;
  readonly to: string;
}

const quoted = /"((?:[^"\\]|\\.)*)"/g;

function swapsOf(steps: readonly Step[]): Swap[] {
  return steps.flatMap(({ at, call, text }) => {
    if (!/^(rename|link)/.test(call) || !/\) = 0|<unfinished/.test(text)) return [];
    const [from = '', to = ''] = [...text.matchAll(quoted)].map(([, path]) => path!);
    const temp = /\.tagbridge\/tmp\/([0-9a-f]{18})\.\w+$/.exec(from)?.[1];
    return temp === undefined || to.includes('.tagbridge') ? [] : [{ at, temp, to }];
  });
}

/** What is wrong with one replacement; the words are the protocol's (reliability.md, W3 to W11). */
function disorder(steps: readonly Step[], { at, temp, to }: Swap): string[] {
  const wrong: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) wrong.push(what);
  };
  const within = (from: number, until: number, test: (step: Step) => boolean) =>
    steps.filter((step) => step.at > from && step.at < until && test(step));
  const journalled = ({ call, text }: Step) => isWrite(call) && onJournal(text) && text.includes(temp);
  const journalSynced = ({ call, text }: Step) => isSync(call) && onJournal(text);
  const onTemp = (text: string) => new RegExp(`^\\d+<[^>]*${temp}`).test(text);

  const made = steps.find(
    ({ call, text }) => call === 'openat' && text.includes(temp) && text.includes('O_CREAT'),
  );
  const intent = steps.find(journalled);
  must(made !== undefined && intent !== undefined, 'no trace of its temporary file or of its journal');
  if (made === undefined || intent === undefined) return wrong;
  must(
    intent.at < made.at && within(intent.at, made.at, journalSynced).length > 0,
    'temporary file before a durable journal',
  );

  const lastByte =
    within(made.at, at, ({ call, text }) => isWrite(call) && onTemp(text)).at(-1)?.at ?? made.at;
  const synced = within(lastByte, at, ({ call, text }) => isSync(call) && onTemp(text)).at(-1);
  must(synced !== undefined, 'replaced before the new file was synced');
  const prepared = within(synced?.at ?? at, at, journalled).at(-1);
  must(
    prepared !== undefined && within(prepared.at, at, journalSynced).length > 0,
    'replaced before the journal said so',
  );

  const folder = to.slice(0, to.lastIndexOf('/'));
  const named = within(at, Infinity, ({ call, text }) => isSync(call) && text.includes(`<${folder}>`))[0];
  const base = within(at, Infinity, ({ call, text }) => isWrite(call) && onJournal(text))[0];
  must(named !== undefined, 'the folder was never synced');
  must(
    base !== undefined && named !== undefined && named.at < base.at,
    'the index moved before the folder was synced',
  );

  const kept = within(
    made.at,
    at,
    ({ call, text }) => call === 'link' && text.includes(`"${to}", `) && text.includes('/undo/'),
  )[0];
  // A file that is new has nothing to keep.
  const keptSynced = ({ call, text }: Step) => isSync(call) && text.includes('/undo/');
  must(
    kept === undefined || within(kept.at, at, keptSynced).length > 0,
    'replaced before the undo copy’s name was synced',
  );
  return wrong;
}

export const order: Campaign<EngineLab> = {
  name: 'order',
  holds:
    'Journal before temporary file, that synced before the replacement, that durable before the index moves.',
  runs: { short: batch, long: 1_000 },
  batch,
  cannot: noStrace,
  open: () => openEngineLab(10),
  async attempt(seed, lab, tell) {
    await lab.stop();
    const child = await drive('engine-child.ts', { args: [lab.dataDir] });
    await child.ask({ call: 'status' });
    const log = join(lab.folder, 'strace');
    const watching = await trace([child.pid], {
      log,
      follow: true,
      args: ['-s', '6000', '-y', '-e', `trace=${watched}`],
    });
    for (let at = 0; at < batch; at += 1) {
      const file = join(lab.root, lab.paths[at % lab.paths.length]!);
      await child.ask({
        call: 'plans.edit',
        input: { files: [file], edit: { set: { title: { 'x-default': `o${seed} ${at}` } } } },
      });
    }
    const text = await watching.stop();
    await child.kill();
    const steps = stepsOf(text);
    const swaps = swapsOf(steps);
    tell('files replaced', swaps.length);
    tell(
      'old bytes kept',
      steps.filter(({ call, text }) => call === 'link' && text.includes('/undo/')).length,
    );
    const wrong = swaps.flatMap((swap) => disorder(steps, swap).map((what) => `${swap.to}: ${what}`));
    if (swaps.length < batch) wrong.push(`${batch} edits, and only ${swaps.length} files replaced`);
    return wrong;
  },
};
