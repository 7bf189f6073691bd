import { bridgeViews } from '../bridge-views.ts';
import { addBridge, pauseBridge, removeBridge, resumeBridge, setBridge } from '../bridges.ts';
import type { Services } from '../services.ts';
import { os } from './os.ts';

export const bridgesRouter = (services: Services) => ({
  list: os.bridges.list.handler(() => bridgeViews(services)),
  add: os.bridges.add.handler(({ input }) => addBridge(services, input)),
  set: os.bridges.set.handler(({ input }) => setBridge(services, input)),
  remove: os.bridges.remove.handler(({ input }) => removeBridge(services, input.bridge)),
  pause: os.bridges.pause.handler(({ input }) => pauseBridge(services, input)),
  resume: os.bridges.resume.handler(({ input }) => resumeBridge(services, input.bridge)),
});
