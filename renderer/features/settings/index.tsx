import type { ReactNode } from 'react';
import { count } from '../../lib/words.ts';
import { setPrefs, usePrefs } from '../../state/prefs.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Section } from '../../ui/section.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Doctor } from './doctor.tsx';

const themes = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

const details = [
  { value: '160', label: 'Small (160 pixels)' },
  { value: '320', label: 'Medium (320 pixels)' },
  { value: '640', label: 'Large (640 pixels)' },
];
const gigabyte = 2 ** 30;

/** Preferences, and how the installation is doing. */
export default function Settings() {
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <div className="max-w-2xl">
        <Look />
        <Safety />
        <Doctor />
      </div>
    </div>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span aria-hidden className="min-w-0 flex-1">
        {label}
      </span>
      {children}
    </div>
  );
}

function Look() {
  const settings = useSettings((now) => now.settings);
  const prefs = usePrefs();
  if (!settings) return null;
  const pixels = String(settings.thumbnailPixels);
  const options = details.some(({ value }) => value === pixels)
    ? details
    : [...details, { value: pixels, label: `${pixels} pixels` }];
  return (
    <Section title="Window">
      <div className="flex flex-col gap-4">
        <Line label="Theme">
          <SegmentedControl
            label="Theme"
            value={settings.theme}
            options={themes}
            onChange={(theme) => void changeSettings({ theme })}
          />
        </Line>
        <Line label="Detail of thumbnails">
          <Select
            label="Detail of thumbnails"
            className="w-52"
            value={pixels}
            options={options}
            onChange={(value) => void changeSettings({ thumbnailPixels: Number(value) })}
          />
        </Line>
        <Switch
          checked={prefs.showNames}
          onChange={(showNames) => setPrefs({ showNames })}
          label="Show file names under the pictures"
        />
        <div>
          <Switch
            checked={prefs.autoApply}
            onChange={(autoApply) => setPrefs({ autoApply })}
            label="Write edits at once"
          />
          <p className="mt-1 text-sm text-muted">
            Otherwise edits wait until you apply them. Either way each can be undone.
          </p>
        </div>
      </div>
    </Section>
  );
}

function Safety() {
  const settings = useSettings((now) => now.settings);
  if (!settings) return null;
  const size = Math.round(settings.undoBytes / gigabyte);
  const share = Math.round(settings.brakeShare * 100);
  return (
    <>
      <Section title="Brake on many changes">
        <div className="flex flex-col gap-3">
          <p className="text-muted">
            A sync or push that would remove or overwrite values in more than {share} % of a library’s photos,
            and in more than {count(settings.brakePhotos, 'photo')}, waits for your yes. It catches a preset
            that changed everything by mistake. A bridge that works by itself also stops before it changes
            more than {share} % and {count(settings.brakeChanges, 'photo')} within an hour in any way.
          </p>
          <NumberField
            label="Share of the library"
            unit="%"
            value={share}
            max={100}
            onChange={(next) => void changeSettings({ brakeShare: next / 100 })}
          />
          <NumberField
            label="At least"
            unit="photos"
            value={settings.brakePhotos}
            step={10}
            onChange={(brakePhotos) => void changeSettings({ brakePhotos })}
          />
          <NumberField
            label="By itself, at least"
            unit="photos"
            value={settings.brakeChanges}
            step={100}
            onChange={(brakeChanges) => void changeSettings({ brakeChanges })}
          />
        </div>
      </Section>
      <Section title="Undo">
        <div className="flex flex-col gap-3">
          <p className="text-muted">
            Before a file is written, what it held is kept, so that every run can be undone exactly: for{' '}
            {count(settings.undoDays, 'day')}, in up to {size} GB a library. The values themselves stay in
            History for good.
          </p>
          <NumberField
            label="Keep for"
            unit="days"
            value={settings.undoDays}
            onChange={(undoDays) => void changeSettings({ undoDays })}
          />
          <NumberField
            label="Up to, a library"
            unit="GB"
            value={size}
            onChange={(next) => void changeSettings({ undoBytes: next * gigabyte })}
          />
        </div>
      </Section>
    </>
  );
}
