import { create } from 'zustand';

/** How the Photos screen shows the current photo. */
export const useView = create<{
  large: boolean;
  keywordEntry: number;
  columns: number;
  page: number;
  over: 'sidebar' | 'inspector' | null;
}>(() => ({
  large: false,
  /** Moves when the keyword field should take the focus. */
  keywordEntry: 0,
  columns: 1,
  /** Photos in one screenful. */
  page: 1,
  /** Panel that lies over the screen in a narrow window. */
  over: null,
}));
