import { longTest } from '../campaigns/long.ts';
import { races } from '../campaigns/races.ts';

longTest(races);
