import type { Reason } from './types.ts';

const SENTENCES: Readonly<Record<Reason, string>> = {
  unread: 'No copy can be read now, so nothing is decided.',
  alone: 'Only one copy can be read, and nothing was decided before: there is nothing to compare it with.',
  empty: 'No copy has a value.',
  inStep: 'All copies are in step.',
  takesHub: 'No copy changed; copies that lag behind take the value decided before.',
  moved:
    'It changed since the copies were last in step, and nothing speaks against it: the change goes everywhere.',
  agree: 'The copies agree; this is remembered, nothing is written.',
  filled: 'Copies that never were in step are united: empty ones are filled, nothing is removed.',
  merged:
    'Elements that were added go everywhere; elements that were removed go, unless another copy added them.',
  bothMoved: 'Copies changed it differently since they were last in step: a person or a rule decides.',
  firstDiffers: 'Copies that never were in step hold different values: a person or a rule decides.',
  hubMoved: 'A copy changed it while another value was decided without it: a person or a rule decides.',
  removedAndChanged: 'One copy removed it while another changed it: a person or a rule decides.',
  targetMoved:
    'A receiving copy has a value of its own, and the decided value moved: a person or a rule decides.',
  held: 'An undo brought this back; it is held until a person decides.',
};

/** One plain sentence on why a merge came out as it did; `about` names the text or region concerned. */
export const whySentence = (reason: Reason, about?: string): string =>
  about === undefined ? SENTENCES[reason] : `${SENTENCES[reason].slice(0, -1)} (${about}).`;
