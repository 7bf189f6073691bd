/** Clocks are put back: what was told by the one before is found by its time. */
export const clocks = 'CREATE INDEX appeared_at ON appeared (at);';
