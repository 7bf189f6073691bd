import { longTest } from '../campaigns/long.ts';
import { order } from '../campaigns/order.ts';

longTest(order);
