import { covers, implies, sameThreshold } from './compare-thresholds.ts';
import type { RuleKind } from './preset.ts';
import type { RuleDemand } from './rule-demand.ts';
import type { Threshold } from './threshold.ts';

/** Where the law leaves room: a decision may be made harder and a request easier, an election and a recall neither. */
export const room: Readonly<Record<RuleKind, (own: Threshold, law: Threshold) => boolean>> = {
  decision: implies,
  composition: implies,
  request: (own, law) => implies(law, own),
  election: sameThreshold,
  recall: sameThreshold,
};

/** Whether a rule is of the same vote as the law: day, matter, kind, and nobody votes whom the law does not name. */
function sameVote(own: RuleDemand, law: RuleDemand): boolean {
  const bodies =
    own.electorate === 'owners' || law.electorate === 'owners'
      ? own.electorate === law.electorate
      : own.bodies.every((body) => law.bodies.includes(body));
  return (
    own.id === law.id &&
    own.asOf === law.asOf &&
    own.matter === law.matter &&
    own.kind === law.kind &&
    bodies
  );
}

/**
 * Whether a rule demands all that the law does: every share of the law's stands in it, or one that goes beyond it where
 * the law leaves room.
 */
export function holdsLaw(own: RuleDemand, law: RuleDemand): boolean {
  const allowed = room[law.kind];
  const kept = (ours: readonly Threshold[], theirs: readonly Threshold[]): boolean =>
    theirs.every((other) =>
      ours.some((one) => one.track === other.track && covers(one, other) && allowed(one, other)),
    );
  return sameVote(own, law) && kept(own.quorum, law.quorum) && kept(own.passing, law.passing);
}
