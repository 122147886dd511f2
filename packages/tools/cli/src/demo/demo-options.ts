import { parseArgs } from 'node:util';

/** What `civigrid demo` was asked for. */
export interface DemoOptions {
  readonly lang?: string;
  /** The store's file. */
  readonly file?: string;
  /** Begin anew: the file is removed first. */
  readonly fresh: boolean;
  readonly seed?: string;
  readonly grid?: string;
  readonly reports?: string;
  readonly payloads?: string;
  readonly rules?: string;
}

/** Reads the arguments; a word that is not known is told. */
export function demoOptions(
  argv: readonly string[],
):
  | { readonly ok: true; readonly options: DemoOptions }
  | { readonly ok: false; readonly why: string } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      strict: true,
      options: {
        lang: { type: 'string' },
        file: { type: 'string' },
        fresh: { type: 'boolean' },
        seed: { type: 'string' },
        grid: { type: 'string' },
        reports: { type: 'string' },
        payloads: { type: 'string' },
        rules: { type: 'string' },
      },
    });
    if (values.lang !== undefined && !/^(zh|en)\b/i.test(values.lang))
      return { ok: false, why: `--lang ${values.lang}: zh | en` };
    return { ok: true, options: { ...values, fresh: values.fresh === true } };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}
