import { type CaseBudgets, isBudget, type StageLimit, type Tier } from '@civigrid/cases';
import type { Json, JsonObject } from '@civigrid/kernel';

/** What a rule of the routing table says (分派结果), read from its outputs. */
export interface RoutingOutcome {
  /** Role that leads. */
  readonly lead: string;
  /** Roles that assist. */
  readonly assist: readonly string[];
  readonly tier: Tier;
  readonly budgets: CaseBudgets;
  /** Name of a ladder of the town; the town's first if left out. */
  readonly ladder?: string;
  /** Whether it calls for mediation (调解). */
  readonly mediation: boolean;
}

/** A rule of the routing table that cannot be carried out. */
export interface RoutingIssue {
  readonly code: 'governance/no-lead' | 'governance/bad-output' | 'governance/unknown-ladder';
  readonly rule: number;
  readonly column: string;
}

const tiers: readonly string[] = ['microDemand', 'smallDispute', 'smallProblem', 'bigMatter'];

const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTier = (value: unknown): value is Tier => tiers.includes(value as string);
const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);

/** Whether a value is a plan of stages: each with a name of its own and a limit. */
function isPlan(value: unknown): value is readonly StageLimit[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  const names = new Set(value.map((each) => (isRecord(each) ? each['stage'] : undefined)));
  return (
    names.size === value.length &&
    value.every((each) => isRecord(each) && isText(each['stage']) && isBudget(each['budget']))
  );
}

/** By output: what it may hold where a rule says anything. */
const forms: Readonly<Record<string, (value: unknown) => boolean>> = {
  lead: isText,
  assist: (value) => isText(value) || isTextList(value),
  tier: isTier,
  sign: isBudget,
  handle: isBudget,
  limit: isBudget,
  callBack: isBudget,
  reportIn: isBudget,
  stages: isPlan,
  ladder: isText,
  mediation: (value) => typeof value === 'boolean',
};

const said = (value: Json | undefined): value is Exclude<Json, null> =>
  value !== undefined && value !== null;

function record(outcome: Json | undefined): JsonObject {
  return isRecord(outcome) ? outcome : {};
}

/** What is wrong with one rule's outputs, so that a table is refused when the town opens and not when a case needs it. */
export function checkOutcome(
  rule: number,
  outcome: Json | undefined,
  ladders: readonly string[],
): readonly RoutingIssue[] {
  const outputs = record(outcome);
  const issues: RoutingIssue[] = [];
  if (!isText(outputs['lead'])) issues.push({ code: 'governance/no-lead', rule, column: 'lead' });
  for (const [column, fits] of Object.entries(forms)) {
    const value = outputs[column];
    if (column !== 'lead' && said(value) && !fits(value))
      issues.push({ code: 'governance/bad-output', rule, column });
  }
  const ladder = outputs['ladder'];
  if (isText(ladder) && !ladders.includes(ladder))
    issues.push({ code: 'governance/unknown-ladder', rule, column: 'ladder' });
  return issues;
}

/** Reads a rule's outputs; what a table leaves out has no limit, the lightest tier and nobody who assists. */
export function routingOutcome(outcome: Json | undefined): RoutingOutcome | undefined {
  const outputs = record(outcome);
  const { lead, assist, tier, sign, handle, limit, callBack, reportIn, stages, ladder, mediation } =
    outputs as Readonly<Record<string, Json | undefined>>;
  if (!isText(lead)) return undefined;
  return {
    lead,
    assist: isText(assist) ? [assist] : isTextList(assist) ? assist : [],
    tier: isTier(tier) ? tier : 'microDemand',
    budgets: {
      ...(isBudget(sign) ? { sign } : {}),
      ...(isBudget(handle) ? { handle } : {}),
      ...(isBudget(limit) ? { whole: limit } : {}),
      ...(isBudget(callBack) ? { callBack } : {}),
      ...(isBudget(reportIn) ? { reportIn } : {}),
      ...(isPlan(stages) ? { stages } : {}),
    },
    ...(isText(ladder) ? { ladder } : {}),
    mediation: mediation === true,
  };
}
