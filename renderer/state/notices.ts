import { create } from 'zustand';

/** A message that is not about one place on screen. Success is quiet: most things say nothing. */
export interface NoticeEntry {
  id: number;
  kind: 'info' | 'attention' | 'failure';
  text: string;
  action?: { label: string; run: () => void };
}

export const useNotices = create<{ notices: NoticeEntry[] }>(() => ({ notices: [] }));
let next = 1;

export function notify(notice: Omit<NoticeEntry, 'id'>): void {
  const id = next++;
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter((other) => other.text !== notice.text), { ...notice, id }].slice(-3),
  }));
  if (notice.kind === 'info') setTimeout(() => dismiss(id), 6000);
}

export const dismiss = (id: number): void =>
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));

/** An error of the engine in words, with its hint of what to do next. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const hint = (error as { data?: { hint?: unknown } }).data?.hint;
  return typeof hint === 'string' ? `${error.message} ${hint}` : error.message;
}

/** Shows an error that no place on screen waits for. One that came from cancelling is no error. */
export function notifyError(error: unknown): void {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (code === 'CANCELLED' || name === 'AbortError') return;
  notify({ kind: 'failure', text: errorText(error) });
}
