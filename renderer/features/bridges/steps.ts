/** The steps in which a bridge is set up; the same are its pages when it is changed. */
export const steps = ['members', 'fields', 'rules', 'trigger'] as const;
export type Step = (typeof steps)[number];

export const stepNames: Record<Step, string> = {
  members: 'Libraries',
  fields: 'What',
  rules: 'Rules',
  trigger: 'When',
};

/** The step before (-1) or after (1) one; the same where there is none. */
export const stepBeside = (step: Step, by: -1 | 1): Step => steps[steps.indexOf(step) + by] ?? step;
