import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { BridgeView, LibraryView } from '../../../shared/api/views.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { BridgeForm } from './bridge-form.tsx';
import { DiscardQuestion } from './discard-question.tsx';
import { focusIn } from './focus.ts';
import { stepNames, steps } from './steps.ts';
import { useBridgeForm } from './use-bridge-form.ts';

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
  const { draft, step, aim, told, failure, ...form } = useBridgeForm(bridge, onSaved);
  const [asking, setAsking] = useState(false);
  const name = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (aim) focusIn(body.current, aim.place);
  }, [aim]);
  return (
    <Dialog
      open
      onClose={() => (form.dirty ? setAsking(true) : onClose())}
      title={bridge ? `Change ${bridge.name}` : 'New bridge'}
      description={
        bridge
          ? undefined
          : 'Libraries that stay in step. Nothing is written before you have seen the first sync.'
      }
      {...(bridge ? {} : { initialFocus: name })}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {!bridge && step !== steps[0] && <Button onClick={form.back}>Back</Button>}
          {/* Never disabled: that would drop the focus, and hide what is missing. */}
          <Button
            variant="primary"
            aria-disabled={form.busy}
            className="aria-disabled:opacity-45"
            // The second click of a double click on Next would meet Create, which took its place.
            onClick={({ detail }) => (detail > 1 && form.last ? undefined : form.goOn())}
          >
            {bridge ? 'Save' : form.last ? 'Create and preview the first sync' : 'Next'}
          </Button>
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
            onChange={form.setStep}
          />
        </div>
        {failure && <Notice kind="failure">{failure}</Notice>}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in any text goes on, as in a form */}
        <div ref={body} onKeyDown={onEnter(form.goOn)}>
          <BridgeForm
            step={step}
            draft={draft}
            wrong={told}
            libraries={libraries}
            nameRef={name}
            onChange={form.change}
          />
        </div>
      </div>
      <DiscardQuestion open={asking} onKeep={() => setAsking(false)} onDiscard={onClose} />
    </Dialog>
  );
}

/** Enter in a text field, unless the field took it for itself. */
const onEnter = (run: () => void) => (event: KeyboardEvent) => {
  const { key, target, repeat, nativeEvent } = event;
  if (key !== 'Enter' || repeat || nativeEvent.isComposing || event.defaultPrevented) return;
  if (!(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  run();
};
