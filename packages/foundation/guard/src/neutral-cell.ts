/** What a cell may hold: a text, a number, a truth, or nothing. */
export type CsvCell = string | number | bigint | boolean | null | undefined;

/** Signs by which a spreadsheet takes a text for a formula, those of full width included; blanks that it skips in front of them; NUL. */
const opening = /^[=+\-@\t\r\n\0＝＋－＠]/;

/**
 * A text that no spreadsheet takes for a formula (公式注入): one that begins like a formula gets an apostrophe in front.
 * For texts only: a number is written as a number, −5 is no formula.
 *
 * @example
 * neutralCell('=HYPERLINK("http://evil.example")'); // "'=HYPERLINK(…"
 */
export function neutralCell(text: string): string {
  return opening.test(text) ? `'${text}` : text;
}

/** The semicolon and the tab besides: in some countries a spreadsheet cuts there, and what follows would begin a cell. */
const needsQuotes = /[",;\t\r\n]|^ | $/;

function cellOf(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  if (typeof cell !== 'string') return String(cell);
  const text = neutralCell(cell);
  return needsQuotes.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 * One line of a CSV file (RFC 4180), with its CR LF: texts made harmless by {@link neutralCell} and quoted where they must be,
 * numbers as they are. Nothing, and a number that is none, is an empty cell. A file that a Chinese spreadsheet is to open begins
 * with U+FEFF, which is the writer's affair.
 *
 * @example
 * csvRow(['GD-01', -5, '=1+1', 'a "b"']); // 'GD-01,-5,\'=1+1,"a ""b"""\r\n'
 */
export function csvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}
