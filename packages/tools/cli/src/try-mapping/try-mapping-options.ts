import { parseArgs } from 'node:util';

/** What `civigrid try-mapping` was asked for. */
export interface TryMappingOptions {
  /** The file of the mapping, or of a list of some. */
  readonly mapping: string;
  /** The file of the message; `-` is the standard input. */
  readonly message: string;
  readonly topic?: string;
  /** When the message came in, UTC milliseconds; now if left out. */
  readonly received?: number;
  readonly lang?: string;
  /** For machines: the trace as one line of JSON. */
  readonly json: boolean;
}

/** Reads the arguments; a word that is not known is told. */
export function tryMappingOptions(
  argv: readonly string[],
):
  | { readonly ok: true; readonly options: TryMappingOptions }
  | { readonly ok: false; readonly why: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: true,
      options: {
        lang: { type: 'string' },
        topic: { type: 'string' },
        received: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const [mapping, message, ...more] = positionals;
    const { lang, topic, received, json = false } = values;
    if (mapping === undefined || message === undefined || more.length > 0)
      return { ok: false, why: 'try-mapping MAPPING MESSAGE' };
    if (lang !== undefined && !/^(zh|en)\b/i.test(lang))
      return { ok: false, why: `--lang ${lang}: zh | en` };
    const at = received === undefined ? undefined : Date.parse(received);
    if (Number.isNaN(at))
      return { ok: false, why: `--received ${received}: 2026-06-15T08:00:00+08:00` };
    const options = { mapping, message, json };
    return {
      ok: true,
      options: {
        ...options,
        ...(lang === undefined ? {} : { lang }),
        ...(topic === undefined ? {} : { topic }),
        ...(at === undefined ? {} : { received: at }),
      },
    };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}
