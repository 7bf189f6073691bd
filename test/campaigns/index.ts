import { errors } from './errors.ts';
import { kills } from './kills.ts';
import { recoveryKills } from './recovery-kills.ts';
import type { AnyCampaign } from './runner.ts';

/** Every campaign, in the order of issue and report. */
export const campaigns = [kills, recoveryKills, errors] as unknown as readonly AnyCampaign[];
