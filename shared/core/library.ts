/** Where a library's metadata is written. See design.md "Libraries with different needs". */
export type WritePolicy = 'auto' | 'embedded' | 'sidecar' | 'none';
/** `adobe`: `IMG.xmp` for RAW, `IMG.EXT.xmp` for the rest. `darktable`: `IMG.EXT.xmp` always. */
export type SidecarNaming = 'adobe' | 'darktable';
/** How IPTC texts are encoded where the file does not say: Windows-1252, or MacRoman as old programs on Macs wrote. */
export type IptcText = 'latin' | 'macRoman';
/** `online`: usable. `offline`: not there, or not the folder we know; nothing is inferred from it. */
export type LibraryState = 'online' | 'offline' | 'scanning';

/** What a member of a bridge does: `source` is never written, a `target`'s own changes do not travel. */
export type Role = 'both' | 'source' | 'target';
