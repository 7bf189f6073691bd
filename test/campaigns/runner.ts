// What all fault campaigns share: a seed that is printed, a count, the violations, and one line of figures.

/** What an attempt may tell besides its violations: how often something happened, for the line of figures. */
export type Tell = (what: string, times?: number) => void;

export interface Lab {
  /** How many attempts there are where they can be counted (every system call of a write); none: any number. */
  readonly total?: number;
  close(): Promise<void> | void;
}

export interface Campaign<L extends Lab = Lab> {
  readonly name: string;
  /** What must hold, in a sentence. */
  readonly holds: string;
  /** Runs of `npm test` and of `npm run test:long`. With a counted total, at most that many. */
  readonly runs: { readonly short: number; readonly long: number };
  /** Runs that one attempt makes, where setting the stage for one alone would cost too much. */
  readonly batch?: number;
  /** Why it cannot be run here; it is skipped then, never passed. */
  cannot?(): string | undefined;
  /** `seed` is the campaign's; a short run may set a smaller stage. */
  open(options: { readonly seed: number; readonly runs: number }): Promise<L>;
  /** Returns what went wrong, in words. Throwing counts as a violation too. */
  attempt(seed: number, lab: L, tell: Tell): Promise<readonly string[]>;
}

export interface Figures {
  readonly name: string;
  readonly seed: number;
  readonly runs: number;
  readonly violations: readonly string[];
  readonly seconds: number;
  readonly told: Readonly<Record<string, number>>;
}

/** Any campaign, whatever its lab. */
export type AnyCampaign = Campaign<never>;

export const defaultSeed = 20_260_101;

/** The attempts of a run: all points, or so many of them spread evenly, or seeds one after the other. */
function seeds(seed: number, attempts: number, total: number | undefined): number[] {
  if (total === undefined) return Array.from({ length: attempts }, (_, at) => seed + at);
  const count = Math.min(attempts, total);
  const shift = seed % Math.max(1, Math.floor(total / Math.max(1, count)));
  return Array.from({ length: count }, (_, at) =>
    Math.min(total - 1, Math.floor((at * total) / count) + shift),
  );
}

const said = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** Stops early only after so many violations: by then one knows, and each run may take a second. */
const enough = 50;

export async function runCampaign<L extends Lab>(
  campaign: Campaign<L>,
  options: {
    readonly runs: number;
    readonly seed?: number;
    readonly onStep?: (done: number, all: number) => void;
  },
): Promise<Figures> {
  const { seed = defaultSeed, onStep } = options;
  const batch = campaign.batch ?? 1;
  const told: Record<string, number> = {};
  const tell: Tell = (what, times = 1) => {
    told[what] = (told[what] ?? 0) + times;
  };
  const violations: string[] = [];
  const begun = performance.now();
  const lab = await campaign.open({ seed, runs: options.runs });
  let runs = 0;
  try {
    const all = seeds(seed, Math.ceil(options.runs / batch), lab.total);
    for (const one of all) {
      try {
        for (const wrong of await campaign.attempt(one, lab, tell)) violations.push(`seed ${one}: ${wrong}`);
      } catch (error) {
        violations.push(`seed ${one}: ${said(error)}`);
      }
      runs += batch;
      onStep?.(runs, all.length * batch);
      if (violations.length >= enough) break;
    }
  } finally {
    await lab.close();
  }
  const seconds = (performance.now() - begun) / 1000;
  return { name: campaign.name, seed, runs, violations, seconds, told };
}

/** `kills: 312 runs, 0 violations, 401.2 s, seed 1 (wholly old 200, wholly new 112)`, then each violation. */
export function figuresText({ name, runs, violations, seconds, seed, told }: Figures): string {
  const counts = Object.entries(told).map(([what, times]) => `${what} ${times}`);
  const aside = counts.length === 0 ? '' : ` (${counts.join(', ')})`;
  const line = `${name}: ${runs} runs, ${violations.length} violations, ${seconds.toFixed(1)} s, seed ${seed}${aside}`;
  return [line, ...violations.map((wrong) => `  ${wrong}`)].join('\n');
}
