// Words of bridges that fight, drawn at random: the quick look for them misses none that playing every beginning finds.
import { expect, test } from 'vitest';
import type { Rule } from '../../shared/core/bridge.ts';
import { type WordBridge, wordFight } from '../../shared/core/word-fights.ts';
import { playWords } from '../../shared/core/word-play.ts';
import { type Dice, diceOf } from '../support/merge/dice.ts';

const libraries = ['a', 'b', 'c'];
const words = ['bird', 'Bird', 'vogel'];

function ruleOf(dice: Dice, members: readonly string[]): Rule {
  const [from, to] = [dice.pick(words), dice.pick(words)];
  const own = dice.roll(3) === 0 ? { library: dice.pick(members) } : {};
  const said = from === to ? { anyCase: true } : { words: [{ from, to }] };
  return { field: 'keywords', kind: 'vocabulary', ...said, ...own };
}

function bridgeOf(dice: Dice, id: string): WordBridge {
  const out = dice.roll(3);
  const members = libraries.filter((_, at) => at !== out);
  const role = () => dice.pick(['both', 'both', 'both', 'source', 'target'] as const);
  return {
    id,
    members: members.map((library) => ({ library, role: role(), writable: dice.roll(8) > 0 })),
    rules: Array.from({ length: dice.roll(3) }, () => ruleOf(dice, members)),
  };
}

const beginnings = libraries.flatMap((one) =>
  libraries.flatMap((other) =>
    words.flatMap((word) =>
      words.map(
        (also) =>
          new Map([
            [one, word],
            [other, also],
          ]),
      ),
    ),
  ),
);

test('the quick look misses no fight that playing every beginning finds', { timeout: 60_000 }, () => {
  let fights = 0;
  for (let seed = 0; seed < 20; seed++) {
    const dice = diceOf(seed);
    const bridges = ['one', 'two', 'way'].slice(0, 2 + dice.roll(2)).map((id) => bridgeOf(dice, id));
    const written = (held: ReadonlyMap<string, string>) =>
      [bridges, bridges.toReversed()].some((order) => playWords(order, held) !== undefined);
    if (!beginnings.some(written)) continue;
    const others = (mine: WordBridge) => bridges.filter((other) => other !== mine);
    expect({ seed, found: bridges.some((mine) => wordFight(mine, others(mine))) }).toEqual({
      seed,
      found: true,
    });
    fights++;
  }
  expect(fights).toBeGreaterThan(1);
});
