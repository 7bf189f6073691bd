import { longTest } from '../campaigns/long.ts';
import { vanish } from '../campaigns/vanish.ts';

longTest(vanish);
