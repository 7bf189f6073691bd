import { TagbridgeError } from '../../api/errors.ts';
import { type Settings, settingsSchema } from '../../api/settings.ts';
import { fromJson, toJson } from './json.ts';
import { all, type ReadableDb, run, transaction, type WritableDb } from './sql.ts';

/** Every setting, with the default where none was chosen. A stored value that no longer fits counts as none. */
export function getSettings(db: ReadableDb): Settings {
  const rows = all<{ key: string; value: string }>(db, 'SELECT key, value FROM setting');
  const chosen = Object.fromEntries(rows.map(({ key, value }) => [key, fromJson<unknown>(value)]));
  const whole = settingsSchema.safeParse(chosen);
  if (whole.success) return whole.data;
  const bad = new Set(whole.error.issues.map((issue) => issue.path[0]));
  return settingsSchema.parse(Object.fromEntries(Object.entries(chosen).filter(([key]) => !bad.has(key))));
}

/** Changes some settings; throws `USAGE` naming the first that is unknown or does not fit. */
export function setSettings(db: WritableDb, patch: { readonly [key: string]: unknown }): Settings {
  const checked = settingsSchema.partial().strict().safeParse(patch);
  if (!checked.success) {
    const issue = checked.error.issues[0]!;
    throw new TagbridgeError('USAGE', `Setting ${issue.path.join('.') || 'names'}: ${issue.message}`);
  }
  transaction(db, () => {
    for (const key of Object.keys(patch))
      run(
        db,
        'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        [key, toJson(patch[key])],
      );
  });
  return getSettings(db);
}
