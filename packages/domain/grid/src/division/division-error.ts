import { DomainError, type JsonObject } from '@civigrid/kernel';

/** The codes with which a change of a division is refused. */
export type DivisionErrorCode =
  /** The division was adopted before. */
  | 'grid/already-adopted'
  /** Nothing was adopted yet that could be changed. */
  | 'grid/not-adopted'
  /** No cell bears the code, and none ever did. */
  | 'grid/unknown-code'
  /** A cell bears the code. */
  | 'grid/code-taken'
  /** The code was borne once; codes are retired, never used again. */
  | 'grid/code-retired'
  /** Not a day in the form `YYYY-MM-DD`. */
  | 'grid/invalid-day'
  /** A cell that is touched has changed on a later day: the past is not written anew. */
  | 'grid/day-superseded'
  /** The parent that a cell names is not there. */
  | 'grid/unknown-parent'
  /** A cell would come to lie below itself. */
  | 'grid/circular-parent'
  /** A split into one, a merge of one. */
  | 'grid/too-few-cells'
  /** A merge across parents, or a new cell elsewhere than the one that it follows. */
  | 'grid/other-parent'
  /** A cell would cease while cells still lie below it. */
  | 'grid/children-left'
  /** A cell without a usable code or parent, or one that comes twice. */
  | 'grid/bad-cell'
  /** The cells that are drawn are not those that the change speaks of. */
  | 'grid/wrong-cells'
  /** Only a leaf can be cut or give an area away; what lies above follows from its children. */
  | 'grid/not-a-leaf'
  /** The cell has no drawing. */
  | 'grid/nothing-drawn'
  /** The change would change nothing. */
  | 'grid/nothing-moves'
  /** A cell would give all that it has; that is a merge. */
  | 'grid/nothing-left'
  /** Not as many pieces as new codes. */
  | 'grid/wrong-count'
  /** Groups that do not name every child once. */
  | 'grid/wrong-children';

type Word = DivisionErrorCode extends `grid/${infer Rest}` ? Rest : never;

/** A refusal of a change, to be thrown. */
export function refuse(
  what: Word,
  message: string,
  details: JsonObject = {},
): DomainError<DivisionErrorCode> {
  return new DomainError<DivisionErrorCode>(`grid/${what}`, message, details);
}
