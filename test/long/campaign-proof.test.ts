import { longTest } from '../campaigns/long.ts';
import { proof } from '../campaigns/proof.ts';

longTest(proof);
