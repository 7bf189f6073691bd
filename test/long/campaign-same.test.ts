import { longTest } from '../campaigns/long.ts';
import { same } from '../campaigns/same.ts';

longTest(same);
