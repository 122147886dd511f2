import type { EventId, PersonalPart, SealedPart, SubjectRef } from '@civigrid/kernel';
import { recordRefusal } from './record-error.ts';

/** A sealed part with what a vault needs to open it, besides tenant and stream (密封信息); never its value. */
export type SealedBox = {
  readonly event: EventId;
  /** Of the fact when it was sealed. */
  readonly schema: number;
  readonly sealed: SealedPart;
};

/** Whom and what the personal parts of a command may be about. */
export interface PartsAllowed {
  readonly subjects: readonly SubjectRef[];
  readonly purposes: readonly string[];
}

/**
 * The parts that are to be sealed, copied. Refuses a part of somebody whom the command is not about
 * (`people/foreign-part`), a purpose that is not foreseen (`people/unknown-purpose`) and two parts of one person for
 * one purpose (`people/personal-twice`): only one could ever be found again.
 */
export function checkedParts(
  parts: readonly PersonalPart[] | undefined,
  { subjects, purposes }: PartsAllowed,
): readonly PersonalPart[] {
  const seen = new Set<string>();
  return (parts ?? []).map(({ subject, purpose, value }, index) => {
    const path = `/personal/${index}`;
    if (!subjects.includes(subject))
      throw recordRefusal('people/foreign-part', 'The command is not about this person.', { path });
    if (!purposes.includes(purpose))
      throw recordRefusal('people/unknown-purpose', 'Nothing is kept here for this purpose.', {
        path,
      });
    const key = JSON.stringify([subject, purpose]);
    if (seen.has(key))
      throw recordRefusal('people/personal-twice', 'One part for each person and purpose.', {
        path,
      });
    seen.add(key);
    return { subject, purpose, value };
  });
}

/** The boxes of what happened. */
export function boxesOf(happened: {
  readonly id: EventId;
  readonly schema: number;
  readonly sealed?: readonly SealedPart[];
}): readonly SealedBox[] {
  const { id: event, schema, sealed = [] } = happened;
  return sealed.map((part) => ({ event, schema, sealed: part }));
}

/** The boxes with newer ones in place of those of the same person and purpose. */
export function replaced(
  boxes: readonly SealedBox[],
  newer: readonly SealedBox[],
): readonly SealedBox[] {
  const stays = ({ sealed: old }: SealedBox) =>
    !newer.some(({ sealed }) => sealed.subject === old.subject && sealed.purpose === old.purpose);
  return [...boxes.filter(stays), ...newer];
}
