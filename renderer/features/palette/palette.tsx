/** The palette. */
export const Palette = () => null;
