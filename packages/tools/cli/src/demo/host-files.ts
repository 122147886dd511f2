import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gridHierarchy } from '@civigrid/grid';
import { readJson } from '@civigrid/guard';
import type { Json, JsonObject } from '@civigrid/kernel';
import { parse } from 'csv-parse/sync';
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

function jsonOf(path: string): Json {
  const read = readJson(bytesOf(path), mapLimits);
  if (read.ok) return read.value;
  throw new HostFileError(read.issues[0].code, { file: basename(path), row: 1 });
}

/** The hierarchy of a GeoJSON file; one without a cell is refused. */
export function gridOf(path: string): ReturnType<typeof gridHierarchy> {
  const grid = gridHierarchy(jsonOf(path));
  if (grid.roots.length === 0)
    throw new HostFileError('cli/no-cells', { file: basename(path), row: 1 });
  return grid;
}

/** The routing table of a JSON file. */
export function rulesOf(path: string): Json {
  return jsonOf(path);
}

const offsetInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** An instant with its offset, in UTC milliseconds. */
function instantOf(text: string): number | undefined {
  if (!offsetInstant.test(text)) return undefined;
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

/** What is wrong with a row, by column; undefined where it can be taken. */
function faultOf(row: Row): readonly [column: string, code: string] | undefined {
  const { id = '', at = '', lng = '', lat = '', category = '' } = row;
  if (id === '') return ['id', 'cli/missing-value'];
  if (instantOf(at) === undefined) return ['at', 'cli/not-an-instant'];
  if (category === '') return ['category', 'cli/missing-value'];
  const east = coordinate(lng, 180);
  const north = coordinate(lat, 90);
  if (east === 'wrong') return ['lng', 'cli/not-a-coordinate'];
  if (north === 'wrong') return ['lat', 'cli/not-a-coordinate'];
  if ((east === undefined) !== (north === undefined))
    return [east === undefined ? 'lng' : 'lat', 'cli/missing-value'];
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

/** The reports of a CSV file, in the order of its rows; a row that cannot be read becomes a broken input. */
export function reportsOf(path: string): readonly DayInput[] {
  const file = basename(path);
  const inputs: DayInput[] = [];
  const lines = parse(Buffer.from(bytesOf(path)), {
    bom: true,
    info: true,
    relaxColumnCount: true,
    skipEmptyLines: true,
  }) as unknown as readonly {
    readonly record: readonly string[];
    readonly info: { readonly lines: number };
  }[];
  const [header, ...rows] = lines;
  for (const column of known)
    if (header === undefined || !header.record.includes(column))
      throw new HostFileError('cli/missing-column', { file, row: 1, column });
  const names = header?.record ?? [];
  let last = 0;
  for (const { record, info } of rows) {
    const row: Row = Object.fromEntries(names.map((name, i) => [name, record[i] ?? '']));
    const broken = (code: string, column?: string): DayInput => ({
      kind: 'broken',
      at: last,
      place: { file, row: info.lines, ...(column === undefined ? {} : { column }) },
      code,
      text: record.join(','),
    });
    const fault = faultOf(row);
    if (record.length !== names.length) inputs.push(broken('cli/wrong-column-count'));
    else if (fault !== undefined) inputs.push(broken(fault[1], fault[0]));
    else {
      const input = reportOf(row);
      last = input.at;
      inputs.push(input);
    }
  }
  return inputs;
}

const isRecord = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function bodyOf({ body, bodyBase64 }: JsonObject): Uint8Array | undefined {
  if (typeof bodyBase64 === 'string') return Buffer.from(bodyBase64, 'base64');
  if (body === undefined) return undefined;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** The messages of an NDJSON file, in the order of its lines; a line that cannot be read becomes a broken input. */
export function payloadsOf(path: string): readonly DayInput[] {
  const file = basename(path);
  const inputs: DayInput[] = [];
  const text = Buffer.from(bytesOf(path)).toString('utf8');
  let last = 0;
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const broken = (code: string, column?: string): void => {
      const place = { file, row: i + 1, ...(column === undefined ? {} : { column }) };
      inputs.push({ kind: 'broken', at: last, place, code, text: line.slice(0, 10_000) });
    };
    const read = readJson(line);
    if (!read.ok) {
      broken(read.issues[0].code);
      continue;
    }
    const value = read.value;
    const body = isRecord(value) ? bodyOf(value) : undefined;
    const at = isRecord(value)
      ? typeof value['at'] === 'number'
        ? value['at']
        : instantOf(String(value['at'] ?? ''))
      : undefined;
    if (!isRecord(value)) broken('cli/not-an-object');
    else if (typeof value['protocol'] !== 'string') broken('cli/missing-value', 'protocol');
    else if (at === undefined) broken('cli/not-an-instant', 'at');
    else if (body === undefined) broken('cli/missing-value', 'body');
    else {
      const { protocol, topic } = value;
      last = at;
      const message = { protocol: String(protocol), body, receivedAt: at };
      inputs.push({
        kind: 'payload',
        at,
        message: typeof topic === 'string' ? { ...message, topic } : message,
      });
    }
  }
  return inputs;
}
