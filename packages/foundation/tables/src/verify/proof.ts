import { type Zone, zone as zoneOf } from '@civigrid/calendar';
import { isOrderComputed, rankOf } from '../select.ts';
import type { Table } from '../table.ts';
import { type Candidates, candidates } from './candidates.ts';
import { type Fate, fateOf } from './fates.ts';
import { type Gaps, gapsOf } from './gaps.ts';
import { morePairs, type Pairs } from './overlaps.ts';
import { type RuleBoxes, ruleBoxes } from './rule-boxes.ts';
import { rankedOutputs, ruleKey, type Standing } from './standing.ts';
import type { Realm } from './universe.ts';

/** Within which a proof stays. */
export interface Bounds {
  readonly findings: number;
  readonly nodes: number;
}

/** All that was proven about a table, kept so that an edit need not prove it again. Slots outlive places. */
export interface Proof {
  readonly table: Table;
  readonly zone: Zone;
  readonly realms: readonly Realm[];
  readonly bounds: Bounds;
  /** The slots as their rules stand in the table. */
  readonly order: Int32Array;
  readonly index: Candidates;
  readonly standing: Standing;
  /** Numbers of outcomes by key; only ever added to. */
  readonly outcomeNumbers: Map<string, number>;
  /** By slot. */
  readonly fates: readonly (Fate | undefined)[];
  readonly gaps: Gaps;
  readonly pairs: Pairs;
  /** How many edits it has come through. */
  readonly edits: number;
}

/** Slots are kept free for rules to come, so that an edit need not lay everything out anew. */
const spare = 64;

export function proofOf(table: Table, realms: readonly Realm[], bounds: Bounds): Proof {
  const zone = zoneOf(table.zone ?? 'Asia/Shanghai');
  const { rules, hit } = table;
  const capacity = (Math.ceil((rules.length + 1) / 32) + spare / 32) * 32;
  const boxes = withSpare(ruleBoxes(table, realms, rules, zone), rules.length, capacity);
  const outcomeNumbers = new Map<string, number>();
  const outcomes = new Int32Array(capacity);
  rules.forEach((rule, slot) => {
    outcomes[slot] = numberOf(outcomeNumbers, ruleKey(rule));
  });
  const ranked = rankedOutputs(table);
  const standing: Standing = {
    hit,
    outcomes,
    places: Int32Array.from({ length: capacity }, (_, slot) => slot),
    ranks: ranked.map((output) => {
      const ranks = new Int32Array(capacity);
      rules.forEach((rule, slot) => {
        ranks[slot] = rankOf(rule.then, output);
      });
      return ranks;
    }),
    isOpen: isOrderComputed(table),
  };
  const order = Int32Array.from(rules.keys());
  const index = candidates(boxes, order);
  const budget = { nodes: bounds.nodes };
  const field = { index, standing, budget: { nodes: bounds.nodes } };
  const gaps = gapsOf({ boxes, rules: order, budget, most: bounds.findings });
  const fates = rules.map((_, slot) => fateOf(field, slot));
  const none: Pairs = { list: [], rows: 0 };
  const pairs = morePairs(index, standing, { pairs: none, order, enough: enough(bounds) });
  return {
    table,
    zone,
    realms,
    bounds,
    order,
    index,
    standing,
    outcomeNumbers,
    fates,
    gaps,
    pairs,
    edits: 0,
  };
}

/** More pairs are kept than told, so that a few may go before the rows are gone through again. */
export function enough({ findings }: Bounds): number {
  return 2 * findings + 1;
}

/** The number of a key; a new one gets the next. */
export function numberOf(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

function withSpare(boxes: RuleBoxes, used: number, capacity: number): RuleBoxes {
  const vague = new Uint8Array(capacity);
  vague.set(boxes.vague);
  const empty = new Uint8Array(capacity).fill(1, used);
  empty.set(boxes.empty);
  const cells = boxes.cells.map((row) => {
    const wide = new Int32Array(capacity).fill(-1);
    wide.set(row);
    return wide;
  });
  return { columns: boxes.columns, cells, vague, empty };
}
