import { Slider } from '@base-ui/react/slider';
import { setPrefs, usePrefs } from '../../state/prefs.ts';

/** How large thumbnails are. */
export function SizeSlider({ className }: { className?: string }) {
  const thumbnail = usePrefs((now) => now.thumbnail);
  return (
    <Slider.Root
      value={thumbnail}
      min={64}
      max={400}
      step={4}
      onValueChange={(value) => setPrefs({ thumbnail: value })}
      className={className}
    >
      <Slider.Control className="flex h-7 items-center">
        <Slider.Track className="h-1 w-full rounded-full bg-line">
          <Slider.Indicator className="rounded-full bg-line-strong" />
          <Slider.Thumb
            aria-label="Thumbnail size"
            className="size-3 rounded-full border border-line-strong bg-panel has-focus-visible:outline-2 has-focus-visible:outline-focus"
          />
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
  );
}
