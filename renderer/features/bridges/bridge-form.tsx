import type { Draft } from './draft.ts';
import type { Place } from './lacks.ts';
import { MembersForm, type MembersFormProps } from './members-form.tsx';
import { RulesForm } from './rules-form.tsx';
import type { Step } from './steps.ts';
import { TriggerForm } from './trigger-form.tsx';
import { WhatForm } from './what-form.tsx';

export interface StepFormProps {
  draft: Draft;
  /** What is wrong, in words, where it is told. */
  wrong: Partial<Record<Place, string>>;
  onChange: (change: Partial<Draft>) => void;
}

/** One step of setting a bridge up; the same when it is changed later. */
export function BridgeForm({ step, ...props }: MembersFormProps & { step: Step }) {
  if (step === 'members') return <MembersForm {...props} />;
  if (step === 'fields') return <WhatForm {...props} />;
  if (step === 'rules') return <RulesForm {...props} />;
  return <TriggerForm {...props} />;
}
