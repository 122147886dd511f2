import { refuse } from '../error-code.ts';

/** One clause of a convention (条款): public text under an id that stays the same through every draft. */
export type Clause = {
  readonly clause: string;
  readonly text: string;
  /** The kept suggestions that it answers. */
  readonly answers?: readonly string[];
};

/** Refuses with `conventions/invalid-clauses` a draft without clauses, a clause without id or text, and an id that stands twice; with `conventions/unknown-suggestion` an answer to what was not kept. */
export function checkClauses(clauses: readonly Clause[], kept: ReadonlySet<string>): void {
  if (clauses.length === 0) throw refuse('invalid-clauses', 'A draft has at least one clause.');
  const known = new Set<string>();
  clauses.forEach(({ clause, text, answers = [] }, row) => {
    if (clause === '' || text.trim() === '' || known.has(clause))
      throw refuse('invalid-clauses', 'A clause has a text, and an id of its own.', { row });
    known.add(clause);
    const unknown = answers.find((suggestion) => !kept.has(suggestion));
    if (unknown !== undefined)
      throw refuse('unknown-suggestion', 'A clause answers a suggestion that was not kept.', {
        row,
        suggestion: unknown,
      });
  });
}
