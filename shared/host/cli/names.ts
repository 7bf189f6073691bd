import type { TagbridgeClient } from '../../api/client.ts';
import type { BridgeView, LibraryView } from '../../api/views.ts';
import { UsageError } from './failure.ts';
import { hintFor } from './suggest.ts';

const none = 'Add one first: tagbridge library add PATH';

function pick<T extends { id: string; name: string }>(
  kind: string,
  all: readonly T[],
  name: string,
  empty: string,
) {
  const found = all.find((each) => each.name === name) ?? all.find((each) => each.id === name);
  if (found) return found;
  const hint =
    all.length === 0
      ? empty
      : hintFor(
          name,
          all.map((each) => each.name),
        );
  throw new UsageError(`There is no ${kind} “${name}”.`, hint);
}

/** The libraries of these names; a name that is none is wrong usage. */
export async function librariesNamed(
  client: TagbridgeClient,
  names: readonly string[],
): Promise<LibraryView[]> {
  if (names.length === 0) return [];
  const all = await client.libraries.list();
  return names.map((name) => pick('library', all, name, none));
}

/** The bridge over all libraries is always there, and in no list. */
const everything = 'all';

/** For `sync`, which may also name the bridge over all libraries: a name that is none is wrong usage. */
export const assertBridges = async (client: TagbridgeClient, names: readonly string[]): Promise<void> => {
  await bridgesNamed(
    client,
    names.filter((name) => name !== everything),
  );
};

/** The bridges of these names; a name that is none is wrong usage. */
export async function bridgesNamed(client: TagbridgeClient, names: readonly string[]): Promise<BridgeView[]> {
  if (names.length === 0) return [];
  const all = await client.bridges.list();
  return names.map((name) =>
    pick('bridge', all, name, 'Add one first: tagbridge bridge add NAME --library A --library B'),
  );
}
