import { lastInstant } from '../campaigns/last-instant.ts';
import { longTest } from '../campaigns/long.ts';

longTest(lastInstant);
