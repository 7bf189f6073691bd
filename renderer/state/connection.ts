import { create } from 'zustand';

/** `lost`: the engine stopped answering; the window keeps trying. */
export const useConnection = create<{ state: 'connecting' | 'open' | 'lost' }>(() => ({
  state: 'connecting',
}));
