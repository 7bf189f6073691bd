import type { Page } from '../../api/views.ts';

/** Every item of a paged list, in order. */
export async function* everyItem<T>(
  fetch: (page: { limit: number; after?: string }) => Promise<Page<T>>,
): AsyncGenerator<T, void, void> {
  let after: string | undefined;
  do {
    const page = await fetch({ limit: 1000, ...(after === undefined ? {} : { after }) });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

/** All of it at once. */
export async function allItems<T>(
  fetch: (page: { limit: number; after?: string }) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  for await (const item of everyItem(fetch)) items.push(item);
  return items;
}
