import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const bundle = async (entry: string, target: string) => {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../src/${entry}`, import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    globalName: 'face',
    target,
    platform: 'neutral',
    conditions: ['civigrid-source'],
    mainFields: ['module', 'main'],
    metafile: true,
    logLevel: 'silent',
  });
  return { text: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) };
};

test('the methods count on a bare engine of es2020', async () => {
  const { text } = await bundle('methods.ts', 'es2020');
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  const told: unknown = runInContext(
    `for (const name of ['Intl', 'Proxy', 'WebAssembly', 'TextEncoder', 'TextDecoder', 'URL', 'process', 'console'])
       delete globalThis[name];
     delete String.prototype.localeCompare; delete Number.prototype.toLocaleString;
     ${text};
     const election = { candidates: ['甲', '乙', '__proto__'], ballots: [
       { count: 4, ranking: ['甲', '乙'] }, { count: 3, ranking: ['乙'] }, { count: 2, ranking: ['__proto__', '乙'] } ] };
     JSON.stringify([face.instantRunoff(election).winners, face.schulze(election).winners,
       face.rankedPairs(face.packElection(election)).winners, face.singleTransferableVote(election, { seats: 2 }).winners])`,
    context,
  );
  expect(told).toBe(JSON.stringify([['乙'], ['乙'], ['乙'], ['乙', '甲']]));
  expect(Buffer.byteLength(text) / 1024).toBeLessThanOrEqual(60);
});

test('the main entry brings none of the methods', async () => {
  const { inputs } = await bundle('index.ts', 'es2017');
  expect(inputs.filter((input) => input.includes('/methods'))).toEqual([]);
  expect(inputs.length).toBeGreaterThan(0);
});
