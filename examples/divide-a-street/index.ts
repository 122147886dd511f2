// A street is divided anew: proved, mended, balanced, enacted from a day on, and asked again as of any day.
// Everything is synthetic: the street, its households, and the three places where it is wrong on purpose.

import { gridHierarchy } from '@civigrid/grid';
import { toChange } from '@civigrid/grid/change';
import { codeScheme } from '@civigrid/grid/codes';
import { divisionTimeline } from '@civigrid/grid/division';
import { divisionDraft } from '@civigrid/grid/drafts';
import { gridLayers, households } from '@civigrid/grid/layers';
import { describe, gridMessages } from '@civigrid/grid/messages';
import { rearrangementOf, rebalance, rebalanceRequest } from '@civigrid/grid/rebalance';
import { combine, repairPlan } from '@civigrid/grid/repair';
import type { GridCode } from '@civigrid/kernel';
import { brokenStreet } from './broken-street.ts';
import { picture } from './draw.ts';
import { divisionRecord } from './record.ts';
import { tellLoads } from './tell-loads.ts';

const [adopted, effective] = ['2026-01-01', '2027-01-01'];

// 1. The map as it came in: does every place lie in exactly one micro-grid (无缝覆盖)?
const given = brokenStreet(adopted);
const drawn = gridHierarchy(given.cells);
const { defects } = drawn.validate();
console.log(`${drawn.leafCount} micro-grids, ${defects.length} defects`);
for (const defect of defects) console.log('  found:', describe(defect, 'en'));
console.log(picture(drawn, 'as handed in', defects));

// 2. What could be done is proposed; here the office confirms all of it, and adopts the division.
const { proposals, unsolved } = repairPlan(drawn);
for (const { action, cells } of proposals)
  console.log('  confirmed:', gridMessages.en[action], cells.map(({ code }) => code).join(', '));
const today = drawn.revised(toChange(combine(proposals)));
console.log(`  unsolved: ${unsolved.length}; seamless now: ${today.validate().seamless}`);
const record = divisionRecord('LS');
await record.enact([{ type: 'adopt', effective: adopted, cells: today.collection().features }]);

// 3. A plan: about 1,000 households for each grid, in one piece, none across communities (规模适度).
const loads = gridLayers([households]).set(given.households).layers.at(adopted);
const load = (code: GridCode) => loads.value(code, 'households') ?? 0;
const [levels, target] = [{ groupLevel: 'grid', regionLevel: 'community' }, { load: 1000 }];
const terms = { ...levels, load, target, tolerance: 0.1, seed: 1 };
const plan = rebalance(rebalanceRequest(today, terms));

// 4. The plan as one change of the division; grids that come get codes that were never given.
const { codesEver } = divisionTimeline(await record.facts());
const segments = [
  { name: 'street', letters: [1, 8] as const },
  { name: 'cell', digits: 2 },
];
const dotted = codeScheme({ name: 'dotted', separator: '.', repeats: true, segments });
const used = new Set(codesEver);
const newCell = ({ region }: { readonly region: GridCode }) => {
  const code = dotted.next(region, used);
  used.add(code);
  return { code };
};
const words = rearrangementOf(today, plan, { ...levels, newCell });
const draft = divisionDraft(today, { codesEver }).rearrange(words);
console.log('Today:  ', tellLoads(today, loads, target.load));
console.log('Planned:', tellLoads(draft.hierarchy(), loads, target.load));
console.log(`  ${plan.moved.length} micro-grids with ${plan.movedLoad} households change hands,`);
console.log(`  ${words.establish?.length} grids come, ${plan.retired.length} cease;`);
console.log('  seamless:', draft.validate().seamless);
for (const missed of plan.unsatisfied) console.log('  not satisfied:', describe(missed, 'en'));
console.log(picture(today, 'today'));
console.log(picture(draft.hierarchy(), 'planned'));

// 5. Enacted from a day on (动态调整), and asked as of two days: whose was this place?
await record.enact(draft.enact({ effective }));
const timeline = divisionTimeline(await record.facts());
const [moved] = plan.moved;
const place = moved && today.representativePoint(moved.code);
if (!place) throw new Error('A street of unlike grids should have moved something.');
for (const day of ['2026-03-01', effective])
  console.log(`${day}: ${place} lies in ${timeline.at(day)?.locate(place)?.path.join(' › ')}`);
for (const { day, change, from, to } of timeline.lineage(moved.from).successors)
  console.log(`  lineage: ${day} ${change}, ${from} is followed by ${to.join(', ')}`);
