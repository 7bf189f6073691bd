/** Facts of a file that are not fields. */
export interface MediaFacts {
  format: string;
  mime: string;
  width?: number;
  height?: number;
  orientation?: number;
  size: number;
  mtime: number;
  imageHash?: { algorithm: string; value: string };
}
