import { DomainError } from '@civigrid/kernel';
import type { DmnErrorCode } from './dmn-issue.ts';

/** An attribute's value or none, in the order in which they are written. */
export type Attributes = readonly (readonly [name: string, value: string | undefined])[];

/** Refuses what DMN has no way to say (`tables/unwritable`), by its place. */
export function unwritable(place: string, text: string): DomainError<DmnErrorCode> {
  return new DomainError('tables/unwritable', 'DMN has no way to say this.', {
    place,
    text: text.slice(0, 200),
  });
}

/** An element with what stands in it, already written. */
export function tag(name: string, attributes: Attributes, inner: readonly string[] = []): string {
  const written = attributes.map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escaped(value, `${name} ${key}`)}"`,
  );
  const head = `${name}${written.join('')}`;
  return inner.length === 0 ? `<${head}/>` : `<${head}>${inner.join('')}</${name}>`;
}

/** Character data. */
export function escaped(text: string, place: string): string {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text))
    throw unwritable(place, text);
  return text.replace(/[&<>"\t\n\r]/g, (found) => `&#${found.charCodeAt(0)};`);
}
