const page = (title: string, body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body><h1>${title}</h1><p>${body}</p></body></html>`;

/** Shown for an instant after signing in; goes on to the window by itself. */
export const waitPage = page(
  'Tagbridge',
  '<a href="/">Open Tagbridge</a>',
  '<meta http-equiv="refresh" content="0;url=/">',
);

const texts = {
  wrong: [
    'This address has expired',
    'Tagbridge makes a new address each time it starts. Use the one it printed last, or start it again.',
  ],
  tooMany: [
    'Please wait a minute',
    'Too many wrong addresses were tried. Nothing was harmed; try again in a minute.',
  ],
  signIn: [
    'Please use the full address',
    'Open the address that Tagbridge printed when it started, with its token.',
  ],
  notBuilt: [
    'The window is not built',
    'Run "npm run build" in the folder of Tagbridge, then start it again.',
  ],
} as const;

/** A plain page that says what happened and what to do. */
export const pageOf = (kind: keyof typeof texts): string => page(texts[kind][0], texts[kind][1]);
