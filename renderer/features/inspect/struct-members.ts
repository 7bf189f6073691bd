import { contactMembers, locationMembers } from '../../../shared/core/interpret/structs.ts';
import type { FieldName } from '../../../shared/core/registry.ts';
import type { MaybeValue, Value } from '../../../shared/core/value.ts';

export type Struct = { readonly [member: string]: Value };

/** The members of a struct that a person fills in, in the order of the form. */
const members: { readonly [F in FieldName]?: readonly string[] } = {
  contact: Object.values(contactMembers),
  locationCreated: Object.values(locationMembers),
  locationShown: Object.values(locationMembers),
};

const labels: Readonly<Record<string, string>> = {
  address: 'Address',
  city: 'City',
  region: 'State or province',
  postcode: 'Postcode',
  country: 'Country',
  phone: 'Phone',
  email: 'E-mail',
  web: 'Web page',
  name: 'Name of the place',
  sublocation: 'Sublocation',
  state: 'State or province',
  countryCode: 'Country code',
  worldRegion: 'World region',
};

/** What one of them is called: a button says "Add a place". */
export const nouns: { readonly [F in FieldName]?: string } = {
  contact: 'contact',
  locationCreated: 'place',
  locationShown: 'place',
};

export interface Member {
  readonly name: string;
  readonly label: string;
  readonly text: string;
}

const isText = (value: Value | undefined): boolean => value === undefined || typeof value !== 'object';

/** The members of a struct as a form shows them. */
export const formOf = (field: FieldName, struct: Struct): Member[] =>
  (members[field] ?? [])
    .filter((name) => isText(struct[name]))
    .map((name) => ({ name, label: labels[name] ?? name, text: String(struct[name] ?? '') }));

/** What else the struct holds, which other programs put there: it is kept as it is. */
export const othersIn = (field: FieldName, struct: Struct): string[] => {
  const shown = new Set(formOf(field, struct).map(({ name }) => name));
  return Object.keys(struct).filter((name) => !shown.has(name));
};

/** The struct with a member set, or without it where the text is empty. */
export function withMember(struct: Struct, name: string, text: string): Struct {
  const { [name]: _old, ...others } = struct;
  return text === '' ? others : { ...others, [name]: text };
}

/** Structs as they are written: texts trimmed, what is empty left out. */
export function structValue(list: boolean, structs: readonly Struct[]): MaybeValue {
  const filled = structs
    .map((struct) =>
      Object.fromEntries(
        Object.entries(struct)
          .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
          .filter(([, value]) => value !== ''),
      ),
    )
    .filter((struct) => Object.keys(struct).length > 0);
  if (filled.length === 0) return null;
  return list ? filled : filled[0]!;
}
