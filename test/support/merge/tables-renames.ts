import { F } from './core.ts';
import { copy, NEVER, type Row } from './row.ts';

const tags = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({ name, field: F.keywords, ...rest });

const P_TO_Q = { from: 'P', to: 'Q' };

/** The last row of reliability.md §6.3: a ledger of renames done in the app. */
export const renameRows: readonly Row[] = [
  tags('a child added below the old name by a copy that was away: taken under the new name', {
    renames: [P_TO_Q],
    hub: ['Q'],
    sides: [copy(['Q'], ['Q']), copy(['P'], ['P', 'P|child'])],
    expect: { values: [['Q|child'], ['Q|child']], notes: ['renamed'] },
  }),
  tags('renamed in the app and added below elsewhere before any sync: the same', {
    renames: [P_TO_Q],
    hub: ['P|x'],
    sides: [copy(['P|x'], ['Q|x']), copy(['P|x'], ['P|x', 'P|y'])],
    expect: {
      values: [
        ['Q|x', 'Q|y'],
        ['Q|y', 'Q|x'],
      ],
      notes: ['renamed'],
    },
  }),
  tags('the old name itself, held unchanged by a copy that was away, does not come back', {
    renames: [P_TO_Q],
    hub: ['Q'],
    sides: [copy(['Q'], ['Q']), copy(['P'], ['P', 'other'])],
    expect: {
      values: [
        ['Q', 'other'],
        ['other', 'Q'],
      ],
      hub: ['Q', 'other'],
      notes: [],
    },
  }),
  tags('a copy that knew the new name and adds the old one means it', {
    renames: [P_TO_Q],
    hub: ['Q'],
    sides: [copy(['Q'], ['Q']), copy(['Q'], ['Q', 'P|child'])],
    expect: {
      values: [
        ['Q', 'P|child'],
        ['Q', 'P|child'],
      ],
      notes: [],
    },
  }),
  tags('a copy that never was in step and holds the old name: kept, and the rename is offered', {
    renames: [P_TO_Q],
    hub: ['Q'],
    sides: [copy(['Q'], ['Q']), copy(NEVER, ['P'])],
    expect: {
      values: [
        ['Q', 'P'],
        ['P', 'Q'],
      ],
      hub: ['P', 'Q'],
      notes: ['straggler'],
    },
  }),
  tags('the new name is used nowhere any more: nothing is offered', {
    renames: [P_TO_Q],
    hub: ['z'],
    sides: [copy(['z'], ['z']), copy(NEVER, ['P'])],
    expect: {
      values: [
        ['z', 'P'],
        ['P', 'z'],
      ],
      hub: ['P', 'z'],
      notes: [],
    },
  }),
  tags('renamed there and back by another program: the old name is the name again', {
    renames: [P_TO_Q],
    hub: ['P'],
    sides: [copy(['P'], ['P']), copy(['P'], ['P|child'])],
    expect: { values: [['P|child'], ['P|child']], notes: [] },
  }),
  tags('renamed there and back in the app: the old name is the name again', {
    renames: [P_TO_Q, { from: 'Q', to: 'P' }],
    hub: ['P|x'],
    sides: [copy(['P|x'], ['P|x']), copy(['P|x'], ['P|x', 'P|y'])],
    expect: {
      values: [
        ['P|x', 'P|y'],
        ['P|x', 'P|y'],
      ],
      notes: [],
    },
  }),
  tags('back in the app and not yet in step: what was added to the name between comes back with it', {
    renames: [P_TO_Q, { from: 'Q', to: 'P' }],
    hub: ['Q|x'],
    sides: [copy(['Q|x'], ['P|x']), copy(['Q|x'], ['Q|x', 'Q|y'])],
    expect: {
      values: [
        ['P|x', 'P|y'],
        ['P|y', 'P|x'],
      ],
      notes: ['renamed'],
    },
  }),
  tags('renamed twice: the name it has now', {
    renames: [P_TO_Q, { from: 'Q', to: 'top|S' }],
    hub: ['top|S|x'],
    sides: [copy(['top|S|x'], ['top|S|x']), copy(['P|x'], ['P|x', 'P|y'])],
    expect: {
      values: [
        ['top|S|x', 'top|S|y'],
        ['top|S|y', 'top|S|x'],
      ],
      notes: ['renamed'],
    },
  }),
  tags('renamed twice before any sync: the name it has now', {
    renames: [P_TO_Q, { from: 'Q', to: 'S' }],
    hub: ['P|x'],
    sides: [copy(['P|x'], ['S|x']), copy(['P|x'], ['P|x', 'P|y'])],
    expect: {
      values: [
        ['S|x', 'S|y'],
        ['S|y', 'S|x'],
      ],
      notes: ['renamed'],
    },
  }),
  tags('moved below itself: what is there already stays where it is', {
    renames: [{ from: 'birds', to: 'animals|birds' }],
    hub: ['animals|birds|heron'],
    sides: [
      copy(['animals|birds|heron'], ['animals|birds|heron']),
      copy(['birds|heron'], ['birds|heron', 'birds|crane', 'animals|birds|gull']),
    ],
    expect: {
      values: [
        ['animals|birds|heron', 'animals|birds|crane', 'animals|birds|gull'],
        ['animals|birds|crane', 'animals|birds|gull', 'animals|birds|heron'],
      ],
      notes: ['renamed'],
    },
  }),
  tags('a keyword that got a parent of its own name: what is below it moves along', {
    renames: [{ from: 'a', to: 'a|b' }],
    hub: ['a|b|x'],
    sides: [copy(['a|b|x'], ['a|b|x']), copy(['a|x'], ['a|x', 'a|y', 'a|b|z'])],
    expect: {
      values: [
        ['a|b|x', 'a|b|y', 'a|b|z'],
        ['a|b|y', 'a|b|z', 'a|b|x'],
      ],
      notes: ['renamed'],
    },
  }),
  tags('a word that only begins alike is another word', {
    renames: [P_TO_Q],
    hub: ['Q'],
    sides: [copy(['Q'], ['Q']), copy(['P'], ['P', 'Pier|x'])],
    expect: {
      values: [
        ['Q', 'Pier|x'],
        ['Pier|x', 'Q'],
      ],
      hub: ['Pier|x', 'Q'],
      notes: [],
    },
  }),
  tags('the copy that was away renamed it another way: both names, as the table says', {
    renames: [P_TO_Q],
    hub: ['Q'],
    sides: [copy(['Q'], ['Q']), copy(['P'], ['R'])],
    expect: {
      values: [
        ['Q', 'R'],
        ['R', 'Q'],
      ],
      hub: ['Q', 'R'],
    },
  }),
  tags('the copy that was away removed it: the new name is kept, the old one gone', {
    renames: [P_TO_Q],
    hub: ['P'],
    sides: [copy(['P'], ['Q']), copy(['P'], null)],
    expect: { values: [['Q'], ['Q']], notes: [] },
  }),
  tags('a receiving copy cannot rename for the others', {
    renames: [P_TO_Q],
    hub: ['P|x'],
    sides: [
      copy(['P|x'], ['Q|x'], { role: 'target' }),
      copy(['P|x'], ['P|x', 'P|y']),
      copy(['P|x'], ['P|x']),
    ],
    expect: {
      values: [
        ['Q|x', 'P|y'],
        ['P|x', 'P|y'],
        ['P|x', 'P|y'],
      ],
      hub: ['P|x', 'P|y'],
      bases: [
        ['P|x', 'P|y'],
        ['P|x', 'P|y'],
        ['P|x', 'P|y'],
      ],
    },
  }),
  tags('a read-only copy that keeps the old name brings back nothing that went since', {
    renames: [P_TO_Q],
    hub: ['Q|x', 'Q|y'],
    sides: [copy(['Q|x', 'Q|y'], ['Q|x']), copy(['P|x', 'P|y'], ['P|x', 'P|y'], { writable: false })],
    expect: {
      values: [['Q|x'], ['P|x', 'P|y']],
      bases: [['Q|x'], ['P|x', 'P|y']],
    },
  }),
  tags('without a ledger: a copy that was away is shown as straggler when it comes back', {
    hub: ['Q'],
    sides: [copy(['Q'], ['Q']), copy(['P'], ['P|child'])],
    expect: {
      values: [
        ['Q', 'P|child'],
        ['P|child', 'Q'],
      ],
      hub: ['P|child', 'Q'],
      notes: ['straggler'],
    },
  }),
  tags('an ancestor that a program writes along is not taken for an added keyword', {
    renames: [P_TO_Q],
    hub: ['Q|x'],
    sides: [copy(['Q|x'], ['Q|x']), copy(['P|x'], ['P', 'P|x'])],
    expect: { values: [['Q|x'], ['Q|x']], notes: [] },
  }),
  tags('a branch renamed of which there is one leaf: what is added to the branch is a straggler', {
    hub: ['a|b|x'],
    sides: [copy(['a|b|x'], ['a|c|x']), copy(['a|b|x'], ['a|b|x', 'a|b|y'])],
    expect: {
      values: [
        ['a|c|x', 'a|b|y'],
        ['a|b|y', 'a|c|x'],
      ],
      notes: ['straggler'],
    },
  }),
  tags('a flat keyword in a newcomer that stands for the moved path is no straggler', {
    renames: [{ from: 'lake', to: 'water|lake' }],
    hub: ['water|lake'],
    sides: [copy(['water|lake'], ['water|lake']), copy(NEVER, ['lake'])],
    expect: { values: [['water|lake'], ['water|lake']], notes: [] },
  }),
  tags('a rename reaches a push too', {
    renames: [P_TO_Q],
    hub: ['Q'],
    sides: [copy(['P'], ['P', 'P|child'], { library: 'from' }), copy(['Q'], ['Q'])],
    action: { push: 'merge' },
    expect: {
      values: [['P', 'P|child'], ['Q|child']],
      hub: ['Q|child'],
      bases: [['P', 'P|child'], ['Q|child']],
      notes: ['renamed'],
    },
  }),
  tags('a rename in the words of a library is one in the words of the bridge', {
    renames: [{ from: 'p', to: 'q' }],
    hub: ['Q'],
    sides: [copy(['Q'], ['Q'], { library: 'a' }), copy(['P'], ['P', 'P|child'], { library: 'b' })],
    action: {
      rules: [
        {
          field: 'keywords',
          kind: 'vocabulary',
          words: [
            { from: 'p', to: 'P' },
            { from: 'q', to: 'Q' },
          ],
        },
      ],
    },
    expect: { values: [['Q|child'], ['Q|child']], notes: ['renamed'] },
  }),
];
