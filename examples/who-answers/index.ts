// Who answers at night? The duty of a whole street at one hour, the hole that a proof finds in its roster, what a case
// in the hole does, and what the same case does once it is filled. Everything is synthetic: street, people, roster.
import { findingLine, tellRow } from '@civigrid/cases/messages';
import { governance, type Town } from '@civigrid/governance';
import { actorId } from '@civigrid/kernel';
import { syntheticStreet } from '@civigrid/testing/street';
import { dutyRoster } from './duty-roster.ts';
import { dutyLines, namesOf } from './tell-duty.ts';

const street = syntheticStreet();
const { cells: grid, routing, ladders } = street;
const categories = street.categories.map(({ code }) => code);
const languages = ['zh-CN', 'en'] as const;
const staffed = (off: readonly number[]) => ({ ...street.roster, rotas: dutyRoster(off) });
const beijing = (time: string) => Date.parse(`2026-06-${time}+08:00`);
/** The night of Sunday 2026-06-21, and its week from one change of shifts to another. */
const [night, week] = [beijing('21T23:40'), { from: beijing('15T06:00'), categories }];

/** Proves over every category, cell, level and instant of the week that somebody answers. */
function prove(town: Town) {
  const proved = town.responsibilities(week);
  if (!proved.ok) throw new Error(JSON.stringify(proved.issues));
  const { complete, counts, findings } = proved.matrix.proof;
  const [cells, gaps] = [counts.cells, counts.gaps].map((count) => count.toLocaleString('en'));
  const verdict = complete ? 'Complete' : `Not complete, ${findings.length} findings`;
  console.log(`${verdict}: of ${cells} cells of the matrix nobody answers in ${gaps}`);
  return proved;
}

/** A tree has fallen over the road: urban management clears it at once (LS-047). Who has it signs if anybody does. */
async function fallenTree(town: Town): Promise<void> {
  const place = { grid: 'LS.08.02.22', category: '02.04.01', at: night };
  const { caseId, lead: first } = await town.report({ ...place, text: '大树倒在路上，车过不去' });
  if (first !== undefined && first.tenure !== 'vacant') {
    const by = { actor: actorId(first.post), at: beijing('21T23:44') };
    await town.cases.perform(caseId, { type: 'sign' }, by);
  }
  await town.tick(beijing('22T00:30'));
  const { routed, lead, timeline } = await town.explain(caseId);
  const who = lead?.tenure === 'vacant' ? 'nobody' : `${lead?.post} (${lead?.tenure})`;
  console.log(`Rule ${routed?.reason.ruleId}: ${lead?.role} leads; the case is with ${who}`);
  for (const language of languages)
    for (const row of timeline) console.log(' ', tellRow(row, language, namesOf(street, language)));
}

console.log('== Sunday 2026-06-21, 23:40: who answers on the street, by the role that should lead');
const town = await governance({ grid, routing, ladders, roster: staffed([6]) });
const before = town.responsibilities(week);
if (before.ok) for (const line of dutyLines(before, street.roster.posts, night)) console.log(line);

console.log('\n== The proof of the week');
const { matrix, passedAt } = prove(town);
const hole = matrix.proof.findings.find(
  (one) => one.kind === 'gap' && one.role === 'urbanManagement',
);
if (hole !== undefined) {
  for (const language of languages)
    console.log(findingLine(hole, language, namesOf(street, language)));
  for (const { post, why } of passedAt(hole)) console.log(`  asked: ${post}, ${why}`);
}

console.log('\n== A case in the hole');
await fallenTree(town);

console.log('\n== The command centre takes the seventh night too');
const filled = await governance({ grid, routing, ladders, roster: staffed([]) });
prove(filled);
await fallenTree(filled);
await Promise.all([town.close(), filled.close()]);
