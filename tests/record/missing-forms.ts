import type { Declared, DeclaredFact } from './declared-facts.ts';
import type { KeptStream } from './streams.ts';

/** A form that is stored: who decides it, its type, its schema. */
export const formOf = (decider: string, { type, schema }: DeclaredFact): string =>
  `${decider} ${type} ${schema}`;

/** Every form that was ever stored: each schema from the first to today's, of each type that a decider writes. */
export const everStored = (declared: Declared): readonly string[] =>
  Array.from(declared).flatMap(([decider, facts]) =>
    facts.flatMap(({ type, schema }) =>
      Array.from({ length: schema }, (_, i) => formOf(decider, { type, schema: i + 1 })),
    ),
  );

/** The forms that the streams hold. */
export const heldForms = (streams: readonly KeptStream[]): ReadonlySet<string> =>
  new Set(streams.flatMap(({ decider, events }) => events.map((event) => formOf(decider, event))));

/** The forms that none of the streams holds. */
export function missingForms(
  declared: Declared,
  streams: readonly KeptStream[],
): readonly string[] {
  const held = heldForms(streams);
  return everStored(declared).filter((form) => !held.has(form));
}
