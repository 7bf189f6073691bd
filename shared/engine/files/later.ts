/** Folders that are to be looked at again, each at its time. */
export interface Later {
  /** By folder, in how many ms. A folder that waits already waits for the time given last. */
  add(folders: ReadonlyMap<string, number>): void;
  stop(): void;
}

/** Gives folders when their time has come. However many are added meanwhile, none is put off or forgotten. */
export function createLater(give: (folders: readonly string[]) => void): Later {
  const due = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  function arm(): void {
    clearTimeout(timer);
    if (due.size === 0) return;
    const first = Math.min(...due.values());
    timer = setTimeout(done, Math.max(0, first - performance.now()));
  }

  function done(): void {
    const now = performance.now();
    const folders = [...due].filter(([, at]) => at <= now).map(([folder]) => folder);
    for (const folder of folders) due.delete(folder);
    arm();
    if (folders.length > 0) give(folders);
  }

  return {
    add(folders) {
      const now = performance.now();
      for (const [folder, ms] of folders) due.set(folder, now + ms);
      arm();
    },
    stop() {
      clearTimeout(timer);
      due.clear();
    },
  };
}
