/**
 * A pure function of one object that remembers what it gave for as long as the object lives. The object, and all
 * that the function looks at in it, must never change.
 */
export const memo = <K extends object, V>(of: (key: K) => V): ((key: K) => V) => {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = { value: of(key) }));
    return found.value;
  };
};
