import { useSettled } from '../lib/use-settled.ts';
import { TextField, type TextFieldProps } from './text-field.tsx';

export interface CheckedFieldProps extends Omit<TextFieldProps, 'error'> {
  /** What is wrong with the value as it is now. */
  mistake: string | undefined;
}

/** A text that is checked while it is typed: a mistake is told once the keys rest, and forgotten with the next one. */
export function CheckedField({ mistake, ...rest }: CheckedFieldProps) {
  const settled = useSettled(mistake);
  return <TextField {...rest} error={settled === mistake ? mistake : undefined} />;
}
