import type { Recovery } from './sync/recover.ts';

/** Where a person looks at writes that could be neither finished nor rolled back. */
const lookAt = ([run]: readonly string[]): string =>
  run === undefined
    ? 'Connect the drives that are away (tagbridge status), and it is tried again; to see the runs: tagbridge history'
    : `Connect the drives that are away (tagbridge status), then look with: tagbridge run --resume ${run}`;

/** What a person has to know of what the last start left open, a sentence each. */
export function recoveryLines({ finished, rolledBack, stuck, interrupted, overtaken }: Recovery): string[] {
  const parts = [
    `${finished} finished`,
    `${rolledBack} rolled back`,
    ...(stuck > 0 ? [`${stuck} to be looked at`] : []),
  ];
  const next = stuck > 0 ? ` ${lookAt(interrupted)}` : '';
  return [
    ...(finished + rolledBack + stuck > 0
      ? [`The last start ended while photos were written: ${parts.join(', ')}.${next}`]
      : []),
    ...overtaken.map(
      (run) =>
        `Run ${run} of a bridge ended in the middle. What it wrote stays; the bridge's next sync does the rest.`,
    ),
    ...interrupted.map(
      (run) =>
        `Run ${run} is not finished. Go on with: tagbridge run --resume ${run}, or end it with: tagbridge run --cancel ${run}`,
    ),
  ];
}
