import { z } from 'zod';

/** Preferences kept in the index, shared by every host. Unknown keys are refused. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Mass-change brake: share of the target's photos, and photos, whichever is larger. */
  brakeShare: z.number().min(0).max(1).default(0.1),
  brakePhotos: z.number().int().min(0).default(50),
  /** As `brakePhotos`, for changes of any kind that a bridge would make by itself within an hour. */
  brakeChanges: z.number().int().min(0).default(1000),
  /** Bytes before a write are kept this long, and up to this many bytes a library. */
  undoDays: z.number().int().min(0).default(90),
  undoBytes: z
    .number()
    .int()
    .min(0)
    .default(20 * 2 ** 30),
  thumbnailPixels: z.number().int().min(64).max(1024).default(320),
});
export type Settings = z.infer<typeof settingsSchema>;
