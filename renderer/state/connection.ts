import { create } from 'zustand';

/**
 * `lost`: the engine stopped answering; the window keeps trying. `signedOut`: one answers that was started anew and does
 * not know this window; only its own address lets the window in.
 */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'signedOut';

export const useConnection = create<{ state: ConnectionState }>(() => ({ state: 'connecting' }));
