import { CsvError, parse } from 'csv-parse/sync';

/** A row of a CSV file: its fields, or the text of a line in which a quote stands where none can. */
export type CsvRow = {
  /** The line on which it begins; the first is 1. */
  readonly line: number;
} & ({ readonly fields: readonly string[] } | { readonly text: string });

const carriageReturn = 13;
const lineFeed = 10;

/** Where each line begins, and where the last one ends. */
function lineStarts(bytes: Uint8Array): readonly number[] {
  const starts = [0];
  for (const [i, byte] of bytes.entries())
    if (byte === lineFeed || (byte === carriageReturn && bytes[i + 1] !== lineFeed))
      starts.push(i + 1);
  return starts.at(-1) === bytes.length ? starts : [...starts, bytes.length];
}

/** The rows until a quote that stands where none can; whether there was one. */
function rowsUntilFault(
  bytes: Uint8Array,
  row: (fields: readonly string[], end: number) => void,
): boolean {
  try {
    parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      recordDelimiter: ['\r\n', '\n', '\r'],
      relaxColumnCount: true,
      skipEmptyLines: true,
      onRecord: (fields: readonly string[], { bytes: end }) => {
        row(fields, end);
        return undefined;
      },
    });
    return false;
  } catch (error) {
    if (error instanceof CsvError) return true;
    throw error;
  }
}

/** The rows of a CSV file (RFC 4180), empty lines left out. A quote that stands or stays open where it should not spoils its line; reading goes on behind it. */
export function csvRows(bytes: Uint8Array): readonly CsvRow[] {
  const starts = lineStarts(bytes);
  const lines = starts.length - 1;
  const textOf = (line: number) =>
    Buffer.from(bytes.subarray(starts[line - 1], starts[line]))
      .toString('utf8')
      .replace(/[\r\n]+$/, '');
  const rows: CsvRow[] = [];
  let line = 1;
  /** The first line that is not empty from an offset on. */
  const find = (offset: number) => {
    while (line <= lines && ((starts[line - 1] ?? 0) < offset || textOf(line) === '')) line++;
  };
  for (;;) {
    find(0);
    if (line > lines) return rows;
    const from = starts[line - 1] ?? 0;
    const fault = rowsUntilFault(bytes.subarray(from), (fields, end) => {
      rows.push({ line, fields });
      find(from + end);
    });
    if (!fault) return rows;
    rows.push({ line, text: textOf(line) });
    line++;
  }
}
