import type { KnownCase, Tier } from '@civigrid/cases';
import { levelAbove } from '@civigrid/cases';
import { isProtectedKind } from '@civigrid/devices';
import {
  type CaseId,
  type JsonObject,
  type Policy,
  parseStreamId,
  type Recorded,
} from '@civigrid/kernel';
import type { CaseView } from '../case-view.ts';
import type { CaseOrder, CaseTask } from '../orders.ts';
import { leaderOf, pathOf, responsible } from '../responsibility.ts';
import type { TownParts } from '../town-parts.ts';

/** What policies about cases look at. */
export interface CasePolicyViews {
  readonly parts: TownParts;
  readonly cases: CaseView;
}

/** The case that an event belongs to, as it stands now. */
export function caseOf(event: Recorded, cases: CaseView): KnownCase | undefined {
  const named = parseStreamId(event.stream);
  return named === undefined ? undefined : cases.get(named.id as CaseId)?.state;
}

/** What the routing table sees of a case, by the names of its columns; nothing personal. */
function routingInputs(state: KnownCase, kind: string | undefined): JsonObject {
  const { category, grid, source, severity, createdAt, device } = state;
  return {
    category,
    at: createdAt,
    source,
    ...(grid === undefined ? {} : { grid }),
    ...(severity === undefined ? {} : { severity }),
    ...(device === undefined ? {} : { device }),
    ...(kind === undefined ? {} : { kind, protected: isProtectedKind(kind) }),
  };
}

interface Plan {
  readonly rule: number | null;
  readonly ruleId?: string;
  readonly lead: string;
  readonly assist: readonly string[];
  readonly tier: Tier;
  readonly order: Partial<Extract<CaseOrder, { readonly type: 'route' }>>;
}

/** What the table says; where it says nothing, or the lead has sent the order back, the level above takes it (兜底). */
function planOf(state: KnownCase, inputs: JsonObject, { parts }: CasePolicyViews): Plan {
  const { rule, ruleId, outcome } = parts.routing.decide(inputs);
  const before = 'routing' in state ? state.routing.lead : undefined;
  if (outcome === undefined || (state.status === 'returned' && outcome.lead === before)) {
    const up = state.status === 'returned' ? levelAbove(state.levels, state.level) : undefined;
    const lead = up === undefined ? parts.backstop : leaderOf(parts, up);
    const kept =
      'routing' in state ? { budgets: state.routing.budgets, ladder: state.routing.ladder } : {};
    const tier = 'routing' in state ? state.routing.tier : 'bigMatter';
    const own = parts.limitsOf(state.category, state.createdAt);
    return { rule: null, lead, assist: [], tier, order: { budgets: own, ...kept } };
  }
  const ladder = parts.ladders.find(({ name }) => name === outcome.ladder) ?? parts.ladders[0];
  return {
    rule,
    ...(ruleId === undefined ? {} : { ruleId }),
    lead: outcome.lead,
    assist: outcome.assist,
    tier: outcome.tier,
    order: {
      budgets: { ...parts.limitsOf(state.category, state.createdAt), ...outcome.budgets },
      mediation: outcome.mediation,
      ...(ladder === undefined ? {} : { ladder }),
    },
  };
}

/** A filed or reopened case is routed by the table of the town (分派); an order that came back is routed again. */
export const routing: Policy<CasePolicyViews, CaseTask> = {
  name: 'routing',
  on: ['cases/filed', 'cases/returned', 'cases/reopened'],
  react: (event, views) => {
    const state = caseOf(event, views.cases);
    if (state === undefined || (state.status !== 'filed' && state.status !== 'returned')) return [];
    const { parts } = views;
    const inputs = routingInputs(state, views.cases.get(state.id)?.kind);
    const { rule, ruleId, lead, assist, tier, order } = planOf(state, inputs, views);
    const cell = responsible(parts, lead, pathOf(parts, state.grid), event.at).grid;
    const level = String(parts.grid.levelOf(cell) ?? '');
    const route: CaseOrder = {
      type: 'route',
      reason: {
        table: 'routing',
        version: parts.routing.version,
        rule,
        ...(ruleId === undefined ? {} : { ruleId }),
        inputs,
      },
      lead,
      assist,
      tier,
      budgets: {},
      ...order,
      ...(state.levels.includes(level) ? { level } : {}),
    };
    return [{ slot: 'route', order: { case: state.id, order: route } }];
  },
};
