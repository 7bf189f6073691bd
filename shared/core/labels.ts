/** Canonical colours in the order of digiKam's numbers 1 to 9 (fields.md §3). */
export const colours = [
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'gray',
  'black',
  'white',
] as const;
export type Colour = (typeof colours)[number];

/** One program's or language's words for the colours; not every colour has one. */
export type Vocabulary = { readonly [C in Colour]?: string };

/** Words of Lightroom in its languages, then Bridge's set. English comes first: it is what is written by default. */
export const vocabularies: readonly Vocabulary[] = [
  {
    red: 'Red',
    orange: 'Orange',
    yellow: 'Yellow',
    green: 'Green',
    blue: 'Blue',
    purple: 'Purple',
    gray: 'Gray',
    black: 'Black',
    white: 'White',
  },
  {
    red: 'Rot',
    orange: 'Orange',
    yellow: 'Gelb',
    green: 'Grün',
    blue: 'Blau',
    purple: 'Lila',
    gray: 'Grau',
    black: 'Schwarz',
    white: 'Weiß',
  },
  {
    red: 'Rouge',
    orange: 'Orange',
    yellow: 'Jaune',
    green: 'Vert',
    blue: 'Bleu',
    purple: 'Violet',
    gray: 'Gris',
    black: 'Noir',
    white: 'Blanc',
  },
  {
    red: 'Rojo',
    orange: 'Naranja',
    yellow: 'Amarillo',
    green: 'Verde',
    blue: 'Azul',
    purple: 'Púrpura',
    gray: 'Gris',
    black: 'Negro',
    white: 'Blanco',
  },
  {
    red: 'Rosso',
    orange: 'Arancione',
    yellow: 'Giallo',
    green: 'Verde',
    blue: 'Blu',
    purple: 'Viola',
    gray: 'Grigio',
    black: 'Nero',
    white: 'Bianco',
  },
  {
    red: 'レッド',
    orange: 'オレンジ',
    yellow: 'イエロー',
    green: 'グリーン',
    blue: 'ブルー',
    purple: 'パープル',
    gray: 'グレー',
    black: 'ブラック',
    white: 'ホワイト',
  },
  { red: 'Select', yellow: 'Second', green: 'Approved', blue: 'Review', purple: 'To Do' },
];

/** Other words for a colour, read only. */
const alsoCalled: { readonly [word: string]: Colour } = {
  magenta: 'purple',
  violett: 'purple',
  purpur: 'purple',
  grey: 'gray',
  weiss: 'white',
  gruen: 'green',
  violeta: 'purple',
  morado: 'purple',
  pourpre: 'purple',
  porpora: 'purple',
  赤: 'red',
  黄: 'yellow',
  黄色: 'yellow',
  緑: 'green',
  青: 'blue',
  紫: 'purple',
};

const key = (word: string): string => word.normalize('NFC').trim().toLowerCase();

const entries = (vocabulary: Vocabulary): [string, Colour][] =>
  colours.flatMap((colour) => {
    const word = vocabulary[colour];
    return word === undefined ? [] : [[key(word), colour] as [string, Colour]];
  });

const wordsOf = (some: readonly Vocabulary[]): Map<string, Colour> =>
  new Map([...some].reverse().flatMap(entries));

const known: ReadonlyMap<string, Colour> = new Map([
  ...Object.entries(alsoCalled).map(([word, colour]) => [key(word), colour] as const),
  ...wordsOf(vocabularies),
]);

/** The colour that a label's word names, whatever its language; undefined for a word nobody knows. */
export const colourOfWord = (word: string, custom?: Vocabulary): Colour | undefined =>
  (custom && wordsOf([custom]).get(key(word))) ?? known.get(key(word));

const says = (vocabulary: Vocabulary, word: string): boolean =>
  Object.values(vocabulary).some((own) => key(own) === key(word));

/**
 * The word to write for a colour: in the vocabulary that the file already uses (`present`, its label now), else
 * in `custom`, else in English, which every program reads.
 */
export const wordForColour = (colour: Colour, present?: string, custom?: Vocabulary): string => {
  const order = [...(custom ? [custom] : []), ...vocabularies];
  const used = present === undefined ? undefined : order.find((vocabulary) => says(vocabulary, present));
  const lower =
    present !== undefined && present === present.toLowerCase() && present !== present.toUpperCase();
  const word = used?.[colour] ?? custom?.[colour] ?? vocabularies[0]![colour]!;
  return used?.[colour] !== undefined && lower ? word.toLowerCase() : word;
};

export const isColour = (value: unknown): value is Colour => colours.some((colour) => colour === value);
