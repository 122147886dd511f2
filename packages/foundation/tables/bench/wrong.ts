import type { Contest } from './contest.ts';
import type { Verifying } from './verifying.ts';

/** Every answer that is not the scan's is wrong, a peer's too: then its table was told it wrongly. */
export function wrongContest({ comparisons }: Contest): readonly string[] {
  return comparisons.flatMap(({ name, different, cases }) =>
    different > 0 ? [`${name} decides ${different} of ${cases} cases otherwise than the scan`] : [],
  );
}

/** A gap or a dead rule that is none; a catch-all that leaves gaps; edits after which the verifier says something else. */
export function wrongProof(proof: Verifying): readonly string[] {
  const { catchAll, found, falseGaps, falseUnreachable, edit } = proof;
  const anew = edit && JSON.stringify(edit.foundAnew);
  return [
    ...(falseGaps ? [`${falseGaps} gaps are decided by a rule`] : []),
    ...(falseUnreachable ? [`${falseUnreachable} unreachable rules decide a case`] : []),
    ...(catchAll && found && !found.complete ? ['not complete in spite of a catch-all'] : []),
    ...(edit && JSON.stringify(edit.found) !== anew
      ? [`after the edits ${JSON.stringify(edit.found)}, but proved anew ${anew}`]
      : []),
  ];
}
