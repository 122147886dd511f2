import { defineConfig } from 'tsup';

/**
 * The second build of a package that publishes its verifier: one file with everything in it, for a page without a
 * server. Run after the first, which makes its types.
 */
export default defineConfig({
  entry: ['src/verifier.ts'],
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2017',
  noExternal: [/.*/],
  splitting: false,
  minify: true,
  sourcemap: true,
  treeshake: true,
  esbuildOptions: (options) => {
    options.conditions = ['civigrid-source'];
    options.mainFields = ['module', 'main'];
  },
});
