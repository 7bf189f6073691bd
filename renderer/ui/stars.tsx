import { Ban, Star } from 'lucide-react';
import { cx } from '../lib/classes.ts';

/** Rating as filled stars; −1 is "rejected". Quiet when empty. */
export function Stars({ rating, size = 12 }: { rating: number | undefined | null; size?: number }) {
  const stars = rating ?? 0;
  if (stars === 0) return null;
  return (
    <span
      role="img"
      aria-label={stars < 0 ? 'rejected' : `${stars} of 5 stars`}
      className="inline-flex text-star"
    >
      {stars < 0 ? (
        <Ban size={size} aria-hidden />
      ) : (
        [1, 2, 3, 4, 5]
          .slice(0, stars)
          .map((star) => <Star key={star} size={size} fill="currentColor" strokeWidth={0} aria-hidden />)
      )}
    </span>
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
