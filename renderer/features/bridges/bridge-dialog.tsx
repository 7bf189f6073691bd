import { useState } from 'react';
import type { BridgeView, LibraryView } from '../../../shared/api/views.ts';
import { engine } from '../../state/engine.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { touch } from '../../state/topics.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { BridgeForm, type Step, stepNames, steps } from './bridge-form.tsx';
import { type Draft, draftOf, emptyDraft, inputOf, missing } from './draft.ts';

export interface BridgeDialogProps {
  /** The bridge to change; undefined to set a new one up. */
  bridge?: BridgeView | undefined;
  libraries: readonly LibraryView[];
  onClose: () => void;
  /** The bridge is there; a new one wants its first sync looked at. */
  onSaved: (bridge: BridgeView, isNew: boolean) => void;
}

/** Sets a bridge up in four steps, or changes one. Saving writes no file. */
export function BridgeDialog({ bridge, libraries, onClose, onSaved }: BridgeDialogProps) {
  const [draft, setDraft] = useState<Draft>(() => (bridge ? draftOf(bridge) : emptyDraft));
  const [step, setStep] = useState<Step>('members');
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const lack = missing(draft);
  const last = step === steps.at(-1);
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { bridges } = engine();
      const saved = bridge
        ? await bridges.set({ bridge: bridge.name, ...inputOf(draft) })
        : await bridges.add(inputOf(draft));
      touch('bridges');
      onSaved(saved, !bridge);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={bridge ? `Change ${bridge.name}` : 'New bridge'}
      description={
        bridge ? undefined : 'Libraries that stay in step. Nothing is written before you saw the first sync.'
      }
      actions={
        <>
          {lack && (last || bridge) && (
            <span className="flex-1 self-center text-sm text-attention">{lack}</span>
          )}
          <Button onClick={onClose}>Cancel</Button>
          {!bridge && step !== steps[0] && (
            <Button onClick={() => setStep(steps[steps.indexOf(step) - 1] ?? step)}>Back</Button>
          )}
          {bridge || last ? (
            <Button variant="primary" disabled={lack !== undefined || busy} onClick={() => void save()}>
              {bridge ? 'Save' : 'Create and preview the first sync'}
            </Button>
          ) : (
            <Button variant="primary" onClick={() => setStep(steps[steps.indexOf(step) + 1] ?? step)}>
              Next
            </Button>
          )}
        </>
      }
    >
      <div className="flex min-h-72 flex-col gap-4">
        <div>
          <SegmentedControl
            label="Step"
            value={step}
            options={steps.map((value, at) => ({
              value,
              label: bridge ? stepNames[value] : `${at + 1}. ${stepNames[value]}`,
            }))}
            onChange={setStep}
          />
        </div>
        {failure && (
          <Notice kind="failure">
            {failure.message} {failure.hint}
          </Notice>
        )}
        <BridgeForm
          step={step}
          draft={draft}
          libraries={libraries}
          onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
        />
      </div>
    </Dialog>
  );
}
