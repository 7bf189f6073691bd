import { longTest } from '../campaigns/long.ts';
import { undo } from '../campaigns/undo.ts';

longTest(undo);
