import { conflictPage, shapeViews } from '../conflict-views.ts';
import type { Services } from '../services.ts';
import { os } from './os.ts';

export const conflictsRouter = (services: Services) => ({
  list: os.conflicts.list.handler(({ input }) => conflictPage(services.db, input)),
  shapes: os.conflicts.shapes.handler(({ input }) => shapeViews(services.db, input)),
});
