import type { GridCode, SubjectRef } from '@civigrid/kernel';
import type { SealedBox } from '../record/sealed-box.ts';
import type { CareTerms } from './care.ts';
import { refusal } from './household-error.ts';
import type { OpenHelp, Visit } from './visit.ts';

/** A person on the care list. */
export type ListedPerson = CareTerms & {
  readonly status: 'listed';
  readonly person: SubjectRef;
  readonly household?: string;
  readonly grid: GridCode;
  /** When the person came onto the list, this time: UTC milliseconds. */
  readonly since: number;
  /** The stream's last instant: UTC milliseconds. */
  readonly at: number;
  readonly boxes: readonly SealedBox[];
  readonly visits: readonly Visit[];
  readonly helps: readonly OpenHelp[];
};

/** A person who left the list; nothing else is kept in the state. */
export type EndedCare = {
  readonly status: 'ended';
  readonly person: SubjectRef;
  readonly at: number;
};

/** The care that a person is given, as the stream `person/<ref>` tells it (重点关爱); plain JSON without any opened value. */
export type CareState = { readonly status: 'unlisted' } | ListedPerson | EndedCare;

/** The entry, refused where the person is not on the list. */
export function listed(state: CareState): ListedPerson {
  if (state.status !== 'listed')
    throw refusal('people/not-listed', 'The person is not on the care list.');
  return state;
}
