import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url);

const readmes = [
  'README.md',
  ...readdirSync(new URL('packages/', root)).flatMap((storey) =>
    readdirSync(new URL(`packages/${storey}/`, root)).map(
      (name) => `packages/${storey}/${name}/README.md`,
    ),
  ),
];

/** The first program of a page, and the output that the page promises directly below it. */
function example(page: string): { readonly program: string; readonly output: string } {
  const found = /```ts\n([\s\S]*?)```\s*```text\n([\s\S]*?)```/.exec(page);
  return { program: found?.[1] ?? '', output: found?.[2] ?? '' };
}

test.each(readmes)(
  '%s shows a short program, and it prints what the page says',
  (file) => {
    expect(existsSync(new URL(file, root))).toBe(true);
    const { program, output } = example(readFileSync(new URL(file, root), 'utf8'));
    expect(program.trim()).not.toBe('');
    expect(program.trim().split('\n').length).toBeLessThanOrEqual(20);
    const said = execFileSync(
      'node',
      ['--conditions=civigrid-source', '--input-type=module-typescript', '--eval', program],
      { cwd: fileURLToPath(new URL('.', import.meta.url)), encoding: 'utf8' },
    );
    expect(said.trim()).toBe(output.trim());
  },
  60_000,
);
