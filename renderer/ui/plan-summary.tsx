import type { PlanOutcome } from '../../shared/api/views.ts';
import { fieldDef } from '../../shared/core/registry.ts';
import { count, number } from '../lib/words.ts';
import { Notice } from './notice.tsx';
import { planSentence, skipLines } from './plan-facts.ts';
import { type OnRename, PlanNotes } from './plan-notes.tsx';

/** What a plan would do: the sentence, what needs consent, counts by field and library, what is left out and why. */
export function PlanSummary({
  plan,
  running = false,
  onRename,
}: {
  plan: PlanOutcome;
  running?: boolean;
  onRename?: OnRename | undefined;
}) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-lg">{planSentence(plan, running)}</p>
      {!running && <Consent plan={plan} />}
      {plan.familyChanges !== undefined && (
        <p className="text-muted">
          {count(plan.familyChanges, 'change')} come from another photo of the family: RAW and JPEG, original
          and export.
        </p>
      )}
      <FieldCounts plan={plan} />
      <PlanNotes plan={plan} onRename={running ? undefined : onRename} />
      <Rest plan={plan} />
    </div>
  );
}

/** The two cases in which a plan waits for an explicit yes, each with its numbers. */
function Consent({ plan }: { plan: PlanOutcome }) {
  if (plan.needs === 'brake')
    return (
      <Notice kind="attention">
        <strong>More changes than usual.</strong> This plan writes {count(plan.planned, 'file')}
        {plan.losing > 0 && <> and removes or overwrites values in {number(plan.losing)} of them</>}. If you
        did not expect that, look through the changes first. Every old value is kept and can be undone.
      </Notice>
    );
  if (plan.needs === 'firstSync')
    return (
      <Notice kind="attention">
        <strong>The first time these libraries meet.</strong> Nothing is agreed yet: empty fields are filled,
        lists are united, and where values differ you are asked. Please look before it writes{' '}
        {count(plan.planned, 'file')}.
      </Notice>
    );
  if (plan.losing === 0) return null;
  return (
    <p className="text-muted">
      In {count(plan.losing, 'file')} a value is overwritten or removed. The old values are kept: History can
      undo them.
    </p>
  );
}

/** How many files change, by field and library. */
export function FieldCounts({ plan }: { plan: PlanOutcome }) {
  if (plan.byField.length === 0) return null;
  const libraries = [...new Set(plan.byField.map(({ library }) => library))];
  const cell = (value: number) => (value === 0 ? <span className="text-muted">–</span> : number(value));
  return (
    <table className="w-full border-collapse text-left">
      <caption className="visually-hidden">Files changed, by field and library</caption>
      <thead className="text-sm text-muted">
        <tr className="border-b">
          <th scope="col" className="max-w-0 truncate py-1 pr-2 font-normal">
            {libraries.length === 1 ? `Files in ${libraries[0]}` : 'Files'}
          </th>
          <th scope="col" className="py-1 pr-2 text-right font-normal">
            Added
          </th>
          <th scope="col" className="py-1 pr-2 text-right font-normal">
            Replaced
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            Cleared
          </th>
        </tr>
      </thead>
      {libraries.map((library) => (
        <tbody key={library}>
          {libraries.length > 1 && (
            <tr>
              <th
                scope="rowgroup"
                colSpan={4}
                className="max-w-0 truncate pt-2 pb-1 text-sm font-normal text-muted"
              >
                In <bdi>{library}</bdi>
              </th>
            </tr>
          )}
          {plan.byField
            .filter((row) => row.library === library)
            .map((row) => (
              <tr key={row.field} className="border-b last:border-b-0">
                <th scope="row" className="max-w-0 truncate py-1 pr-2 font-normal">
                  {fieldDef(row.field).label}
                </th>
                <td className="w-12 py-1 pr-2 text-right">{cell(row.adds)}</td>
                <td className="w-16 py-1 pr-2 text-right">{cell(row.replaces)}</td>
                <td className="w-14 py-1 text-right">{cell(row.clears)}</td>
              </tr>
            ))}
        </tbody>
      ))}
    </table>
  );
}

/** Everything that stays as it is. */
function Rest({ plan }: { plan: PlanOutcome }) {
  const lines = [
    // The sentence above says it where there is nothing else to say.
    plan.conflicts > 0 && plan.planned > 0 && `${count(plan.conflicts, 'conflict')} left for you to decide`,
    ...skipLines(plan),
    plan.unchanged > 0 && `${count(plan.unchanged, 'file')} already in step`,
    plan.problemTotal > 0 && `${count(plan.problemTotal, 'problem')} on single files`,
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  return (
    <div>
      <h3 className="text-sm text-muted">Not touched</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
