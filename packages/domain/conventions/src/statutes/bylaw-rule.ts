import type { Digest } from '@civigrid/kernel';
import { refuse } from '../error-code.ts';
import { asThreshold, demandOfBylaw, type ReadDemand } from './bylaw-demand.ts';
import { room } from './bylaw-holds.ts';
import { covers, overlaps, sameThreshold } from './compare-thresholds.ts';
import { checkOwnTextHolds, type OwnClause, ownText } from './own-text.ts';
import { readSentence } from './reading/read-sentence.ts';
import type { BodyRule, OwnersRule, Rule } from './rule.ts';
import type { OwnText } from './rule-demand.ts';
import { type StatuteId, statute } from './statute.ts';
import type { Body, Threshold } from './threshold.ts';

/** A vote that no statute rules (自治事项): on which day, and who votes. */
export type UnruledVote = { readonly asOf: string; readonly matter?: string } & (
  | { readonly electorate: 'owners' }
  | { readonly electorate: 'body'; readonly bodies: readonly Body[] }
);

/** A clause of the host's own, and the rule of law that it makes stricter, or the vote that no statute rules. */
export type BylawOptions = OwnClause & {
  readonly digest: Digest;
  /** What the clause demands, where the host has it as data too: it is then held to the words. */
  readonly quorum?: readonly Threshold[];
  readonly passing?: readonly Threshold[];
} & ({ readonly under: Rule } | UnruledVote);

/** The sentence that sets a threshold, else the first behind the rule. */
function setBy(rule: Rule, law: Threshold): StatuteId | undefined {
  const says = (id: StatuteId): boolean =>
    readSentence(statute(id)?.quote ?? '').thresholds.some((read) => {
      const { bodies: _, ...one } = asThreshold(read);
      const { bodies: __, ...other } = law;
      return sameThreshold(one, other);
    });
  return rule.statutes.find(says) ?? rule.statutes[0];
}

function against(rule: Rule, own: Threshold, law: Threshold | undefined): Error {
  return refuse('against-law', 'The law leaves no room for this clause.', {
    rule: rule.id,
    statute: (law === undefined ? rule.statutes[0] : setBy(rule, law)) ?? null,
    bylaw: { ...own },
    ...(law === undefined ? {} : { law: { ...law } }),
  });
}

/** The law's shares and the host's together: every one of the host's own held to the law's that it touches. */
function together(
  rule: Rule,
  own: readonly Threshold[],
  law: readonly Threshold[],
): readonly Threshold[] {
  const allowed = room[rule.kind];
  for (const one of own) {
    const touched = law.filter((other) => one.track === other.track && overlaps(one, other));
    for (const other of touched) {
      const narrowed = { ...one, ...(other.bodies === undefined ? {} : { bodies: other.bodies }) };
      if (!allowed(narrowed, other)) throw against(rule, one, other);
    }
    if (touched.length === 0 && rule.kind !== 'decision' && rule.kind !== 'composition')
      throw against(rule, one, undefined);
  }
  const replaced = (other: Threshold): boolean =>
    own.some((one) => one.track === other.track && covers(one, other));
  return [...law.filter((other) => !replaced(other)), ...own];
}

function checkWho(own: readonly Threshold[], bodies: readonly Body[] | undefined): void {
  if (bodies !== undefined && own.some(({ track }) => track === 'area'))
    throw refuse('bylaw-mismatch', 'Only owners vote by area.');
  const strange = own.flatMap((one) => one.bodies ?? []).filter((body) => !bodies?.includes(body));
  if (strange.length > 0)
    throw refuse('bylaw-mismatch', 'The clause speaks of others than those who vote.', {
      bodies: strange,
    });
}

function underStatute(rule: Rule, read: ReadDemand, text: OwnText): Rule {
  if (read.electing !== undefined)
    throw refuse('against-law', 'How persons are chosen is for the law to say.', {
      rule: rule.id,
      statute: rule.statutes[0] ?? null,
    });
  checkWho([...read.quorum, ...read.passing], rule.electorate === 'body' ? rule.bodies : undefined);
  const { law, article, quote, hash } = text;
  return {
    ...rule,
    quorum: together(rule, read.quorum, rule.quorum),
    passing: together(rule, read.passing, rule.passing),
    citations: [...rule.citations, { law, article, quote, hash }],
    bylaw: text,
  };
}

function underNone(
  vote: UnruledVote,
  { electing, quorum, passing }: ReadDemand,
  text: OwnText,
): Rule {
  const { law, article, quote, hash } = text;
  checkWho([...quorum, ...passing], vote.electorate === 'body' ? vote.bodies : undefined);
  const one = {
    id: 'bylaw',
    kind: electing === undefined ? 'decision' : 'election',
    ...(vote.matter === undefined ? {} : { matter: vote.matter }),
    asOf: vote.asOf,
    quorum,
    passing,
    ...(electing === undefined ? {} : { electing }),
    statutes: [],
    citations: [{ law, article, quote, hash }],
    bylaw: text,
  } as const;
  return vote.electorate === 'owners'
    ? ({ ...one, electorate: 'owners' } satisfies OwnersRule)
    : ({ ...one, electorate: 'body', bodies: vote.bodies } satisfies BodyRule);
}

/**
 * A rule that stands on a clause of the host's own (自订规则): read from its words, with its hash. Under a rule of law it
 * may demand more of a decision, and less of those who ask for a meeting, never the reverse, and changes nothing of an
 * election or a recall: refused with `conventions/against-law` and the sentence in `details.statute`. Shares are compared
 * exactly, and a share of those who took part never counts as one of all.
 * Refuses besides with `conventions/invalid-text`, `conventions/invalid-day`, `conventions/wrong-hash`,
 * `conventions/not-in-force`, `conventions/unreadable-bylaw` and `conventions/bylaw-mismatch`. Whether the law leaves room
 * is read here as cautiously as it can be; it is not legal advice.
 */
export function bylawRule(options: BylawOptions): Rule {
  const text = ownText(options, options.digest);
  checkOwnTextHolds(text, 'under' in options ? options.under.asOf : options.asOf);
  const { quorum, passing } = options;
  const given = {
    ...(quorum === undefined ? {} : { quorum }),
    ...(passing === undefined ? {} : { passing }),
  };
  const item = 'under' in options ? options.under.item : undefined;
  const read = demandOfBylaw(options.quote, given, item);
  return 'under' in options
    ? underStatute(options.under, read, text)
    : underNone(options, read, text);
}
