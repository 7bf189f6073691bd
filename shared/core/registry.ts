import type { FieldDef } from './field.ts';

/** Every field, one row each. */
export const fields = [
  {
    name: 'rating',
    kind: 'integer',
    merge: 'scalar',
    label: 'Rating',
    help: '',
    group: 'organise',
    editor: 'stars',
    read: [],
    write: [],
    clear: [],
  },
] as const satisfies readonly FieldDef[];

export type FieldName =
  | 'keywords'
  | 'rating'
  | 'label'
  | 'pick'
  | 'title'
  | 'headline'
  | 'description'
  | 'captionWriter'
  | 'creators'
  | 'creatorJobTitle'
  | 'contact'
  | 'copyright'
  | 'copyrightStatus'
  | 'rightsUrl'
  | 'usageTerms'
  | 'credit'
  | 'source'
  | 'instructions'
  | 'jobId'
  | 'captureTime'
  | 'gps'
  | 'sublocation'
  | 'city'
  | 'state'
  | 'country'
  | 'countryCode'
  | 'locationCreated'
  | 'locationShown'
  | 'event'
  | 'people'
  | 'regions'
  | 'scene'
  | 'subjectCodes'
  | 'genre'
  | 'altText'
  | 'extendedDescription'
  | 'digitalSourceType'
  | 'aiSystem'
  | 'aiSystemVersion'
  | 'aiPrompt'
  | 'aiPromptWriter'
  | 'dataMining';

export const fieldNames: readonly [FieldName, ...FieldName[]] = ['rating'];
/** The row of a field. */
export const fieldDef = (_name: FieldName): FieldDef => fields[0];
