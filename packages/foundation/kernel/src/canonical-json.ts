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
  // Most of what is asked for is one text or number, and needs no place.
  return isNest(value) ? nest(value, { trail: [], above: new Set() }) : leaf(value, root);
}

const root: Place = { trail: [], above: new Set() };

function isNest(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
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

function quoted(text: string, place: Place, what: string): string {
  const json = JSON.stringify(text);
  // It escapes a lone surrogate, and so it writes a backslash before these letters.
  if (json.includes('\\ud') && !isWellFormed(text)) throw refuse(place, what);
  return json;
}

function leaf(value: unknown, place: Place): string {
  if (typeof value === 'string') return quoted(value, place, 'a lone surrogate');
  if (value === null || value === true || value === false) return String(value);
  if (typeof value !== 'number') throw refuse(place, `a value of type ${typeof value}`);
  if (!Number.isFinite(value)) throw refuse(place, 'a number that is not finite');
  return JSON.stringify(value);
}

function nest(value: object, place: Place): string {
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
    const item = items[i];
    place.trail.push(i);
    text += (i === 0 ? '' : ',') + (isNest(item) ? nest(item, place) : leaf(item, place));
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
    const name = quoted(key, place, 'a lone surrogate in a key');
    place.trail.push('*');
    const inner = isNest(member) ? nest(member, place) : leaf(member, place);
    text += `${text === '' ? '' : ','}${name}:${inner}`;
    place.trail.pop();
  }
  return `{${text}}`;
}
