import type { Command } from 'commander';
import type { Runner } from './runner.ts';
import { absolute, type Session } from './session.ts';
import { printable } from './terminal.ts';

async function link(session: Session, a: string, b: string): Promise<undefined> {
  const linked = await session.client.photos.link({ a: absolute(a), b: absolute(b) });
  await session.out.result(linked, () => [
    `${printable(a)} and ${printable(b)} are now copies of photo ${linked.photo}.`,
    'To take this back: tagbridge unlink FILE',
  ]);
  return undefined;
}

async function unlink(session: Session, file: string): Promise<undefined> {
  const alone = await session.client.photos.unlink({ file: absolute(file) });
  await session.out.result(alone, () => [`${printable(file)} is now a photo of its own (${alone.photo}).`]);
  return undefined;
}

/** `tagbridge link FILE FILE` and `tagbridge unlink FILE` */
export function linkCommands(program: Command, run: Runner): void {
  program
    .command('link')
    .argument('<file>')
    .argument('<other>')
    .description('say that two files hold the same picture')
    .action(run((session, a: string, b: string) => link(session, a, b)));
  program
    .command('unlink')
    .argument('<file>')
    .description('say that a file is a picture of its own')
    .action(run((session, file: string) => unlink(session, file)));
}
