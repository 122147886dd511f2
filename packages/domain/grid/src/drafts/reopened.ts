import { isDomainError, type Json } from '@civigrid/kernel';
import type { CellNames } from '../division/cell-names.ts';
import type { DivisionDraft } from './draft.ts';
import type { DraftDocument } from './draft-document.ts';
import { refuse } from './draft-error.ts';
import type { DraftStep } from './draft-step.ts';
import { listIn, own, readStep } from './read-step.ts';

/** The names of the properties that a saved draft was made with. */
export function readNames(saved: unknown): CellNames {
  const [code, parent, level] = ['code', 'parent', 'level'].map((key) =>
    own(own(saved, 'names'), key),
  );
  if (typeof code !== 'string' || typeof parent !== 'string' || typeof level !== 'string')
    throw refuse('bad-draft', 'The names of the properties are missing in the draft.');
  return { code, parent, level };
}

/** Refuses a draft some cell of which is not as it was; which ones is told. */
function checkFooting(saved: unknown, { footing }: DraftDocument): void {
  const prints = new Map(footing.map(({ code, print }) => [code as string, print]));
  const known = new Set<string>();
  const changed: Json[] = [];
  for (const foot of listIn(saved, 'footing')) {
    const code = own(foot, 'code');
    if (typeof code !== 'string') throw refuse('bad-draft', 'A cell of the draft has no code.');
    known.add(code);
    if (prints.get(code) !== own(foot, 'print')) changed.push(code);
  }
  changed.push(...[...prints.keys()].filter((code) => !known.has(code)));
  if (changed.length > 0)
    throw refuse('division-changed', 'Cells of the division are not as they were.', {
      codes: changed,
    });
}

/** Does one step of a saved draft again; undefined where it is refused by now. */
function repeated(draft: DivisionDraft, step: DraftStep): DivisionDraft | undefined {
  try {
    return stepped(draft, step);
  } catch (error) {
    if (isDomainError(error)) return undefined;
    throw error;
  }
}

function stepped(draft: DivisionDraft, step: DraftStep): DivisionDraft {
  switch (step.type) {
    case 'split':
      return draft.split(step.code, step.cut, step.into);
    case 'merge':
      return draft.merge(step.codes, step.into);
    case 'transfer':
      return draft.transfer(step.code, step.parent);
    case 'moveBorder':
      return draft.moveBorder(step.from, step.to, step.area);
    case 'renumber':
      return draft.renumber(step.code, step.into);
    case 'rearrange':
      return draft.rearrange(step);
    case 'establish':
      return draft.establish(step.cell, step.geometry);
    case 'abolish':
      return draft.abolish(step.code);
  }
}

/** Does the steps of a saved draft again, on one that says nothing yet. */
export function reopened(empty: DivisionDraft, saved: unknown): DivisionDraft {
  const steps = listIn(saved, 'steps').map(readStep);
  const done = own(saved, 'done');
  if (typeof done !== 'number' || !Number.isInteger(done) || done < 0 || done > steps.length)
    throw refuse('bad-draft', 'It is not told how many steps of the draft stand.');
  let draft = empty;
  for (const [row, step] of steps.entries()) {
    const next = repeated(draft, step);
    if (next === undefined && row < done)
      throw refuse('division-changed', 'A step of the draft cannot be done any more.', { row });
    // Steps that were undone and cannot be done again are forgotten.
    if (next === undefined) break;
    draft = next;
  }
  while (draft.log.length > done) draft = draft.undo();
  checkFooting(saved, draft.document);
  return draft;
}
