import { fuzzWrite } from '../campaigns/fuzz.ts';
import { longTest } from '../campaigns/long.ts';

longTest(fuzzWrite);
