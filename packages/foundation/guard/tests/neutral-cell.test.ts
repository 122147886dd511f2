import { type CsvCell, csvRow, neutralCell } from '@civigrid/guard';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** RFC 4180, read unit by unit. */
function cellsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text[i];
    if (quoted && unit === '"' && text[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (unit === '"') quoted = !quoted;
    else if (!quoted && unit === ',') {
      row.push(cell);
      cell = '';
    } else if (!quoted && unit === '\r' && text[i + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      i++;
    } else cell += unit;
  }
  return rows;
}

const openings = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

test.each(openings)('a text that begins with %j is no formula', (opening) => {
  expect(neutralCell(`${opening}1+1`)).toBe(`'${opening}1+1`);
  expect(neutralCell(`a${opening}1`)).toBe(`a${opening}1`);
  expect(cellsOf(csvRow([`${opening}cmd`]))).toEqual([[`'${opening}cmd`]]);
});

test('numbers stay numbers: minus five is no formula', () => {
  expect(csvRow([-5, 0.1, -0, 12n, true, null, undefined, Number.NaN, '-5', ''])).toBe(
    "-5,0.1,0,12,true,,,,'-5,\r\n",
  );
});

test('a formula behind a semicolon or a tab stays within its quotes, where a spreadsheet cuts there', () => {
  expect(csvRow(['a;=1+1', 'a\t=1+1'])).toBe('"a;=1+1","a\t=1+1"\r\n');
});

describe('properties', () => {
  const part = fc.constantFrom(...openings, '"', ',', ';', ' ', 'a', '网', '🔥', "'", '\r\n');
  const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));

  test('every cell comes back as it was made harmless, and none begins like a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 5 })), (rows) => {
        const made = rows.map((row) => csvRow(row)).join('');
        const back = cellsOf(made);
        expect(back).toEqual(rows.map((row) => row.map(neutralCell)));
        for (const cell of back.flat()) expect(openings).not.toContain(cell[0]);
      }),
      { numRuns: 2000 },
    );
  });

  test('cells of numbers come back as the same numbers', () => {
    const cell: fc.Arbitrary<CsvCell> = fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        expect(cellsOf(csvRow(cells))[0]?.map(Number)).toEqual(cells.map((n) => Number(n) + 0));
      }),
    );
  });
});
