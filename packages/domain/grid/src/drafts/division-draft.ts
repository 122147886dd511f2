import type { GridCode } from '@civigrid/kernel';
import { cellNames } from '../division/cell-names.ts';
import type { ReadingOptions } from '../division/sketch.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { DivisionDraft } from './draft.ts';
import { emptyDocument } from './draft-document.ts';
import { refuse } from './draft-error.ts';
import { draftOf } from './draft-of.ts';
import { own } from './read-step.ts';
import { readNames, reopened } from './reopened.ts';

/** How a draft is begun. */
export interface DivisionDraftOptions extends ReadingOptions {
  /** Every code that was ever given, as a timeline knows them: those retired are refused at once, not when it is enacted. */
  readonly codesEver?: Iterable<GridCode>;
  /** A draft that was saved by `toJson`, of any origin: its steps are done again on today's division. */
  readonly saved?: unknown;
}

/**
 * Begins a proposal against a division, or opens a saved one again. A saved draft is refused with `grid/bad-draft`
 * where it is none, and with `grid/division-changed` where a cell that it stands on is no longer as it was; other
 * changes of the division do not concern it.
 *
 * @example
 * const draft = divisionDraft(today).split(code, { line }, [{ code: east }, { code: west }]);
 * if (draft.validate().seamless) commands = draft.enact({ effective: '2026-07-01' });
 */
export function divisionDraft(
  today: GridHierarchy,
  options: DivisionDraftOptions = {},
): DivisionDraft {
  const { saved, codesEver = [] } = options;
  const names =
    saved === undefined ? cellNames({ ...today.names, ...options.names }) : readNames(saved);
  const ever = new Set(codesEver);
  const empty = draftOf({ today, names, ever, document: emptyDocument, entries: [], done: 0 });
  if (saved === undefined) return empty;
  if (own(saved, 'schema') !== 1)
    throw refuse('bad-draft', 'This is no draft of a form that is known.');
  return reopened(empty, saved);
}
