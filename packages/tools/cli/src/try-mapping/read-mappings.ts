import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { DeviceMapping } from '@civigrid/devices';
import { deviceMappingSchema, mappingIssues, unknownWords } from '@civigrid/devices/schemas';
import { readJson } from '@civigrid/guard';
import type { CommandIo } from '../io.ts';

/** Why a file cannot be used, and where. */
export interface FileFault {
  readonly file: string;
  /** Of a file that is no JSON, from 1. */
  readonly line?: number;
  /** JSON pointer into the document. */
  readonly path?: string;
  readonly code: string;
  /** English, for developers. */
  readonly detail?: string;
}

/** A result, or why there is none. */
export type FileResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly faults: readonly FileFault[] };

/** The bytes of a file; `-` is the standard input. */
export function bytesOf(path: string, io: CommandIo): FileResult<Uint8Array> {
  try {
    const value = path === '-' ? io.input?.() : readFileSync(resolve(io.folder, path));
    if (value !== undefined) return { ok: true, value };
  } catch {
    // told below
  }
  return { ok: false, faults: [{ file: basename(path), code: 'cli/unreadable-file' }] };
}

/** The line that a byte stands in, from 1. */
export function lineOf(bytes: Uint8Array, byte: number): number {
  return bytes.subarray(0, byte).reduce((lines, each) => lines + (each === 10 ? 1 : 0), 1);
}

/** The mappings of a file, and the words in it that say nothing. */
export interface MappingFile {
  readonly mappings: readonly DeviceMapping[];
  /** JSON pointers. */
  readonly unknown: readonly string[];
}

/** Reads one mapping or a list of some, through guard and the schema. */
export function mappingsOf(path: string, io: CommandIo): FileResult<MappingFile> {
  const read = bytesOf(path, io);
  if (!read.ok) return read;
  const file = basename(path);
  const json = readJson(read.value);
  if (!json.ok)
    return {
      ok: false,
      faults: json.issues.map(({ code, byte }) => ({
        file,
        code,
        ...(byte === undefined ? {} : { line: lineOf(read.value, byte) }),
      })),
    };
  const isList = Array.isArray(json.value);
  const documents: readonly unknown[] = isList ? (json.value as readonly unknown[]) : [json.value];
  const mappings: DeviceMapping[] = [];
  const faults: FileFault[] = [];
  const unknown: string[] = [];
  for (const [i, document] of documents.entries()) {
    const place = isList ? `/${i}` : '';
    const found = deviceMappingSchema.safeParse(document);
    if (found.success) {
      mappings.push(found.data);
      unknown.push(...unknownWords(document, found.data).map((word) => place + word));
    } else
      for (const { code, path: at, message } of mappingIssues(document, found.error))
        faults.push({ file, path: place + at, code, detail: message });
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: { mappings, unknown } };
}
