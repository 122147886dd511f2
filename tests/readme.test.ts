import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type PrivateServer, privatePostgres, serverMissing } from '@civigrid/testing/servers';
import { afterAll, expect, test } from 'vitest';

const root = new URL('../', import.meta.url);

const readmes = [
  'README.md',
  ...readdirSync(new URL('packages/', root)).flatMap((storey) =>
    readdirSync(new URL(`packages/${storey}/`, root)).map(
      (name) => `packages/${storey}/${name}/README.md`,
    ),
  ),
];

/** The programs of a page, each with the output that the page promises directly below it. */
function examples(page: string): readonly { readonly program: string; readonly output: string }[] {
  const pairs = page.matchAll(/```ts\n([\s\S]*?)```\s*```text\n([\s\S]*?)```/g);
  return Array.from(pairs, ([, program = '', output = '']) => ({ program, output }));
}

let server: PrivateServer | undefined;
afterAll(() => server?.close());

/** The environment in which a program runs; one that asks for a database gets a private one, undefined where there is none. */
async function environment(program: string): Promise<NodeJS.ProcessEnv | undefined> {
  if (!program.includes('DATABASE_URL')) return process.env;
  if (serverMissing('postgres')) return undefined;
  server ??= await privatePostgres();
  return { ...process.env, DATABASE_URL: server.url };
}

test.each(readmes)(
  '%s shows a short program, and each of its programs prints what the page says',
  async (file) => {
    expect(existsSync(new URL(file, root))).toBe(true);
    const shown = examples(readFileSync(new URL(file, root), 'utf8'));
    const [first] = shown;
    expect(first?.program.trim() ?? '').not.toBe('');
    expect(first?.program.trim().split('\n').length).toBeLessThanOrEqual(20);
    for (const { program, output } of shown) {
      const env = await environment(program);
      if (env === undefined) continue;
      const said = execFileSync(
        'node',
        ['--conditions=civigrid-source', '--input-type=module-typescript', '--eval', program],
        { cwd: fileURLToPath(new URL('.', import.meta.url)), encoding: 'utf8', env },
      );
      expect(said.trim()).toBe(output.trim());
    }
  },
  60_000,
);
