import { Ban, Star } from 'lucide-react';
import { cx } from '../lib/classes.ts';

/** A five-pointed star in a box of 10 × 10, moved right by ten for each of the next. One path, as cells are many. */
const star = (at: number) =>
  `M${at * 10 + 5} .6l1.3 2.8 3 .4-2.2 2.1.55 3L${at * 10 + 5} 7.5l-2.65 1.4.55-3L${at * 10 + 0.7} 3.8l3-.4z`;
const paths = [1, 2, 3, 4, 5].map((stars) => Array.from({ length: stars }, (_, at) => star(at)).join(''));

/** Rating as filled stars; −1 is "rejected". Quiet when empty. */
export function Stars({ rating, size = 12 }: { rating: number | undefined | null; size?: number }) {
  const stars = Math.min(5, rating ?? 0);
  if (stars === 0) return null;
  if (stars < 0) return <Ban size={size} role="img" aria-label="rejected" className="shrink-0 text-star" />;
  return (
    <svg
      role="img"
      aria-label={`${stars} of 5 stars`}
      width={stars * size}
      height={size}
      viewBox={`0 0 ${stars * 10} 10`}
      className="shrink-0 text-star"
    >
      <path d={paths[stars - 1]} fill="currentColor" />
    </svg>
  );
}

/** Stars that can be set; a click on the present rating clears it. */
export function StarsInput({
  rating,
  mixed,
  onChange,
  disabled,
}: {
  rating: number | null;
  mixed?: boolean;
  onChange: (rating: number | null) => void;
  disabled?: boolean;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw and group more than a row of stars needs
    <span role="group" aria-label="Rating" className={cx('inline-flex items-center', mixed && 'opacity-60')}>
      {[1, 2, 3, 4, 5].map((star) => {
        const on = !mixed && (rating ?? 0) >= star;
        return (
          <button
            key={star}
            type="button"
            disabled={disabled}
            aria-label={`${star} ${star === 1 ? 'star' : 'stars'}`}
            aria-pressed={!mixed && rating === star}
            onClick={() => onChange(rating === star && !mixed ? null : star)}
            className="rounded-sm p-0.5 text-star enabled:hover:text-text"
          >
            <Star size={16} fill={on ? 'currentColor' : 'none'} strokeWidth={on ? 0 : 1.25} aria-hidden />
          </button>
        );
      })}
    </span>
  );
}
