import { longTest } from '../campaigns/long.ts';
import { recoveryKills } from '../campaigns/recovery-kills.ts';

longTest(recoveryKills);
