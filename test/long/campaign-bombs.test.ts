import { bombsCampaign } from '../campaigns/bombs.ts';
import { longTest } from '../campaigns/long.ts';

longTest(bombsCampaign);
