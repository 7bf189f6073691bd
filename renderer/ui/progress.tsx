import { Progress as Base } from '@base-ui/react/progress';

/** A bar; `value` 0..1, or null while the total is not known. */
export function Progress({ value, label }: { value: number | null; label: string }) {
  return (
    <Base.Root value={value === null ? null : Math.round(value * 100)} aria-label={label} className="w-full">
      <Base.Track className="h-1 overflow-hidden rounded-full bg-raised">
        <Base.Indicator className="h-full bg-accent data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </Base.Track>
    </Base.Root>
  );
}
