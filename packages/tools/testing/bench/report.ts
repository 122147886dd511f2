import { writeFileSync } from 'node:fs';

/** One promise of the project and what was measured. */
export interface Target {
  readonly what: string;
  readonly wanted: string;
  /** The figure, or why there is none. */
  readonly measured: string;
  /** Undefined where nothing could be measured. */
  readonly met?: boolean;
}

/** A promise that cannot be measured yet. */
export function skipped(what: string, wanted: string, why: string): Target {
  return { what, wanted, measured: `skipped: ${why}` };
}

/** A number with three digits that count, and thousands, millions or billions by their letter. */
export function short(n: number): string {
  for (const [letter, size] of [
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ] as const)
    if (Math.abs(n) >= size) return `${(n / size).toPrecision(3)} ${letter}`;
  return n === 0 ? '0' : String(Number(n.toPrecision(3)));
}

/** Prints rows under a title, columns wide enough for all of them. */
export function printTable(title: string, rows: readonly (readonly string[])[]): void {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[i] ?? 0)));
  console.log(`\n${title}`);
  for (const row of rows) console.log(`  ${line(row).join('  ')}`);
}

/** Prints all promises: kept, not kept, skipped. */
export function printTargets(targets: readonly Target[]): void {
  const word = ({ met }: Target) => (met === undefined ? 'skipped' : met ? 'kept' : 'NOT KEPT');
  printTable('Targets', [
    ['', 'target', 'measured', ''],
    ...targets.map((target) => [target.what, target.wanted, target.measured, word(target)]),
  ]);
}

/** On what the figures were taken. */
function machine(): { readonly node: string; readonly v8: string; readonly arch: string } {
  const { node, v8 } = process.versions;
  return { node, v8, arch: process.arch };
}

/** The results as JSON: into the file where one is named, otherwise to standard output. */
export function writeResults(results: object, file: string | undefined): void {
  const text = `${JSON.stringify({ machine: machine(), ...results }, null, 2)}\n`;
  if (file === undefined) process.stdout.write(`\n${text}`);
  else writeFileSync(file, text);
}
