import { fitsName, formatOfType } from '../../core/formats.ts';
import type { Problem } from '../../core/problem.ts';
import { ExifToolStopped } from './exiftool.ts';
import { messagesOf, type PrintedTags, textOf } from './printed-tags.ts';

/** ExifTool stops a list after 1,000 items and says so (reliability.md §0.8). */
export const isCut = (tags: PrintedTags): boolean =>
  messagesOf(tags, 'Warning').some((warning) => warning.includes('Extracted only'));

/**
 * Warnings after which tags that exist may be missing from what was printed. Others (maker notes, previews, wrong
 * namespaces that ExifTool mends) leave the fields whole.
 */
const incomplete =
  /^(?!\[minor\])(XMP format error|JPEG format error|Error reading|Bad (IFD0|ExifIFD|GPS|IPTC) directory|Truncated|Improperly enclosed XMP|Invalid EXIF|Error: )/i;

function refusal(tags: PrintedTags): Problem | undefined {
  const error = messagesOf(tags, 'Error')[0];
  if (error !== undefined) {
    const unknown = /unknown file type|not recognized/i.test(error);
    return {
      code: unknown ? 'misnamed' : /empty/i.test(error) ? 'empty' : 'corrupt',
      message: unknown
        ? 'What is in the file is no picture that its name promises. It is left alone.'
        : 'The file cannot be read. It is left alone; check it in another program.',
      detail: error,
    };
  }
  const warning = messagesOf(tags, 'Warning').find((text) => incomplete.test(text));
  if (warning === undefined) return undefined;
  const message = `The metadata in it is damaged (${warning}), so what it holds is not known for certain. It is left alone; mend it in another program.`;
  return { code: 'corrupt', message, detail: warning };
}

const cut: Problem = {
  code: 'truncatedList',
  message: 'A list in the file is longer than can be read whole. Nothing is concluded from it.',
};

/** Why these tags of a media file cannot be trusted, or undefined. */
export function judgeMedia(tags: PrintedTags | undefined, extension: string): Problem | undefined {
  if (tags === undefined) return { code: 'unreadable', message: 'The file could not be read.' };
  const problem = refusal(tags);
  if (problem !== undefined) return problem;
  const type = textOf(tags, 'File:FileType') ?? '';
  const found = formatOfType(type);
  if (found === undefined || !fitsName(found, extension)) {
    const message = `The name ends in .${extension}, but the file is ${type === '' ? 'of no known kind' : type}. Rename it.`;
    return { code: 'misnamed', message };
  }
  return isCut(tags) ? cut : undefined;
}

/** As `judgeMedia`, for a sidecar. */
export function judgeSidecar(tags: PrintedTags | undefined, name: string): Problem | undefined {
  const about = (problem: Problem): Problem => ({
    ...problem,
    message: `Sidecar ${name}: ${problem.message}`,
  });
  if (tags === undefined) return about({ code: 'unreadable', message: 'The file could not be read.' });
  const problem = refusal(tags) ?? (isCut(tags) ? cut : undefined);
  if (problem !== undefined) return about(problem);
  if (textOf(tags, 'File:FileType') === 'XMP') return undefined;
  return about({ code: 'corrupt', message: 'It holds no XMP. It is left alone; check or remove it.' });
}

/** A command that was stopped, as a Problem of the file it was stopped for. */
export function stoppedProblem(error: unknown): Problem {
  const detail = error instanceof Error ? error.message : String(error);
  const why = error instanceof ExifToolStopped ? error.why : 'died';
  if (why === 'timeout') {
    return {
      code: 'timeout',
      message: 'Reading the file took too long, so it was stopped. It is left alone.',
      detail,
    };
  }
  if (why === 'output' || why === 'twice') {
    return {
      code: 'tooLarge',
      message: 'The file holds more metadata than can be handled. It is left alone.',
      detail,
    };
  }
  return {
    code: 'readerFailed',
    message: 'ExifTool ended while it read the file. It is left alone.',
    detail,
  };
}
