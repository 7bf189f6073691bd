import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { RawValue } from '../../../core/raw-tags.ts';
import { type Dataset, datasetsOf, imageResources } from './image-resources.ts';
import { need } from './unproven.ts';

/** IIM 4.2, 1:90: what says that the block's texts are UTF-8. */
const utf8 = Buffer.from('\u001b%G', 'latin1');

function textOf(value: Buffer, saysUtf8: boolean): string {
  if (isAscii(value)) return value.toString('latin1');
  need(saysUtf8 && isUtf8(value), 'a text of an unsaid character set');
  return value.toString('utf8');
}

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

/** The digest of IPTC blocks, in hex: as stored, and as the block is. */
export interface Digests {
  readonly stored: string | undefined;
  readonly current: string | undefined;
}

export interface PlannedIptc {
  /** `2:25` → the texts it must have; undefined: none. */
  readonly datasets: ReadonlyMap<string, RawValue | undefined>;
  /** Whether the digest is to be that of the new block. */
  readonly digest: boolean;
}

const textsOf = (value: RawValue | undefined): string[] =>
  value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String);

function proveDatasets(
  old: readonly Dataset[],
  now: readonly Dataset[],
  planned: PlannedIptc['datasets'],
): void {
  const others = (all: readonly Dataset[]) => all.filter(({ key }) => !planned.has(key));
  const [was, is] = [others(old), others(now)];
  const same =
    was.length === is.length &&
    was.every(({ key, value }, at) => key === is[at]!.key && value.equals(is[at]!.value));
  need(same, 'another dataset differs');
  const saysUtf8 = now.some(({ key, value }) => key === '1:90' && value.equals(utf8));
  for (const [key, value] of planned) {
    const found = now.filter((one) => one.key === key).map((one) => textOf(one.value, saysUtf8));
    need(JSON.stringify(found) === JSON.stringify(textsOf(value)), `${key} is not as meant`);
  }
}

const nothing = Buffer.alloc(0);

/**
 * Proves that a Photoshop segment holds the planned IPTC datasets and otherwise what it held. Returns the digests
 * after. Throws `Unproven`.
 */
export function proveIptc(
  before: Buffer | undefined,
  after: Buffer | undefined,
  planned: PlannedIptc,
): Digests {
  const [old, now] = [imageResources(before ?? nothing), imageResources(after ?? nothing)];
  need(
    old.others.length === now.others.length && old.others.every((one, at) => one.equals(now.others[at]!)),
    'another image resource differs',
  );
  proveDatasets(datasetsOf(old.iptc ?? nothing), datasetsOf(now.iptc ?? nothing), planned.datasets);
  const current = now.iptc === undefined ? undefined : md5(now.iptc);
  const stored = now.digest?.toString('hex');
  need(
    planned.digest ? stored === current : stored === old.digest?.toString('hex'),
    'the digest is not as meant',
  );
  return { stored, current };
}
