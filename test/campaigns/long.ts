// One long test of one campaign. `CAMPAIGN_SEED` and `CAMPAIGN_SHARE` (0 to 1) change where it starts and how much runs.
import { expect, test } from 'vitest';
import { type Campaign, defaultSeed, figuresText, type Lab, runCampaign } from './runner.ts';

export function longTest<L extends Lab>(campaign: Campaign<L>): void {
  const reason = campaign.cannot?.();
  const title = `${campaign.name}: ${campaign.holds}${reason === undefined ? '' : ` Skipped: ${reason}.`}`;
  const seed = Number(process.env['CAMPAIGN_SEED'] ?? defaultSeed);
  const runs = Math.ceil(campaign.runs.long * Number(process.env['CAMPAIGN_SHARE'] ?? 1));
  test.skipIf(reason !== undefined)(title, { timeout: 4 * 3_600_000 }, async () => {
    const figures = await runCampaign(campaign, { runs, seed });
    console.log(figuresText(figures));
    expect(figures.violations).toEqual([]);
    expect(figures.runs).toBeGreaterThan(0);
  });
}
