import { TagbridgeError } from '../../api/errors.ts';
import type { InputOf, restore } from '../../api/inputs.ts';
import type { PlanOutcome } from '../../api/views.ts';
import { sameValue } from '../../core/equal.ts';
import { fieldDef } from '../../core/registry.ts';
import { losersOf } from '../db/losers.ts';
import type { Services } from '../services.ts';
import { perform } from './command.ts';
import { namedFile } from './named-files.ts';
import { editCopies } from './plan-edit.ts';
import { eachPhoto, thesePhotos } from './windows.ts';

/** Brings back the value that a field of a file lost last, as an edit of that file. */
export async function restoreField(services: Services, input: InputOf<typeof restore>): Promise<PlanOutcome> {
  const { db } = services;
  const file = await namedFile(db, input.file);
  const { label } = fieldDef(input.field);
  const current = file.snapshot?.values[input.field] ?? null;
  const lost = file.photo === null ? [] : losersOf(db, file.photo, input.field);
  const others = lost.filter((loser) => !sameValue(fieldDef(input.field), loser.value, current));
  const loser = others.find((one) => one.file === file.id) ?? others[0];
  if (!loser || file.photo === null)
    throw new TagbridgeError('NOT_FOUND', `No lost value of ${label.toLowerCase()} is kept for this photo.`, {
      hint: 'To take back a run: tagbridge undo RUN',
    });
  return perform(services, {
    kind: 'restore',
    title: `Restore ${label.toLowerCase()} of ${file.name}`,
    input,
    dryRun: input.dryRun,
    job: input.job,
    fill: (draft, job) =>
      eachPhoto(services, thesePhotos([file.photo!]), job, (state) =>
        editCopies(services, state, (copy) => copy.file.id === file.id, draft, {
          set: { [input.field]: loser.value },
        }),
      ),
  });
}
