// One street over the public API: reports and alarms come in, a case is closed, a convention is voted.
// Everything is synthetic: the street, its people and their words.
import { tellRow } from '@civigrid/cases/messages';
import { judge } from '@civigrid/conventions/ballots';
import { tellVerdict } from '@civigrid/conventions/messages';
import type { DeviceMapping, RegisteredDevice } from '@civigrid/devices';
import { type ConventionOrder, governance } from '@civigrid/governance';
import { actorId, conventionId, subjectRef } from '@civigrid/kernel';
import { sqliteStore, sqliteVault } from '@civigrid/store-sqlite';
import { syntheticStreet } from '@civigrid/testing/street';

const street = syntheticStreet();
const { cells: grid, routing, roster, ladders, convention: dogs } = street;
const registry = street.devices as readonly RegisteredDevice[];
const mappings = street.mappings as readonly DeviceMapping[];
const alarms = new Map(Object.entries(street.alarms));
const [store, vault] = [sqliteStore({ file: 'street.db' }), sqliteVault({ file: 'keys.db' })];
const { subjects, media } = vault;
const devices = { registry, mappings, alarms };
const places = { store, vault, subjects, media };
const town = await governance({ grid, routing, roster, ladders, devices, ...places });

// The first three hours of the day, as they came in.
const endings: Record<string, number> = {};
for (const input of street.day().filter(({ at }) => at < street.dayFrom + 3 * 3_600_000)) {
  const { outcome } =
    input.kind === 'payload'
      ? await town.ingest({ ...input, receivedAt: input.at })
      : await town.report(input).catch(() => ({ outcome: 'refused' }));
  endings[outcome] = (endings[outcome] ?? 0) + 1;
}
console.log(endings);

// The smoke alarm of 02:13: the fire station has it, and the loop is closed.
const fire = town.cases.list().find((each) => each.grid === street.stories.smokeGrid);
if (fire === undefined) throw new Error('The night was quieter than it should be.');
const station = { actor: actorId('LS/fireStation'), at: fire.at + 600_000 };
await town.cases.perform(fire.id, { type: 'sign' }, station);
await town.cases.perform(fire.id, { type: 'handle', done: true }, station);
await town.cases.perform(fire.id, { type: 'check', outcome: 'pass' }, station);
await town.cases.perform(fire.id, { type: 'close' }, station);
for (const row of await town.cases.timeline(fire.id)) console.log(tellRow(row, 'zh-CN'));

// The dog-keeping convention (文明养犬公约): suggestions, a draft, a vote, and the law behind it.
const { times, community, kept, authorisedOn } = dogs;
const id = conventionId('dogs');
const secretary = actorId('LS.13/secretary');
const give = (at: number, order: ConventionOrder) =>
  town.conventions.perform(id, order, { actor: secretary, at: Math.round(at) });
const topic = { kind: 'residents', community, title: dogs.topic.zh } as const;
await give(times.proposed, { type: 'proposeTopic', convention: id, ...topic });
for (const { suggestion, at, place, words } of dogs.suggestions) {
  const subject = subjectRef(suggestion);
  await give(at, { type: 'suggest', suggestion, subject, words: words.zh, ...place });
}
const dropped = dogs.suggestions.flatMap(({ suggestion, dropped: why }) =>
  why === undefined ? [] : [{ suggestion, reason: why.reason }],
);
await give(times.selected, { type: 'selectSuggestions', kept, dropped });
const clauses = dogs.clauses.map((clause) => ({ ...clause, text: clause.text.zh }));
await give(times.drafted, { type: 'draft', clauses });
const members = dogs.representatives.map(({ post }) => post);
const register = { body: 'members', size: members.length, members } as const;
const rule = { rule: 'residents-representatives', register, authorisedOn };
await give(times.meeting, { type: 'openVote', ...rule });
for (const vote of dogs.votes)
  await give(times.meeting, { type: 'castBallot', ...vote, channel: 'meeting' });
await give(times.meeting, { type: 'closeVote' });
const state = await town.conventions.get(id);
if ('vote' in state) console.log(tellVerdict(judge(state.vote, { closed: true }), 'zh-CN'));
await town.close();
