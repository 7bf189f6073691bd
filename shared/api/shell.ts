/** What the host around the window can do natively; the web host answers `undefined` where it cannot. */
export interface Shell {
  readonly host: 'electron' | 'web';
  /** Native folder chooser; undefined when the window must offer its own. */
  pickFolder?(title: string): Promise<string | null>;
  revealFile?(file: number): Promise<void>;
  /**
   * URL of a thumbnail or of the large view; `size` in pixels of the longer edge. With a `version` (`PhotoRow`) the
   * answer may be kept for good.
   */
  imageUrl(file: number, size: number, version?: string): string;
}
