import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gridHierarchy } from '@civigrid/grid';
import { checkGeoJson, decodeText, readJson } from '@civigrid/guard';
import type { Json, JsonObject } from '@civigrid/kernel';
import { type CsvRow, csvRows } from './csv-rows.ts';
import type { DayInput, FilePlace } from './world.ts';

/** A file that cannot be used at all, with its place and a code. */
export class HostFileError extends Error {
  readonly code: string;
  readonly place: FilePlace;

  constructor(code: string, place: FilePlace) {
    super(`${place.file}: ${code}`);
    this.code = code;
    this.place = place;
  }
}

/** A map of a county is larger than a message. */
const mapLimits = {
  maxBytes: 512 * 1024 * 1024,
  maxDepth: 64,
  maxKeys: 20_000_000,
  maxStringBytes: 1024 * 1024,
};

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new HostFileError('cli/unreadable-file', { file: basename(path), row: 1 });
  }
}

/** A text file, strictly UTF-8; a byte-order mark is dropped. */
function textOf(path: string): string {
  const bytes = bytesOf(path);
  const read = decodeText(bytes, 'utf-8', mapLimits);
  if (read.ok) return read.text;
  const [{ code, byte = 0 }] = read.issues;
  const row = bytes.subarray(0, byte).reduce((rows, each) => rows + (each === 10 ? 1 : 0), 1);
  throw new HostFileError(code, { file: basename(path), row });
}

function jsonOf(path: string): Json {
  const read = readJson(bytesOf(path), mapLimits);
  if (read.ok) return read.value;
  throw new HostFileError(read.issues[0].code, { file: basename(path), row: 1 });
}

/** What is refused of a map as a whole, before anything is made of it. */
const budgets: ReadonlySet<string> = new Set([
  'guard/too-many-vertices',
  'guard/ring-too-long',
  'guard/nested-collection',
]);

/** The hierarchy of a GeoJSON file; one without a cell is refused. */
export function gridOf(path: string): ReturnType<typeof gridHierarchy> {
  const map = jsonOf(path);
  const checked = checkGeoJson(map);
  // What is wrong with a single cell the hierarchy tells itself, and keeps the others.
  const over = checked.ok ? undefined : checked.issues.find(({ code }) => budgets.has(code));
  if (over !== undefined) throw new HostFileError(over.code, { file: basename(path), row: 1 });
  const grid = gridHierarchy(map);
  if (grid.roots.length === 0)
    throw new HostFileError('cli/no-cells', { file: basename(path), row: 1 });
  return grid;
}

/** The routing table of a JSON file. */
export function rulesOf(path: string): Json {
  return jsonOf(path);
}

const offsetInstant = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** `Date.parse` takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}

/** An instant with its offset, in UTC milliseconds. */
function instantOf(text: string): number | undefined {
  const [, day] = offsetInstant.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

/** A coordinate: absent, a number, or wrong. */
function coordinate(text: string, limit: number): number | undefined | 'wrong' {
  if (text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) && Math.abs(value) <= limit ? value : 'wrong';
}

const known: readonly string[] = ['id', 'at', 'lng', 'lat', 'category', 'text'];

type Row = Readonly<Record<string, string>>;

const longest = 10_000;

/** What cannot be read; it lies where the input before it lies in time. */
function brokenInput(
  [code, column]: RowFault,
  place: FilePlace,
  at: number,
  text: string,
): DayInput {
  const named = column === undefined ? place : { ...place, column };
  return { kind: 'broken', at, place: named, code, text: text.slice(0, longest) };
}

/** What is wrong with a row or a line: a code, and the column or member that it is about. */
type RowFault = readonly [code: string, column?: string];

/** What is wrong with the values of a row; undefined where it can be taken. */
function faultOf(row: Row): RowFault | undefined {
  const { id = '', at = '', lng = '', lat = '', category = '' } = row;
  if (id === '') return ['cli/missing-value', 'id'];
  if (instantOf(at) === undefined) return ['cli/not-an-instant', 'at'];
  if (category === '') return ['cli/missing-value', 'category'];
  const east = coordinate(lng, 180);
  const north = coordinate(lat, 90);
  if (east === 'wrong') return ['cli/not-a-coordinate', 'lng'];
  if (north === 'wrong') return ['cli/not-a-coordinate', 'lat'];
  if ((east === undefined) !== (north === undefined))
    return ['cli/missing-value', east === undefined ? 'lng' : 'lat'];
  return undefined;
}

function reportOf(row: Row): DayInput {
  const { id = '', at = '', lng = '', lat = '', category = '', text = '' } = row;
  const instant = instantOf(at) ?? 0;
  const extra = Object.entries(row).filter(
    ([name, value]) => !known.includes(name) && value !== '',
  );
  const attributes: JsonObject = Object.fromEntries(extra);
  const point = lng.trim() === '' ? {} : { point: [Number(lng), Number(lat)] as const };
  const report = { id, at: instant, category, text, ...point };
  return {
    kind: 'report',
    key: id,
    at: instant,
    report: extra.length === 0 ? report : { ...report, attributes },
  };
}

/** The input that a row is, or what is wrong with it. */
function inputOf(read: CsvRow, names: readonly string[]): DayInput | RowFault {
  if (!('fields' in read)) return ['cli/bad-quote'];
  const { fields } = read;
  if (fields.length !== names.length) return ['cli/wrong-column-count'];
  const row: Row = Object.fromEntries(names.map((name, i) => [name, fields[i] ?? '']));
  return faultOf(row) ?? reportOf(row);
}

/** The reports of a CSV file, in the order of its rows; a row that cannot be read becomes a broken input. */
export function reportsOf(path: string): readonly DayInput[] {
  const file = basename(path);
  const [header, ...rows] = csvRows(Buffer.from(textOf(path)));
  const names = header !== undefined && 'fields' in header ? header.fields : [];
  for (const column of known)
    if (!names.includes(column))
      throw new HostFileError('cli/missing-column', { file, row: 1, column });
  const inputs: DayInput[] = [];
  for (const row of rows) {
    const found = inputOf(row, names);
    const text = 'fields' in row ? row.fields.join(',') : row.text;
    const at = inputs.at(-1)?.at ?? 0;
    inputs.push('kind' in found ? found : brokenInput(found, { file, row: row.line }, at, text));
  }
  return inputs;
}

const isRecord = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function bodyOf({ body, bodyBase64 }: JsonObject): Uint8Array | RowFault {
  if (typeof bodyBase64 === 'string')
    return base64.test(bodyBase64)
      ? Buffer.from(bodyBase64, 'base64')
      : ['cli/not-base64', 'bodyBase64'];
  if (body === undefined) return ['cli/missing-value', 'body'];
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** An instant as text with its offset, or in UTC milliseconds. */
function instantIn(value: Json | undefined): number | undefined {
  if (typeof value === 'string') return instantOf(value);
  const whole = Number.isInteger(value) && Math.abs(value as number) <= 8.64e15;
  return whole ? (value as number) : undefined;
}

type Payload = Extract<DayInput, { readonly kind: 'payload' }>;

function payloadOf(line: Uint8Array): Payload | RowFault {
  const read = readJson(line);
  if (!read.ok) return [read.issues[0].code];
  const { value } = read;
  if (!isRecord(value)) return ['cli/not-an-object'];
  const { protocol, topic } = value as Readonly<Record<string, Json | undefined>>;
  if (typeof protocol !== 'string') return ['cli/missing-value', 'protocol'];
  const at = instantIn(value['at']);
  if (at === undefined) return ['cli/not-an-instant', 'at'];
  const body = bodyOf(value);
  if (!(body instanceof Uint8Array)) return body;
  const message = { protocol, body, receivedAt: at };
  return {
    kind: 'payload',
    at,
    message: typeof topic === 'string' ? { ...message, topic } : message,
  };
}

/** The lines of a file as bytes, without their ends. */
function* bytesByLine(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from <= bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const until = end < 0 ? bytes.length : end;
    yield bytes.subarray(from, until);
    from = until + 1;
  }
}

/** The messages of an NDJSON file, in the order of its lines; a line that cannot be read becomes a broken input. */
export function payloadsOf(path: string): readonly DayInput[] {
  const file = basename(path);
  const inputs: DayInput[] = [];
  let row = 0;
  for (const line of bytesByLine(bytesOf(path))) {
    row++;
    const text = Buffer.from(line).toString('utf8');
    if (text.trim() === '') continue;
    const found = payloadOf(line);
    const at = inputs.at(-1)?.at ?? 0;
    inputs.push('kind' in found ? found : brokenInput(found, { file, row }, at, text));
  }
  return inputs;
}
