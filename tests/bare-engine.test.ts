import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const root = new URL('../packages/', import.meta.url);

const entries = ['foundation', 'domain'].flatMap((storey) =>
  readdirSync(new URL(`${storey}/`, root)).map((name) => ({
    name,
    file: fileURLToPath(new URL(`${storey}/${name}/src/index.ts`, root)),
    // devices brings its codecs
    kilobytes: name === 'devices' ? 250 : 60,
  })),
);

/** What a bare engine lacks, or a host may forbid. */
const missing = `
  for (const name of ['Intl', 'Proxy', 'WebAssembly', 'TextEncoder', 'TextDecoder', 'URL', 'process', 'console'])
    delete globalThis[name];
  delete String.prototype.localeCompare; delete Number.prototype.toLocaleString;
`;

test.each(entries)(
  '$name loads without Intl, Proxy, eval or a platform, within its size',
  async ({ file, kilobytes }) => {
    const { outputFiles, metafile } = await build({
      entryPoints: [file],
      bundle: true,
      write: false,
      minify: true,
      format: 'iife',
      globalName: 'face',
      target: 'es2017',
      platform: 'neutral',
      conditions: ['civigrid-source'],
      mainFields: ['module', 'main'],
      metafile: true,
      logLevel: 'silent',
    });
    const text = outputFiles[0]?.text ?? '';
    const libraries = Object.keys(metafile.inputs).flatMap(
      (input) => /node_modules\/(zod|immer|rxjs|eventemitter3)\//.exec(input)?.[1] ?? [],
    );
    expect(libraries).toEqual([]);
    const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
    const names = runInContext(`${missing}; ${text}; Object.keys(face).length`, context);
    expect(names).toBeGreaterThan(0);
    expect(Buffer.byteLength(text) / 1024).toBeLessThanOrEqual(kilobytes);
  },
);
