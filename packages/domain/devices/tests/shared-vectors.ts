import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../../../../shared/vectors/devices/', import.meta.url);

const { CIVIGRID_STRICT: strict } = process.env;

/** Whether the outside vectors lie beside the checkout; where they must (CIVIGRID_STRICT=1) their absence fails on reading. */
export const present: boolean = existsSync(folder) || strict === '1';

if (!present) console.warn('Skipped: no shared/vectors/devices beside the checkout.');

/** The rows of an `.ndjson` file. */
export function rows<Row>(file: string): readonly Row[] {
  if (!present) return [];
  return readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

export const hexBytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const security = new URL('../../../../../shared/vectors/security/', import.meta.url);

/** Whether the vectors of hostile input lie there too. */
export const securityVectors: boolean = existsSync(security) || strict === '1';

/** The rows of an `.ndjson` file of hostile input. */
export function securityRows<Row>(file: string): readonly Row[] {
  if (!securityVectors) return [];
  return readFileSync(new URL(file, security), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}
