import { TextDecoder } from 'node:util';
import type { Json, JsonObject } from '@civigrid/kernel';
import { type DbfEncoding, dbfEncoding } from './dbf-encoding.ts';
import { type DbfField, type DbfTable, dbfTable, sampleOf } from './dbf-table.ts';
import { type Intake, report } from './intake.ts';
import type { GeofilesIssueCode } from './issue.ts';
import { numberOf } from './number-text.ts';

/** The rows of a .dbf as properties. */
export interface DbfRows {
  readonly count: number;
  /** The properties of a row; undefined where it is deleted. */
  row(number: number, into: Intake): JsonObject | undefined;
}

/** What else is known of a .dbf. */
export interface DbfOptions {
  readonly cpg?: string;
  /** The encoding by the caller's word. */
  readonly named?: string;
  /** Property names by field names, in capitals. */
  readonly properties: ReadonlyMap<string, string>;
}

type Value = { readonly value: Json } | { readonly value: Json; readonly code: GeofilesIssueCode };

/** A text, strictly; one that was cut inside its last character by the width of the field loses that character. */
function textOf(bytes: Uint8Array, strict: TextDecoder, loose: TextDecoder): Value {
  let end = bytes.length;
  while (end > 0 && ((bytes[end - 1] as number) === 0x20 || bytes[end - 1] === 0)) end--;
  if (end === 0) return { value: null };
  const written = bytes.subarray(0, end);
  try {
    return { value: strict.decode(written) };
  } catch {
    const text = loose.decode(written).replace(/\ufffd{1,3}$/, '');
    const cut = end === bytes.length && text !== '' && !text.includes('\ufffd');
    return cut
      ? { value: text, code: 'geofiles/text-cut' }
      : { value: null, code: 'geofiles/invalid-text' };
  }
}

function cellOf(type: string, ascii: string): Value {
  const text = ascii.replaceAll('\0', ' ').trim();
  if (type === 'L') {
    if (text === '' || text === '?') return { value: null };
    if (/^[YyTt]$/.test(text)) return { value: true };
    return /^[NnFf]$/.test(text) ? { value: false } : { value: null, code: 'geofiles/bad-value' };
  }
  if (text === '') return { value: null };
  if (type === 'D') {
    if (!/^\d{8}$/.test(text)) return { value: null, code: 'geofiles/bad-value' };
    return { value: `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` };
  }
  const number = numberOf(text);
  return number === undefined ? { value: null, code: 'geofiles/bad-value' } : { value: number };
}

const readable = 'CNFLD';

/** Names of the properties, field by field; undefined where a field is left out. */
function namesOf(
  fields: readonly DbfField[],
  decoder: TextDecoder,
  properties: ReadonlyMap<string, string>,
  into: Intake,
): readonly (string | undefined)[] {
  const taken = new Set<string>();
  return fields.map((field) => {
    const written = decoder.decode(field.name).trim();
    const name = properties.get(written.toUpperCase()) ?? written;
    const code: GeofilesIssueCode | undefined = !readable.includes(field.type)
      ? 'geofiles/unsupported-field'
      : taken.has(name)
        ? 'geofiles/duplicate-property'
        : undefined;
    if (code !== undefined) report(into, { code, part: 'dbf', path: ['properties', name] });
    else taken.add(name);
    return code === undefined ? name : undefined;
  });
}

function rowsOf(
  table: DbfTable,
  { label }: DbfEncoding,
  { properties }: DbfOptions,
  into: Intake,
): DbfRows {
  const { bytes, fields, firstRow, rowLength } = table;
  const strict = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  const loose = new TextDecoder(label, { ignoreBOM: true });
  const ascii = new TextDecoder('latin1');
  const names = namesOf(fields, loose, properties, into);
  const row: DbfRows['row'] = (number, reading) => {
    const start = firstRow + number * rowLength;
    if (bytes[start] === 0x2a) return undefined;
    const entries: [string, Json][] = [];
    for (const [index, { type, offset, length }] of fields.entries()) {
      const name = names[index];
      if (name === undefined) continue;
      const byte = start + offset;
      const cell = bytes.subarray(byte, byte + length);
      const read = type === 'C' ? textOf(cell, strict, loose) : cellOf(type, ascii.decode(cell));
      const path = ['properties', name];
      if ('code' in read)
        report(reading, { code: read.code, part: 'dbf', feature: number, path, byte });
      entries.push([name, read.value]);
    }
    return Object.fromEntries(entries);
  };
  return { count: table.rows, row };
}

/** Reads the frame of a .dbf; undefined, and told, where it is broken. */
export function dbfRows(into: Intake, bytes: Uint8Array, options: DbfOptions): DbfRows | undefined {
  const table = dbfTable(bytes);
  if ('byte' in table) {
    report(into, { code: 'geofiles/broken-dbf', part: 'dbf', byte: table.byte });
    return undefined;
  }
  if (table.rows < table.announced)
    report(into, { code: 'geofiles/truncated', part: 'dbf', byte: bytes.length });
  const { named, cpg } = options;
  const encoding = dbfEncoding(
    {
      driver: table.driver,
      ...(named === undefined ? {} : { named }),
      ...(cpg === undefined ? {} : { cpg }),
    },
    () => sampleOf(table),
  );
  if (encoding.guessed) report(into, { code: 'geofiles/encoding-guessed', part: 'dbf', byte: 29 });
  return rowsOf(table, encoding, options, into);
}
