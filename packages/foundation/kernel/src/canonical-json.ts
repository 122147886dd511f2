import { DomainError } from './domain-error.ts';
import { isWellFormed } from './well-formed.ts';

/** The code with which {@link canonicalJson} refuses what is no JSON. */
export type CanonicalJsonErrorCode = 'kernel/not-json';

/**
 * The one text of a JSON value (RFC 8785): members sorted by UTF-16 code units, numbers as ECMAScript prints them,
 * no white space. A member that is `undefined` counts as absent.
 * Refuses with `kernel/not-json` what JSON cannot hold: a number that is not finite, a lone surrogate, a function,
 * a bigint, an object that is no plain record, a circle.
 */
export function canonicalJson(value: unknown): string {
  return written(value, '', []);
}

function refuse(path: string, why: string): DomainError<CanonicalJsonErrorCode> {
  return new DomainError(
    'kernel/not-json',
    `Not JSON at ${path === '' ? 'the root' : path}: ${why}.`,
    {
      path,
      why,
    },
  );
}

function text(value: string, path: string): string {
  if (!isWellFormed(value)) throw refuse(path, 'a lone surrogate');
  return JSON.stringify(value);
}

function written(value: unknown, path: string, above: readonly object[]): string {
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === 'string') return text(value, path);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw refuse(path, 'a number that is not finite');
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw refuse(path, `a ${typeof value}`);
  if (above.includes(value)) throw refuse(path, 'a circle');
  const within = [...above, value];
  if (Array.isArray(value))
    return `[${Array.from(value, (item, i) => written(item, `${path}/${i}`, within)).join(',')}]`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw refuse(path, 'an object that is no plain record');
  const record = value as Readonly<Record<string, unknown>>;
  const members = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort((a, b) => (a < b ? -1 : 1));
  return `{${members
    .map((key) => `${text(key, path)}:${written(record[key], `${path}/${key}`, within)}`)
    .join(',')}}`;
}
