// Tells the demonstration: chapters, lines, and checks that are counted.
import { styleText } from 'node:util';

const out = process.stdout;
const style = (how: 'bold' | 'dim' | 'green' | 'red', text: string) => styleText(how, text, { stream: out });

let chapters = 0;
const broken: string[] = [];
let held = 0;

export function chapter(title: string): void {
  chapters += 1;
  out.write(`\n${style('bold', `${chapters}. ${title}`)}\n`);
}

export const say = (text = ''): void => void out.write(text === '' ? '\n' : `   ${text}\n`);
export const aside = (text: string): void => say(style('dim', text));

/** States something that must hold, and whether it does. */
export function check(words: string, holds: boolean): void {
  if (holds) held += 1;
  else broken.push(words);
  say(`${holds ? style('green', 'ok ') : style('red', 'NOT')}  ${words}`);
}

/** The last words, and the exit status. */
export function ending(): number {
  out.write('\n');
  if (broken.length === 0) {
    out.write(`${style('bold', `All ${held} checks held.`)}\n`);
    return 0;
  }
  out.write(`${style('red', `${broken.length} of ${broken.length + held} checks did not hold:`)}\n`);
  for (const words of broken) out.write(`  ${words}\n`);
  return 1;
}
