import { longTest } from '../campaigns/long.ts';
import { trees } from '../campaigns/trees.ts';

longTest(trees);
