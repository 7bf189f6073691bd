import { getSettings, setSettings } from '../db/settings.ts';
import { doctor } from '../doctor.ts';
import { exportCopies } from '../export.ts';
import { folderList } from '../folders.ts';
import { noticeDrives } from '../notice-drives.ts';
import type { Services } from '../services.ts';
import { statusOf } from '../status.ts';
import { os } from './os.ts';
import { keywordsRouter } from './photos.ts';

function changeSettings({ db, hub }: Services, patch: Record<string, unknown>) {
  const settings = setSettings(db, patch);
  hub.emit({ kind: 'settings' });
  return settings;
}

export const miscRouter = (services: Services) => ({
  status: os.status.handler(async () => {
    await noticeDrives(services);
    return statusOf(services);
  }),
  keywords: keywordsRouter(services),
  jobs: {
    list: os.jobs.list.handler(() => services.jobs.list()),
    cancel: os.jobs.cancel.handler(({ input }) => ({ cancelled: services.jobs.cancel(input.job) })),
  },
  settings: {
    get: os.settings.get.handler(() => getSettings(services.db)),
    set: os.settings.set.handler(({ input }) => changeSettings(services, input)),
  },
  folders: os.folders.handler(({ input }) => folderList(input.path)),
  doctor: os.doctor.handler(() => doctor(services)),
  export: os.export.handler(({ input, signal }) => exportCopies(services.db, input.where, signal)),
  events: os.events.handler(({ signal }) => services.hub.subscribe(signal)),
});
