// `npm run campaign -- NAME… [--runs N] [--seed S] [--short]`: runs campaigns and prints their figures.
import { parseArgs } from 'node:util';
import { campaigns } from './index.ts';
import { type AnyCampaign, defaultSeed, figuresText, runCampaign } from './runner.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, seed: { type: 'string' }, short: { type: 'boolean' } },
});

function usage(): never {
  const list = campaigns.map(({ name, holds, runs }) => `  ${name.padEnd(14)} ${holds} (${runs.long} runs)`);
  process.stderr.write(
    `Name a campaign, or all: npm run campaign -- NAME… [--runs N] [--seed S] [--short]\n${list.join('\n')}\n`,
  );
  process.exit(2);
}

function chosen(): readonly AnyCampaign[] {
  if (positionals.includes('all')) return campaigns;
  const found = campaigns.filter(({ name }) => positionals.includes(name));
  if (found.length === 0 || found.length < positionals.length) usage();
  return found;
}

let saidAt = performance.now();
/** On a terminal all the time, in a log once a minute. */
function step(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} `);
  else if (performance.now() - saidAt > 60_000) {
    saidAt = performance.now();
    process.stderr.write(`${done} of ${all}\n`);
  }
}

const seed = values.seed === undefined ? defaultSeed : Number(values.seed);
let [failed, skipped] = [0, 0];
for (const campaign of chosen()) {
  const reason = campaign.cannot?.();
  if (reason !== undefined) {
    skipped += 1;
    process.stdout.write(`${campaign.name}: skipped, ${reason}\n`);
    continue;
  }
  const runs =
    values.runs === undefined ? campaign.runs[values.short ? 'short' : 'long'] : Number(values.runs);
  process.stdout.write(`${campaign.name}: ${campaign.holds} Seed ${seed}.\n`);
  const figures = await runCampaign(campaign, {
    runs,
    seed,
    onStep: (done, all) => step(done, all),
  });
  if (process.stderr.isTTY) process.stderr.write('\r');
  if (figures.violations.length > 0) failed += 1;
  process.stdout.write(`${figuresText(figures)}\n`);
}
if (skipped > 0) process.stdout.write(`${skipped} skipped\n`);
process.exit(failed > 0 ? 1 : 0);
