import { useState } from 'react';
import type { BridgeView } from '../../../shared/api/views.ts';
import { engine } from '../../state/engine.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { touch } from '../../state/topics.ts';
import { type Draft, draftOf, emptyDraft, inputOf } from './draft.ts';
import { type Lack, lacksOf, type Place, placeAbout, stepOf, toldAtOnce } from './lacks.ts';
import { type Step, stepBeside, steps } from './steps.ts';

const words = ({ message, hint }: Failure): string => [message, hint].filter(Boolean).join(' ');

/** What the form tells: mistakes at once, what is missing where one tried to go on, what the engine refused. */
function toldOf(lacks: readonly Lack[], tried: readonly Step[], failure: Failure | undefined) {
  const told: Partial<Record<Place, string>> = {};
  for (const { place, message } of lacks)
    if (toldAtOnce.includes(place) || tried.includes(stepOf[place])) told[place] = message;
  const place = placeAbout(failure?.about);
  if (failure && place) told[place] = words(failure);
  return told;
}

const save = (bridge: BridgeView | undefined, draft: Draft): Promise<BridgeView> => {
  const { bridges } = engine();
  return bridge ? bridges.set({ bridge: bridge.name, ...inputOf(draft) }) : bridges.add(inputOf(draft));
};

/** A bridge as it is typed, step by step, until the engine takes it. */
export function useBridgeForm(
  bridge: BridgeView | undefined,
  onSaved: (bridge: BridgeView, isNew: boolean) => void,
) {
  const [start] = useState<Draft>(() => (bridge ? draftOf(bridge) : emptyDraft));
  const [draft, setDraft] = useState(start);
  const [step, setStep] = useState<Step>('members');
  const [tried, setTried] = useState<readonly Step[]>([]);
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  // A new object each time, so that the focus is led to the same place again.
  const [aim, setAim] = useState<{ readonly place?: Place }>();
  const lacks = lacksOf(draft);
  const last = bridge !== undefined || step === steps.at(-1);

  const show = (next: Step, place?: Place) => {
    setStep(next);
    setAim(place ? { place } : {});
  };
  const refuse = (refused: Failure) => {
    const place = placeAbout(refused.about);
    setFailure(refused);
    if (place) show(stepOf[place], place);
  };
  const finish = async () => {
    setBusy(true);
    try {
      const saved = await save(bridge, draft);
      touch('bridges');
      onSaved(saved, !bridge);
    } catch (error) {
      refuse(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    draft,
    step,
    last,
    busy,
    aim,
    told: toldOf(lacks, tried, failure),
    /** What the engine refused without being about one place. */
    failure: failure && !placeAbout(failure.about) ? words(failure) : undefined,
    dirty: JSON.stringify(draft) !== JSON.stringify(start),
    setStep,
    change: (change: Partial<Draft>) => {
      setFailure(undefined);
      setDraft((now) => ({ ...now, ...change }));
    },
    back: () => show(stepBeside(step, -1)),
    /** To the next step, or to the end of it; where something is missing, to that. */
    goOn: () => {
      if (busy) return;
      const here = last ? lacks : lacks.filter(({ place }) => stepOf[place] === step);
      const [first] = here;
      setTried([...tried, ...here.map(({ place }) => stepOf[place])]);
      if (first) show(stepOf[first.place], first.place);
      else if (last) void finish();
      else show(stepBeside(step, 1));
    },
  };
}
