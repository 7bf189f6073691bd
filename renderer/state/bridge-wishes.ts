import { create } from 'zustand';
import { go } from './navigation.ts';

/** Something a person asked for from elsewhere, which only the Bridges screen can show. */
interface Wish {
  readonly kind: 'sync' | 'new';
  /** Id of the bridge. */
  readonly bridge?: string;
}

/** Taken up, and forgotten, by the Bridges screen. */
export const useBridgeWish = create<{ wish: Wish | undefined }>(() => ({ wish: undefined }));

/** Previews a sync of the bridge, from whatever screen. */
export function askSync(bridge: string): void {
  go('bridges', { bridge });
  useBridgeWish.setState({ wish: { kind: 'sync', bridge } });
}

export function askNewBridge(): void {
  go('bridges');
  useBridgeWish.setState({ wish: { kind: 'new' } });
}

export const wishGranted = (): void => useBridgeWish.setState({ wish: undefined });
