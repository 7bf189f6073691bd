import { type Candidate, candidate, type TagView } from './view.ts';

/** Lowest percentage of each number of stars, as Windows reads them (fields.md §3). */
const PERCENT = [0, 1, 13, 38, 63, 88];
/** Percentage written for each number of stars. */
export const percentOfStars: readonly number[] = [0, 1, 25, 50, 75, 99];

const starsOfPercent = (percent: number | undefined): number | undefined =>
  percent === undefined || percent < 0 || percent > 100
    ? undefined
    : PERCENT.findLastIndex((least) => percent >= least);

/** Half stars count down; −1 is rejected; anything else is no rating. */
const stars = (rating: number | undefined): number | undefined => {
  const whole = rating === undefined ? Number.NaN : Math.floor(rating);
  return whole >= -1 && whole <= 5 ? whole : undefined;
};

/** Each store's rating in stars; 0 where a program says "unrated". */
export const readRating = (view: TagView): Candidate[] => [
  ...candidate(view, 'XMP-xmp:Rating', stars(view.number('XMP-xmp:Rating'))),
  ...candidate(view, 'IFD0:Rating', stars(view.number('IFD0:Rating'))),
  ...candidate(
    view,
    'XMP-microsoft:RatingPercent',
    starsOfPercent(view.number('XMP-microsoft:RatingPercent')),
  ),
  ...candidate(view, 'IFD0:RatingPercent', starsOfPercent(view.number('IFD0:RatingPercent'))),
  ...candidate(view, 'XMP-acdsee:Rating', stars(view.number('XMP-acdsee:Rating'))),
];
