import type { JsonObject } from '@civigrid/kernel';
import { fallbackOf, saidBy } from '../computed-outcome.ts';
import { isOrderComputed } from '../select.ts';
import type { Rule } from '../table.ts';
import type { TableInput } from '../table-input.ts';
import { validTable } from '../valid-table.ts';
import { joined } from '../verify/gaps.ts';
import { type Box, inputAt, pointOf } from '../verify/rule-boxes.ts';
import type { ProofLimits } from '../verify/verification.ts';
import { regionOf } from '../verify/where.ts';
import { changedBoxes } from './changed-boxes.ts';
import { commonColumns } from './common-columns.ts';
import { mayChange } from './may-change.ts';
import { replay } from './replay.ts';
import type { Said } from './said.ts';
import { type SideBySide, sideBySide } from './side-by-side.ts';
import type { ChangedRegion, TableAnswer, TableDiff, UndecidedChange } from './table-diff.ts';

/**
 * Which inputs two tables answer differently (比较决策表): as regions, proven over all inputs, missing values included;
 * and, with `inputs`, counted over real cases. Columns that one table lacks are free there. Refuses with
 * `tables/invalid`, and with `tables/unlike-columns` where columns of one name have different types.
 *
 * @example
 * diffTables(before, after).regions; // [{ before: 3, after: 0, from: { lead: 'street' }, to: …, witness, where }]
 */
export function diffTables(
  before: unknown,
  after: unknown,
  inputs?: Iterable<TableInput>,
  limits: ProofLimits = {},
): TableDiff {
  const tables = [validTable(before), validTable(after)] as const;
  const { columns, unlike } = commonColumns(...tables);
  const isOpen = tables.some(isOrderComputed);
  const undecided: readonly UndecidedChange[] = isOpen ? [{ why: 'computed' }] : unlike;
  const sides = undecided.length === 0 ? sideBySide(...tables, columns) : undefined;
  const symbolic = sides
    ? changesOf(sides, limits)
    : { regions: [], same: false, more: false, undecided };
  if (!inputs) return symbolic;
  return { ...symbolic, replay: replay(tables, inputs, sides && mayChange(sides, columns)) };
}

function changesOf(sides: SideBySide, limits: ProofLimits): TableDiff {
  const { findings = 1_000, nodes = 1_000_000 } = limits;
  const { boxes } = sides.index;
  const groups = new Map<string, Changes>();
  const undecided: UndecidedChange[] = [];
  let count = 0;
  const isDone = changedBoxes(sides, { nodes }, ({ box, said }) => {
    count++;
    if (count > findings) return false;
    if (!said) {
      undecided.push({ why: 'namesInput', where: regionOf(boxes, box) });
      return true;
    }
    // What is computed may turn out to be alike.
    if (said.some((one) => one.rules.some((slot) => ruleAt(sides, slot)?.compute))) {
      undecided.push({ why: 'computed', where: regionOf(boxes, box) });
      return true;
    }
    const key = said.map((one) => `${one.key} ${one.rules.join()}`).join(' | ');
    const group = groups.get(key);
    if (group) group.boxes.push(box);
    else groups.set(key, { said, boxes: [box] });
    return true;
  });
  if (!isDone) undecided.push({ why: 'budget' });
  const regions = [...groups.values()].flatMap((group) => regionsOf(sides, group));
  return {
    regions,
    same: regions.length === 0 && undecided.length === 0,
    more: count > findings,
    undecided,
  };
}

/** Boxes whose answers change alike, by the same rules. */
interface Changes {
  readonly said: readonly [before: Said, after: Said];
  readonly boxes: Box[];
}

function regionsOf(sides: SideBySide, { said, boxes }: Changes): readonly ChangedRegion[] {
  const [from, to] = said.map((one, side) => answerOf(sides, one, side as 0 | 1));
  const [before, after] = said.map(({ rules, refusal }) =>
    rules.length === 1 && !refusal ? rules[0] : undefined,
  );
  return joined(boxes).map((box) => ({
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after: after - sides.middle }),
    from,
    to,
    witness: inputAt(sides.index.boxes, pointOf(box)),
    where: regionOf(sides.index.boxes, box),
  }));
}

function ruleAt({ tables, middle }: SideBySide, slot: number): Rule | undefined {
  return slot < middle ? tables[0].rules[slot] : tables[1].rules[slot - middle];
}

function answerOf(sides: SideBySide, { key, rules, refusal }: Said, side: 0 | 1): TableAnswer {
  if (refusal) return refusal;
  const table = sides.tables[side];
  const said = saidBy(table);
  const outcomes = rules.map((slot) => said(ruleAt(sides, slot)?.then as JsonObject));
  if (key.startsWith('all')) return outcomes;
  return rules.length > 0 ? outcomes[0] : fallbackOf(table)?.outcome;
}
