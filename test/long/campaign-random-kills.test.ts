import { longTest } from '../campaigns/long.ts';
import { randomKills } from '../campaigns/random-kills.ts';

longTest(randomKills);
