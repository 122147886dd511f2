import { DomainError, type JsonObject } from '@civigrid/kernel';

/** The codes with which a draft is refused. */
export type DraftErrorCode =
  /** What was saved is no draft of this form. */
  | 'grid/bad-draft'
  /** A cell that the draft touches is no longer as it was when it was drafted. */
  | 'grid/division-changed'
  /** The proposal is less seamless than today's division. */
  | 'grid/less-seamless';

type Word = DraftErrorCode extends `grid/${infer Rest}` ? Rest : never;

/** A refusal of a draft, to be thrown. */
export function refuse(
  what: Word,
  message: string,
  details: JsonObject = {},
): DomainError<DraftErrorCode> {
  return new DomainError<DraftErrorCode>(`grid/${what}`, message, details);
}
