// A short, seeded part of every fault campaign; `npm run test:long` runs them whole.
import { describe, expect, test } from 'vitest';
import { campaigns } from './index.ts';
import { figuresText, runCampaign } from './runner.ts';

describe.each(campaigns.map((campaign) => ({ campaign, name: campaign.name, reason: campaign.cannot?.() })))(
  '$name',
  ({ campaign, reason }) => {
    const title = reason === undefined ? campaign.holds : `${campaign.holds} Skipped: ${reason}.`;
    test.skipIf(reason !== undefined)(title, { timeout: 300_000 }, async () => {
      const figures = await runCampaign(campaign, { runs: campaign.runs.short });
      console.log(figuresText(figures));
      expect(figures.violations).toEqual([]);
      expect(figures.runs).toBeGreaterThan(0);
    });
  },
);
