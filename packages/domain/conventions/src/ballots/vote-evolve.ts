import type { Happened } from '@civigrid/kernel';
import type { BoxEntry } from './box-entry.ts';
import type { Objection } from './objection.ts';
import type { Vote } from './vote.ts';
import type { VoteFact, VoteOpened } from './vote-fact.ts';

/** The vote that was opened at an instant: where it says nothing else, no ballot was given before. */
export function openedVote(
  { authorisedOn: _, terms: __, repeat, opensAt, ...data }: VoteOpened['data'],
  at: number,
): Vote {
  return {
    ...data,
    opensAt: opensAt ?? at,
    repeat: repeat === 'refuse' ? 'first' : repeat,
    entries: [],
    refused: 0,
    mandates: [],
    deliveries: [],
    objections: [],
  };
}

const withEntry = (vote: Vote, entry: BoxEntry): Vote => ({
  ...vote,
  entries: [...vote.entries, entry],
});

function withObjection(vote: Vote, objection: string, change: (one: Objection) => Objection): Vote {
  const objections = vote.objections.map((one) =>
    one.objection === objection ? change(one) : one,
  );
  return { ...vote, objections };
}

/** What follows from what happened in a vote that is open; its opening and its end change nothing in it. */
export function evolveVote(vote: Vote, happened: Happened<VoteFact>): Vote {
  switch (happened.type) {
    case 'conventions/ballot-cast': {
      const { ballot = happened.id, givenAt = happened.at, ...said } = happened.data;
      return withEntry(vote, { type: 'ballot', ...said, ballot, at: givenAt });
    }
    case 'conventions/ballot-refused':
      return { ...vote, refused: vote.refused + 1 };
    case 'conventions/ballot-withdrawn':
      return withEntry(vote, { type: 'withdrawal', ...happened.data });
    case 'conventions/ballot-struck':
      return withEntry(vote, { type: 'strike', ...happened.data });
    case 'conventions/mandate-given':
      return { ...vote, mandates: [...vote.mandates, happened.data] };
    case 'conventions/mandate-revoked': {
      const { mandate } = happened.data;
      const mandates = vote.mandates.map((one) =>
        one.mandate === mandate ? { ...one, revokedAt: happened.at } : one,
      );
      return { ...vote, mandates };
    }
    case 'conventions/delivered': {
      const delivery = { ...happened.data, at: happened.at };
      return { ...vote, deliveries: [...vote.deliveries, delivery] };
    }
    case 'conventions/ballots-shown': {
      const { from, to } = happened.data;
      return { ...vote, shown: { from, to } };
    }
    case 'conventions/objection-raised': {
      const { id: event, schema, sealed, data } = happened;
      const words = sealed === undefined ? {} : { words: { event, schema, sealed } };
      return { ...vote, objections: [...vote.objections, { ...data, ...words }] };
    }
    case 'conventions/objection-decided': {
      const { objection, upheld } = happened.data;
      return withObjection(vote, objection, (one) => ({ ...one, upheld }));
    }
    case 'conventions/vote-opened':
    case 'conventions/vote-closed':
      return vote;
  }
}
