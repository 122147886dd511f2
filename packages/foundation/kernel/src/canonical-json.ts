import { DomainError } from './domain-error.ts';
import { isWellFormed } from './well-formed.ts';

/** The code with which {@link canonicalJson} refuses what is no JSON. */
export type CanonicalJsonErrorCode = 'kernel/not-json';

/** How deep lists and records may lie in each other: far below what a small engine's stack bears. */
const deepest = 512;

/** Where the writing has come to. */
interface Place {
  /** The way from the root: the index in a list, `*` for any key. */
  readonly trail: (number | '*')[];
  /** The lists and records that are still open. */
  readonly above: Set<object>;
}

/**
 * The one text of a JSON value (RFC 8785): members sorted by UTF-16 code units, numbers as ECMAScript prints them,
 * no white space. A member that is `undefined` counts as absent; every member is read once.
 * Refuses with `kernel/not-json` what JSON cannot hold: a number that is not finite, a lone surrogate, a function,
 * a bigint, a member named by a symbol, an object that is no plain record, a circle; and what is nested deeper than
 * 512 lists and records. The details say `why`, in which `depth` and on which `path` (`/0/*` is any member of the
 * first item), and quote neither a key nor a value: they may be a person's words.
 */
export function canonicalJson(value: unknown): string {
  return written(value, { trail: [], above: new Set() });
}

function refuse({ trail }: Place, why: string): DomainError<CanonicalJsonErrorCode> {
  const depth = trail.length;
  const path = trail.map((part) => `/${part}`).join('');
  return new DomainError('kernel/not-json', `Not JSON, ${depth} deep: ${why}.`, {
    why,
    depth,
    path,
  });
}

function written(value: unknown, place: Place): string {
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === 'string') {
    if (!isWellFormed(value)) throw refuse(place, 'a lone surrogate');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw refuse(place, 'a number that is not finite');
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw refuse(place, `a value of type ${typeof value}`);
  const { trail, above } = place;
  if (above.has(value)) throw refuse(place, 'a circle');
  if (trail.length >= deepest) throw refuse(place, `nested deeper than ${deepest}`);
  if (Object.getOwnPropertySymbols(value).length > 0)
    throw refuse(place, 'a member named by a symbol');
  above.add(value);
  const text = Array.isArray(value) ? list(value, place) : record(value, place);
  above.delete(value);
  return text;
}

// Loops and no callbacks: each level costs the stack two frames.

function list(items: readonly unknown[], place: Place): string {
  let text = '';
  for (let i = 0; i < items.length; i++) {
    place.trail.push(i);
    text += (i === 0 ? '' : ',') + written(items[i], place);
    place.trail.pop();
  }
  return `[${text}]`;
}

function record(value: object, place: Place): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw refuse(place, 'an object that is no plain record');
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member === undefined) continue;
    if (!isWellFormed(key)) throw refuse(place, 'a lone surrogate in a key');
    place.trail.push('*');
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${written(member, place)}`;
    place.trail.pop();
  }
  return `{${text}}`;
}
