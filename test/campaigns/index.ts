import { bombsCampaign } from './bombs.ts';
import { errors } from './errors.ts';
import { fuzzRead, fuzzWrite } from './fuzz.ts';
import { kills } from './kills.ts';
import { lastInstant } from './last-instant.ts';
import { order } from './order.ts';
import { proof } from './proof.ts';
import { races } from './races.ts';
import { doubleKills, randomKills, undoKills } from './random-kills.ts';
import { recoveryKills } from './recovery-kills.ts';
import type { AnyCampaign } from './runner.ts';
import { same } from './same.ts';
import { trees } from './trees.ts';
import { undo } from './undo.ts';
import { vanish } from './vanish.ts';

/** Every campaign, in the order of issue and report. */
export const campaigns = [
  kills,
  recoveryKills,
  randomKills,
  doubleKills,
  errors,
  order,
  races,
  lastInstant,
  trees,
  vanish,
  same,
  proof,
  undo,
  undoKills,
  fuzzRead,
  fuzzWrite,
  bombsCampaign,
] as unknown as readonly AnyCampaign[];
