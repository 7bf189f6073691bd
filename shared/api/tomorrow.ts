/** Eight in the morning of the next day, by the clock on the wall: when "until tomorrow" ends. `now` and result in ms. */
export function tomorrow(now: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() + 1);
  return date.setHours(8, 0, 0, 0);
}
