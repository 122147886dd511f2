import {
  type Assignment,
  type KnownCase,
  leadOf,
  type RoutedData,
  type TimelineRow,
} from '@civigrid/cases';
import type { CaseId, GridCode } from '@civigrid/kernel';
import type { Explanation } from '@civigrid/tables';
import type { CaseDesk } from './case-desk.ts';
import { refusal } from './governance-error.ts';
import { pathOf } from './responsibility.ts';
import type { TownParts } from './town-parts.ts';

/** Why a case is where it is (为什么派给他). */
export interface CaseExplanation {
  readonly caseId: CaseId;
  readonly state: KnownCase;
  /** From the root down to the home grid. */
  readonly path: readonly GridCode[];
  /** Which rule decided on what, as it was recorded. */
  readonly routed?: RoutedData;
  /** Every rule against what the table saw; absent where another version of the table decided. */
  readonly table?: Explanation;
  readonly lead?: Assignment;
  readonly timeline: readonly TimelineRow[];
}

/** Explains a case from its record; refuses an unknown one with `governance/unknown-case`. */
export async function explainCase(
  parts: TownParts,
  cases: CaseDesk,
  id: CaseId,
): Promise<CaseExplanation> {
  const state = cases.get(id);
  if (state === undefined)
    throw refusal('governance/unknown-case', 'No such case was reported.', { case: id });
  const routed = 'routing' in state ? state.routing : undefined;
  const lead = leadOf(state);
  const same = routed !== undefined && routed.reason.version === parts.routing.version;
  return {
    caseId: id,
    state,
    path: pathOf(parts, state.grid),
    ...(routed === undefined ? {} : { routed }),
    ...(same ? { table: parts.routing.explain(routed.reason.inputs) } : {}),
    ...(lead === undefined ? {} : { lead }),
    timeline: await cases.timeline(id),
  };
}
