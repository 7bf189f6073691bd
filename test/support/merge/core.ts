import { sameValue } from '../../../shared/core/equal.ts';
import type { FieldDef } from '../../../shared/core/field.ts';
import { asMeant } from '../../../shared/core/meant.ts';
import { pushField } from '../../../shared/core/push.ts';
import { reconcileField } from '../../../shared/core/reconcile.ts';
import { resolveField } from '../../../shared/core/resolve.ts';
import { applyRules } from '../../../shared/core/rules.ts';

/** The merge, as tables and histories see it: a parameter, so that wrong merges can be put in its place. */
export interface MergeCore {
  readonly reconcileField: typeof reconcileField;
  readonly resolveField: typeof resolveField;
  readonly pushField: typeof pushField;
  readonly applyRules: typeof applyRules;
  readonly asMeant: typeof asMeant;
  readonly sameValue: typeof sameValue;
}

export const core: MergeCore = { reconcileField, resolveField, pushField, applyRules, asMeant, sameValue };

const def = (name: string, kind: FieldDef['kind'], merge: FieldDef['merge']): FieldDef => ({
  name,
  kind,
  merge,
  label: name,
  help: '',
  group: 'describe',
  editor: 'none',
  read: [],
  write: [],
  clear: [],
});

/** One field of each merge kind, apart from the registry so that the proof does not move with its rows. */
export const F = {
  text: def('headline', 'text', 'scalar'),
  rating: def('rating', 'integer', 'scalar'),
  people: def('people', 'set', 'set'),
  keywords: def('keywords', 'keywords', 'keywords'),
  creators: def('creators', 'list', 'list'),
  title: def('title', 'langAlt', 'langAlt'),
  time: def('captureTime', 'time', 'unit'),
  gps: def('gps', 'gps', 'unit'),
  contact: def('contact', 'struct', 'unit'),
  regions: def('regions', 'structList', 'structList'),
  locations: def('locationShown', 'structList', 'structList'),
};
