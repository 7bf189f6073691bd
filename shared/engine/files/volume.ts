import { statfs } from 'node:fs/promises';

/** File systems on which change events are missing or incomplete, by Linux's `f_type` (statfs(2)). */
const quiet: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x65735546, 'FUSE'],
  [0x01021997, '9P'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
  [0x6a656a63, 'virtiofs'],
  [0x786f4256, 'a VirtualBox share'],
  [0xbacbacbc, 'a VMware share'],
  [0x7c7c6673, 'a Parallels share'],
  [0x2011bab0, 'exFAT'],
  [0x4d44, 'FAT'],
]);

/**
 * Why a folder must be looked at from time to time instead of waiting for events: network volumes do not report what
 * other machines change, others drop events. Undefined where events can be trusted as hints.
 */
export async function whyQuiet(root: string): Promise<string | undefined> {
  if (/^(\\\\|\/\/)/.test(root)) return 'It is on a network share, which does not report what others change.';
  if (process.platform !== 'linux') return undefined;
  // Signed on some systems.
  const type = (await statfs(root)).type >>> 0;
  const name = quiet.get(type);
  return name && `It is on ${name}, which does not report every change.`;
}
