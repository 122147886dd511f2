import { DomainError, type GridCode } from '@civigrid/kernel';
import { readShape, withoutCrossings } from '@civigrid/spatial';
import { toChange } from '../change.ts';
import type { Defect, DefectType } from '../defect.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import { combine, reaches } from './repair-combine.ts';
import { type Draft, drawnAnew, hung } from './repair-draft.ts';
import { mendPlaces, type PlaceRules } from './repair-places.ts';
import type {
  GridRepairErrorCode,
  OverlapRule,
  RepairOptions,
  RepairPlan,
  RepairProposal,
  Unsolved,
  UnsolvedReason,
} from './repair-proposal.ts';
import { parentFinder } from './repair-tree.ts';

const overlapRules: readonly OverlapRule[] = [
  'lowest-code',
  'largest-area',
  'smallest-area',
  'longest-border',
];

/** Defects that only the source of the data can mend. */
const askTheSource: Partial<Record<DefectType, UnsolvedReason>> = {
  'not-a-collection': 'unreadable',
  'not-a-feature': 'unreadable',
  'no-code': 'unreadable',
  'duplicate-code': 'which-is-right',
  'parent-cycle': 'circle',
  'no-geometry': 'nothing-drawn',
};

function refuseOption(name: string): never {
  throw new DomainError(
    'grid/bad-repair-option' satisfies GridRepairErrorCode,
    'Lengths and areas are numbers from 0, the rule for overlaps is one of four.',
    { option: name },
  );
}

function settled(hierarchy: GridHierarchy, options: RepairOptions) {
  const { snapMetres = 0.5, maxSquareMetres = 1000, overlap = 'lowest-code' } = options;
  if (!(snapMetres >= 0)) refuseOption('snapMetres');
  if (!(maxSquareMetres >= 0)) refuseOption('maxSquareMetres');
  if (!overlapRules.includes(overlap)) refuseOption('overlap');
  return { snapMetres, maxSquareMetres, overlap, parent: options.parent ?? hierarchy.names.parent };
}

const [near = 0, far = near] = reaches;
/** Rounding to the quantum may leave a hair where places were shifted: how often, and how far, one looks again. */
const rounds: readonly number[] = [near, near, far, near, far, near];

/** What is proposed so far. */
interface Work {
  readonly drafts: Draft[];
  readonly unsolved: Unsolved[];
}

/** The rings that cannot stay as they are drawn, by cell, lowest code first. */
function brokenRings(defects: readonly Defect[]): readonly (readonly [GridCode, Defect[]])[] {
  const broken = new Map<GridCode, Defect[]>();
  for (const defect of defects) {
    const [code] = defect.codes;
    if (defect.type !== 'invalid-ring' || defect.harmless || code === undefined) continue;
    const there = broken.get(code);
    if (there) there.push(defect);
    else broken.set(code, [defect]);
  }
  return [...broken].sort(([a], [b]) => (a < b ? -1 : 1));
}

function mendRings(hierarchy: GridHierarchy, defects: readonly Defect[], work: Work): void {
  for (const [code, found] of brokenRings(defects)) {
    const { shape } = readShape(hierarchy.feature(code).geometry);
    const told = hierarchy.issues.filter((issue) => issue.cell === code);
    // What loading told of has been mended by reading; more than that is a ring that crosses itself.
    const asRead = told.length >= found.length;
    const mended = shape && (asRead ? shape : withoutCrossings(shape));
    if (mended) work.drafts.push(drawnAnew(hierarchy, code, mended, found));
    else for (const defect of found) work.unsolved.push({ defect, reason: 'nothing-drawn' });
  }
}

/** The cell of a tree defect that would have to hang elsewhere. */
function strayOf(hierarchy: GridHierarchy, { type, codes }: Defect): GridCode | undefined {
  if (type === 'orphan') return codes[0];
  if (type !== 'parent-mismatch') return undefined;
  return codes.find((code) => {
    const parent = hierarchy.cell(code)?.parent;
    return parent !== undefined && codes.includes(parent);
  });
}

function mendTree(
  hierarchy: GridHierarchy,
  defects: readonly Defect[],
  property: string,
  work: Work,
): void {
  const finder = parentFinder(hierarchy);
  for (const defect of defects) {
    const stray = strayOf(hierarchy, defect);
    if (stray === undefined) continue;
    const parent = finder.parentOf(stray);
    if (parent !== undefined && parent !== hierarchy.cell(stray)?.parent)
      work.drafts.push(hung(hierarchy, stray, parent, property, [defect]));
    else if (defect.type === 'orphan') work.unsolved.push({ defect, reason: 'no-parent-there' });
  }
}

function numbered(drafts: readonly Draft[]): readonly RepairProposal[] {
  return drafts.map(({ action, defects, cells, features }, number) => {
    const revision = { retire: [], cells: features };
    return { number, action, defects, cells, revision };
  });
}

/** The same thing told of the same cells. */
const keyOf = ({ type, codes }: Defect) => JSON.stringify([type, codes]);

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const key of Object.keys(value)) frozen((value as Record<string, unknown>)[key]);
  }
  return value;
}

/**
 * What could be done about the defects that `hierarchy.validate()` finds (修复方案). Nothing is applied: a person looks
 * at the proposals, `combine` makes one change of those that are confirmed, and `hierarchy.revised` puts it into force.
 * With all of them applied every defect is gone that is not listed as unsolved; that has been tried before the plan is
 * given. Proposals about places presume those before them that mend rings and hang cells elsewhere. The plan does not
 * depend on the order or the make of the features. It costs a redrawing for every cell of every proposal: a second or two
 * for a street with a hundred defects, minutes where whole levels do not match. Refuses `grid/bad-repair-option` and, where borders cross more than
 * 100,000 times, `spatial/too-tangled`.
 *
 * @example
 * const { proposals, unsolved } = repairPlan(street, { overlap: 'longest-border' });
 * const mended = street.revised(toChange(combine(proposals)));
 */
export function repairPlan(hierarchy: GridHierarchy, options: RepairOptions = {}): RepairPlan {
  const { parent: property, ...rules } = settled(hierarchy, options);
  const { defects } = hierarchy.validate();
  const work: Work = { drafts: [], unsolved: [] };
  for (const defect of defects) {
    const reason = askTheSource[defect.type];
    if (reason) work.unsolved.push({ defect, reason });
  }
  mendRings(hierarchy, defects, work);
  mendTree(hierarchy, defects, property, work);

  const first = numbered(work.drafts);
  const sound = first.length > 0 ? hierarchy.revised(toChange(combine(first))) : hierarchy;
  const loose = new Set(
    work.unsolved.flatMap(({ defect: { type, codes } }) =>
      type === 'parent-cycle' || type === 'orphan' ? codes : [],
    ),
  );
  const redrawnRings = new Map(
    work.drafts.flatMap(({ action, cells, features }) =>
      action === 'mend-ring'
        ? cells.map(({ code }, i) => [code, features[i]?.geometry ?? null] as const)
        : [],
    ),
  );
  const placeRules: Omit<PlaceRules, 'reach'> = {
    ...rules,
    isLoose: (code) => sound.path(code).some((up) => loose.has(up)),
    featureOf(code) {
      const feature = hierarchy.feature(code);
      const geometry = redrawnRings.get(code);
      return geometry === undefined ? feature : { ...feature, geometry };
    },
  };
  // Rounding to the quantum may leave a hair where places were shifted: then one looks again.
  let street = sound;
  for (const reach of rounds) {
    const known = new Set(work.unsolved.map(({ defect }) => keyOf(defect)));
    const left = street
      .validate()
      .defects.filter((defect) => !defect.harmless && !known.has(keyOf(defect)));
    const { drafts, unsolved } = mendPlaces(street, left, { ...placeRules, reach });
    work.unsolved.push(...unsolved);
    if (drafts.length === 0) break;
    work.drafts.push(...drafts);
    street = hierarchy.revised(toChange(combine(numbered(work.drafts))));
  }
  const proposals = numbered(work.drafts);
  const { unsolved } = work;
  const known = new Set(unsolved.map(({ defect }) => keyOf(defect)));
  for (const defect of street.validate().defects)
    if (!defect.harmless && !known.has(keyOf(defect))) unsolved.push({ defect, reason: 'remains' });
  return frozen({ proposals, unsolved });
}
