import { kills } from '../campaigns/kills.ts';
import { longTest } from '../campaigns/long.ts';

longTest(kills);
