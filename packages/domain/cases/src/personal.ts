import type { PersonalPart } from '@civigrid/kernel';
import { refusal } from './case-error.ts';

/** Why a report keeps what belongs to a person: how to reach them, their words, the exact point. */
export const reportPurposes: {
  readonly callBack: 'call-back';
  readonly statement: 'statement';
  readonly place: 'place';
} = { callBack: 'call-back', statement: 'statement', place: 'place' };

/** Refuses two parts of one person for one purpose: only one could ever be found again. */
export function checkedParts(parts: readonly PersonalPart[] = []): readonly PersonalPart[] {
  for (const [i, { subject, purpose }] of parts.entries())
    for (let before = 0; before < i; before++)
      if (parts[before]?.subject === subject && parts[before]?.purpose === purpose)
        throw refusal(
          'cases/personal-twice',
          'A person has one personal part for each purpose in a fact.',
          { purpose },
        );
  return parts;
}
