import { create } from 'zustand';
import { defaultPushFields, type FieldName } from '../../shared/core/registry.ts';

/** What a push asks for; kept while the window is open, so that leaving the screen loses nothing. */
export interface PushForm {
  from: string;
  to: string;
  fields: readonly FieldName[];
  mode: 'merge' | 'replace';
  where: string;
}

export const usePushForm = create<PushForm>(() => ({
  from: '',
  to: '',
  fields: defaultPushFields,
  mode: 'merge',
  where: '',
}));
