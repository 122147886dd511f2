import type { ConventionOrder, Town } from '@civigrid/governance';
import {
  actorId,
  type ConventionId,
  conventionId,
  type Digest,
  intakeCommandId,
  type SubjectIndex,
} from '@civigrid/kernel';
import type { SyntheticStreet } from '@civigrid/testing/street';
import type { Language } from '../language.ts';

/** The id of the street's convention about dogs (文明养犬公约). */
export const dogConventionId: ConventionId = conventionId('dogs-2026');

/** What making a convention works with. */
export interface ConventionPorts {
  readonly street: SyntheticStreet;
  readonly town: Town;
  readonly digest: Digest;
  readonly subjects: SubjectIndex;
  readonly language: Language;
}

/** Takes the community from an online topic through suggestions and a World Café to its vote and the notice board; what was done before is not done again. */
export async function makeConvention(ports: ConventionPorts): Promise<void> {
  const { street, town, digest, subjects, language } = ports;
  const { convention } = street;
  const { times } = convention;
  const state = await town.conventions.get(dogConventionId);
  if (state.status === 'published') return;

  async function give(
    key: string,
    at: number,
    actor: string,
    order: ConventionOrder,
  ): Promise<void> {
    const id = intakeCommandId(
      town.tenant,
      { source: 'convention/dogs', message: key, at },
      digest,
    );
    await town.conventions.perform(dogConventionId, order, { actor: actorId(actor), at, id });
  }

  await give('topic', times.proposed, 'secretary', {
    type: 'proposeTopic',
    convention: dogConventionId,
    kind: 'residents',
    community: convention.community,
    title: convention.topic[language],
  });
  for (const { suggestion, by, at, place, words } of convention.suggestions) {
    const subject = await subjects.put(town.tenant, 'name', by);
    const said = { suggestion, subject, words: words[language], ...place };
    await give(suggestion, Math.round(at), `resident:${subject}`, { type: 'suggest', ...said });
  }
  const offline = convention.suggestions.filter(({ place }) => place.origin === 'offline');
  await give('world-cafe', times.worldCafe + 3 * 3_600_000, 'secretary', {
    type: 'deliberate',
    deliberation: {
      form: 'world-cafe',
      day: dayOf(times.worldCafe),
      tables: Math.max(1, ...offline.map(({ place }) => place.table ?? 1)),
      rounds: Math.max(1, ...offline.map(({ place }) => place.round ?? 1)),
      participants: offline.length,
    },
  });
  await give('selection', times.selected, 'secretary', {
    type: 'selectSuggestions',
    kept: convention.kept,
    dropped: convention.suggestions.flatMap(({ suggestion, dropped }) =>
      dropped === undefined ? [] : [{ suggestion, reason: dropped.reason }],
    ),
  });
  await give('draft', times.drafted, 'secretary', {
    type: 'draft',
    clauses: convention.clauses.map(({ clause, text, answers }) => ({
      clause,
      text: text[language],
      answers,
    })),
  });
  const members = convention.representatives.map(({ post }) => post);
  await give('vote', times.meeting, 'secretary', {
    type: 'openVote',
    rule: 'residents-representatives',
    register: { body: 'members', size: members.length, members },
    authorisedOn: convention.authorisedOn,
  });
  for (const [i, { voter, choice }] of convention.votes.entries())
    await give(`ballot/${voter}`, times.meeting + (i + 1) * 20_000, voter, {
      type: 'castBallot',
      voter,
      choice,
      channel: 'meeting',
    });
  const present = convention.representatives.filter((each) => each.present).length;
  await give('close', times.meeting + 3_600_000, 'secretary', { type: 'closeVote', present });
  await give('publish', times.published, 'secretary', { type: 'publish' });
}

/** The Beijing day of an instant. */
function dayOf(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
}
