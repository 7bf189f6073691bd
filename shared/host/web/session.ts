import { createHash, timingSafeEqual } from 'node:crypto';
import { newToken } from '../endpoint.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** Compares in constant time, whatever the lengths. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** Wrong secrets that are answered as such in a minute; beyond, all are told to wait. */
const wrongPerMinute = 20;
const codeLives = 120_000;

export type SignIn = 'ok' | 'wrong' | 'tooMany';

/** The secrets of one run of the web host. */
export interface Sessions {
  /** For programs, and for the printed address. */
  readonly token: string;
  /** What the cookie holds; never in an address. */
  readonly cookie: { readonly name: string; readonly value: string };
  /** A code that signs one browser in within two minutes: safe to hand to another program's arguments. */
  newCode(): string;
  signIn(secret: string): SignIn;
  isSession(cookieHeader: string | undefined): boolean;
  isToken(authorization: string | undefined): boolean;
  /** True when too many wrong secrets came lately. */
  isFlooded(): boolean;
}

/** Cookies know no ports, so the name carries it: two hosts on one machine keep apart. */
const cookieName = (port: number): string => `tagbridge_${port}`;

function cookieOf(header: string | undefined, name: string): string {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return '';
}

export function createSessions(port: number, clock: () => number = Date.now): Sessions {
  const token = newToken();
  const cookie = { name: cookieName(port), value: newToken() };
  const codes = new Map<string, number>();
  let wrong: number[] = [];

  const isFlooded = () => {
    wrong = wrong.filter((at) => clock() - at < 60_000);
    return wrong.length >= wrongPerMinute;
  };
  const isWrong = (): SignIn => {
    if (isFlooded()) return 'tooMany';
    wrong.push(clock());
    return 'wrong';
  };
  const takeCode = (secret: string): boolean => {
    for (const [code, until] of codes) {
      if (clock() > until) codes.delete(code);
      else if (sameSecret(code, secret)) return codes.delete(code);
    }
    return false;
  };
  return {
    token,
    cookie,
    newCode() {
      const code = newToken();
      codes.set(code, clock() + codeLives);
      return code;
    },
    // The right secret always enters, so that nobody can lock the owner out by guessing.
    signIn: (secret) => (sameSecret(secret, token) || takeCode(secret) ? 'ok' : isWrong()),
    isSession: (header) => sameSecret(cookieOf(header, cookie.name), cookie.value),
    isToken(authorization) {
      const right = sameSecret(authorization ?? '', `Bearer ${token}`);
      if (!right) isWrong();
      return right;
    },
    isFlooded,
  };
}
