import { type Command, Option } from 'commander';
import { fieldNames } from '../../api/field-text.ts';
import { csvRow } from './csv.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';
import { jsonFields } from './values.ts';

interface ExportOptions {
  readonly format?: 'json' | 'csv';
  readonly where?: string;
}

interface Exported {
  readonly library: string;
  readonly path: string;
  readonly photo: number;
  readonly fields: Record<string, unknown>;
}

/** Lists joined by `; `, structures as JSON: what spreadsheets can hold. */
function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

async function writeCsv({ out }: Session, rows: AsyncIterable<Exported>): Promise<void> {
  await out.write(csvRow(['library', 'path', 'photo', ...fieldNames]));
  for await (const { library, path, photo, fields } of rows) {
    const values = jsonFields(fields);
    await out.write(
      csvRow([library, path, String(photo), ...fieldNames.map((field) => cellOf(values[field]))]),
    );
  }
}

async function writeJson({ out }: Session, rows: AsyncIterable<Exported>): Promise<void> {
  let separator = '[\n';
  for await (const { library, path, photo, fields } of rows) {
    await out.write(`${separator}${JSON.stringify({ library, path, photo, fields: jsonFields(fields) })}`);
    separator = ',\n';
  }
  await out.write(separator === '[\n' ? '[]\n' : '\n]\n');
}

async function exportAll(session: Session, { format = 'json', where }: ExportOptions): Promise<undefined> {
  const input = where === undefined ? {} : { where };
  const rows = await session.client.export(input, { signal: session.interrupted });
  await (format === 'csv' ? writeCsv(session, rows) : writeJson(session, rows));
  return undefined;
}

/** `tagbridge export` */
export function exportCommand(program: Command, run: Runner): void {
  program
    .command('export')
    .addOption(new Option('--format <format>', 'json (a list of copies) or csv').choices(['json', 'csv']))
    .option('--where <query>', 'only photos that match')
    .description('every copy with its fields, to stdout')
    .action(run((session, options: ExportOptions) => exportAll(session, options)));
}
