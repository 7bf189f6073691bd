import { errors } from '../campaigns/errors.ts';
import { longTest } from '../campaigns/long.ts';

longTest(errors);
