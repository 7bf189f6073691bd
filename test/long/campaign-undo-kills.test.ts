import { longTest } from '../campaigns/long.ts';
import { undoKills } from '../campaigns/random-kills.ts';

longTest(undoKills);
