import { historyChanges, historyPage } from '../plan-views.ts';
import type { Services } from '../services.ts';
import { os } from './os.ts';

export const historyRouter = (services: Services) => ({
  list: os.history.list.handler(({ input }) => historyPage(services.db, input)),
  changes: os.history.changes.handler(({ input }) => historyChanges(services.db, input)),
});
