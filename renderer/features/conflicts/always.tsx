import { useState } from 'react';
import type { BridgeView, ConflictView } from '../../../shared/api/views.ts';
import type { Rule } from '../../../shared/core/bridge.ts';
import { ruleSentence } from '../../lib/rule-sentence.ts';
import { addRule, useBridges } from '../../state/bridges.ts';
import type { Choice } from '../../state/decisions.ts';
import { go } from '../../state/navigation.ts';
import { notify, notifyError } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface AlwaysProps {
  conflict: ConflictView;
  choice: Choice | undefined;
}

/** The rule that a taken value would be; undefined where no rule says the same. */
export function ruleFrom(conflict: ConflictView, choice: Choice | undefined): Rule | undefined {
  if (conflict.kind !== 'copies' || choice?.kind !== 'side') return undefined;
  const library = conflict.sides[choice.side]?.library;
  return library === undefined ? undefined : { field: conflict.field, kind: 'prefer', library };
}

/** Makes an answer a rule of the bridge, so that it is not asked again. */
export function Always({ conflict, choice }: AlwaysProps) {
  const { data: bridges } = useBridges();
  const [asking, setAsking] = useState(false);
  const rule = ruleFrom(conflict, choice);
  const bridge = bridges?.find(({ name }) => name === conflict.bridge);
  if (!rule || !bridge) return null;
  const sentence = ruleSentence(rule);
  const add = async () => {
    setAsking(false);
    try {
      await addRule(bridge, rule);
      notify({ kind: 'info', text: `${bridge.name}: ${sentence}`, action: show(bridge) });
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <>
      <Button title={sentence} onClick={() => setAsking(true)}>
        Always so…
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        size="small"
        title={`Always so in ${bridge.name}?`}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button variant="primary" onClick={() => void add()}>
              Add the rule
            </Button>
          </>
        }
      >
        <p className="font-medium">{sentence}</p>
        <p className="mt-2 text-muted">
          From its next sync on you are not asked about this any more. Values that lose are kept. Rules can be
          taken out again on the Bridges screen.
        </p>
      </Dialog>
    </>
  );
}

const show = ({ id }: BridgeView) => ({ label: 'Open the bridge', run: () => go('bridges', { bridge: id }) });
