import { longTest } from '../campaigns/long.ts';
import { doubleKills } from '../campaigns/random-kills.ts';

longTest(doubleKills);
