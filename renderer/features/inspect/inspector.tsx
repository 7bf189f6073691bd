/** The inspector. */
export const Inspector = () => null;
