// Printable ASCII without blanks around it, as most metadata is: nothing to do.
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

/** Text as it is compared: composed Unicode (NFC), `\n` line ends, no blanks around it. Empty text is ''. */
export const normalText = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(/\r\n?/g, '\n').normalize('NFC').trim();

/** Orders text by code units: the same on every machine, whatever its locale. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
