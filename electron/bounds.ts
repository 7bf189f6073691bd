export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a window stood when it was last closed. */
export interface WindowBounds extends Rectangle {
  readonly maximized: boolean;
}

export const smallestWindow = { width: 900, height: 600 };
const firstSize = { width: 1440, height: 900 };

const overlap = (a: Rectangle, b: Rectangle) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/**
 * Remembered bounds made to fit the screens that are there now (a monitor may have gone): at least a third of the
 * window on some screen, never larger than it. `areas` are the work areas, the primary one first.
 */
export function fitBounds(remembered: unknown, areas: readonly Rectangle[]): WindowBounds {
  const primary = areas[0] ?? { x: 0, y: 0, ...firstSize };
  const last = parseBounds(remembered);
  const home = last && areas.find((area) => overlap(last, area) * 3 >= last.width * last.height);
  const area = home ?? primary;
  const width = Math.min(Math.max(last?.width ?? firstSize.width, smallestWindow.width), area.width);
  const height = Math.min(Math.max(last?.height ?? firstSize.height, smallestWindow.height), area.height);
  const centred = {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
  };
  const at = home && last ? { x: last.x, y: last.y } : centred;
  return { ...at, width, height, maximized: last?.maximized ?? false };
}

/** Bounds out of a file that anyone may have edited; undefined when they are not bounds. */
function parseBounds(value: unknown): WindowBounds | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { x, y, width, height, maximized } = value as Record<string, unknown>;
  const numbers = [x, y, width, height];
  if (!numbers.every((n): n is number => typeof n === 'number' && Number.isFinite(n))) return undefined;
  return {
    x: numbers[0]!,
    y: numbers[1]!,
    width: numbers[2]!,
    height: numbers[3]!,
    maximized: maximized === true,
  };
}
