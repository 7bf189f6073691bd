import { describe, expect, test } from 'vitest';
import type { Printed } from '../../../shared/engine/metadata/exiftool.ts';
import { Refused } from '../../../shared/engine/metadata/replace.ts';
import { type Runner, stage } from '../../../shared/engine/metadata/stage.ts';

const answering = (printed: Partial<Printed>): Runner => ({
  run: () => Promise.resolve({ out: '', errors: [], warnings: [], ...printed }),
});

const problemOf = async (printed: Partial<Printed>) => {
  const writes = [{ tag: 'XMP-dc:Title-x-default', values: ['t'] }];
  try {
    await stage(answering(printed), { from: '/a.x3f', temp: '/b.x3f', writes, fileType: 'X3F' });
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.problem;
    throw error;
  }
};

const sidecars = 'It was left alone; let the library write sidecars.';

describe('what ExifTool says when it made nothing, in words', () => {
  test.each<[string, Partial<Printed>, string | undefined]>([
    ['a new file', { out: '    1 image files created' }, undefined],
    ['nothing to change', { out: '    1 image files copied' }, undefined],
    [
      'a copy without the change, and why',
      {
        out: '    1 image files copied',
        warnings: ["Warning: Can't yet write SD9 or SD10 X3F images - /a.x3f"],
      },
      `ExifTool cannot write into the file (Can't yet write SD9 or SD10 X3F images). ${sidecars}`,
    ],
    [
      'an error',
      { errors: ['Error: Writing this type of RAW file is not supported - /a.x3f'] },
      `ExifTool cannot write into the file (Writing this type of RAW file is not supported). ${sidecars}`,
    ],
    [
      'XMP that it could not write, beside EXIF that it could',
      {
        out: '    1 image files created',
        warnings: [
          'Warning: [minor] Bad PreviewIFD directory - /a.x3f',
          'Warning: Duplicate XMP property: exif:YCbCrPositioning - /a.x3f',
        ],
      },
      `The file has faults that a write could make worse (Duplicate XMP property: exif:YCbCrPositioning). ${sidecars}`,
    ],
    [
      'a warning about what it did not touch',
      {
        out: '    1 image files created',
        warnings: ['Warning: [minor] Bad PreviewIFD directory - /a.x3f'],
      },
      undefined,
    ],
    [
      'a fault that it could overrule',
      { errors: ['Error: [minor] Undersized IFD0 StripByteCounts (18 bytes) - /a.x3f'] },
      `The file has faults that a write could make worse (Undersized IFD0 StripByteCounts (18 bytes)). ${sidecars}`,
    ],
    ['nothing at all', { out: '' }, `ExifTool cannot write into the file. ${sidecars}`],
  ])('%s', async (_, printed, message) => {
    expect((await problemOf(printed))?.message).toBe(message);
  });
});
