import { checkDay } from '../../beijing-day.ts';
import { refuse } from '../../error-code.ts';
import { checkOwnTextHolds } from '../own-text.ts';
import { inForce, presets } from '../presets.ts';
import type { Rule } from '../rule.ts';
import type { RuleId } from '../rule-id.ts';
import { citationsOf, type StatuteId, statute } from '../statute.ts';
import type { BylawTerms, OwnTerms } from './bylaw-terms.ts';
import { nationalTerms } from './national-terms.ts';
import { type Overlay, type OverlayId, overlays } from './overlay.ts';
import { checkOwnTerms, type LawSaid } from './own-room.ts';
import { stricter } from './stricter.ts';
import type { TermsLayer } from './terms-layer.ts';
import type { ProxyTerms, TermsSaid, TermsWarning, VoteTerms } from './vote-terms.ts';

/** Which vote, where, and under which rules of the host's own. */
export interface VoteTermsOptions {
  readonly rule: RuleId | Rule;
  /** A Beijing day, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Local rules of the place, in any order. */
  readonly overlays?: readonly OverlayId[];
  readonly bylaws?: readonly BylawTerms[];
  /** True for an extraordinary meeting (临时会议). */
  readonly extraordinary?: boolean;
}

/** The sentences that say how days are counted (民法典201, 203). */
const counting: readonly StatuteId[] = ['civil-code-201', 'civil-code-203'];

function checkRule(id: RuleId, asOf: string): void {
  if (id === 'bylaw') return;
  const known = presets.filter((preset) => preset.id === id);
  if (known.length === 0) throw refuse('unknown-rule', 'No rule has this id.', { rule: id });
  if (!known.some((preset) => inForce(preset, asOf)))
    throw refuse('not-in-force', 'The rule did not hold on that day.', { rule: id, asOf });
}

function overlaysOf(ids: readonly OverlayId[], rule: RuleId, asOf: string): readonly Overlay[] {
  const found = Array.from(new Set(ids), (id) => {
    const overlay = overlays.find((one) => one.id === id);
    if (overlay === undefined || !overlay.rules.includes(rule))
      throw refuse('unknown-overlay', 'No such local rule for this kind of vote.', {
        overlay: String(id),
        rule,
      });
    if (!inForce(overlay, asOf))
      throw refuse('not-in-force', 'The local rule did not hold on that day.', {
        overlay: id,
        asOf,
        from: overlay.from,
        statute: overlay.says[0]?.[0] ?? null,
      });
    return overlay;
  });
  const deepest = [...found].sort((a, b) => b.place.length - a.place.length)[0]?.place ?? [];
  const elsewhere = found.find(({ place }) => place.some((name, depth) => deepest[depth] !== name));
  if (elsewhere !== undefined)
    throw refuse('overlays-contradict', 'A vote is held in one place.', {
      overlays: found.map(({ id }) => id),
    });
  // What is said does not hang on the order of the list; neither do the citations.
  return [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function lawSaid(layers: readonly TermsLayer[], extraordinary: boolean): LawSaid {
  const by = new Map<string, readonly StatuteId[]>();
  let all: TermsSaid = {};
  for (const [id, said] of layers.flatMap(({ says }) => says)) {
    const { extraordinaryNoticeDays, ...rest } = said;
    const mine: TermsSaid =
      extraordinary && extraordinaryNoticeDays !== undefined
        ? { ...rest, noticeDays: extraordinaryNoticeDays }
        : rest;
    for (const member of Object.keys(mine)) by.set(member, [...(by.get(member) ?? []), id]);
    all = stricter(all, mine);
  }
  return { said: all, by };
}

function ownSaid(own: OwnTerms): TermsSaid {
  const { silence: _, proxies, ...rest } = own;
  return proxies === undefined ? rest : { ...rest, proxies };
}

function warningsOf(
  { said, by }: LawSaid,
  terms: Pick<VoteTerms, 'silence' | 'proxies'>,
  layers: readonly TermsLayer[],
  options: { readonly extraordinary: boolean; readonly proxiesSaid: boolean },
): readonly TermsWarning[] {
  const of = (member: keyof TermsSaid): readonly StatuteId[] => by.get(member) ?? [];
  const says = layers.flatMap((one) => one.says);
  const shorter = says.filter(
    ([, { extraordinaryNoticeDays: days }]) =>
      options.extraordinary && days !== undefined && days < (said.noticeDays ?? 0),
  );
  const uncertain = says.flatMap(([id]) => {
    const note = statute(id)?.note;
    return note === undefined ? [] : [{ id, note }];
  });
  const notes = Array.from(new Set(uncertain.map(({ note }) => note)));
  return [
    ...(terms.silence === 'with-majority'
      ? [{ code: 'conventions/silence-counted', statutes: of('silenceByBylaw') } as const]
      : []),
    ...(options.proxiesSaid ? [] : [{ code: 'conventions/proxies-unsaid', statutes: [] } as const]),
    ...shorter.map(([id]) => ({ code: 'conventions/shorter-notice', statutes: [id] }) as const),
    ...notes.map(
      (note) =>
        ({
          code: 'conventions/days-uncertain',
          statutes: uncertain.filter((one) => one.note === note).map(({ id }) => id),
          note,
        }) as const,
    ),
  ];
}

/**
 * How a vote under a rule is to be held on a day (表决程序): national law, with local rules laid over it and the host's
 * own on top, each with its sentences. The stricter of two texts holds, as `stricter` says; those of two places, or that
 * nobody can keep at once, are refused with `conventions/overlays-contradict`; a text that does not hold on that day with
 * `conventions/not-in-force`; an overlay that is not about such votes with `conventions/unknown-overlay`; a clause of the
 * host's own that grants less than the law with `conventions/against-law`. Silence is not counted unless a local rule
 * lets the host's own rules count it and they do: then a warning says so. What no sentence quoted here says is absent:
 * this is not legal advice.
 *
 * @example voteTerms({ rule: 'civil-code-278', asOf: '2026-11-21', overlays: ['hangzhou'] }).votingDays // { atLeast: 5, atMost: 60 }
 */
export function voteTerms(options: VoteTermsOptions): VoteTerms {
  const { asOf, bylaws = [], extraordinary = false } = options;
  checkDay(asOf);
  const rule = typeof options.rule === 'string' ? options.rule : options.rule.id;
  checkRule(rule, asOf);
  const layers: readonly TermsLayer[] = [
    ...nationalTerms.filter((one) => one.rules.includes(rule) && inForce(one, asOf)),
    ...overlaysOf(options.overlays ?? [], rule, asOf),
  ];
  const law = lawSaid(layers, extraordinary);
  const basis = presets.find((one) => one.id === rule && inForce(one, asOf))?.variants[0]?.[1];
  const fallback = typeof basis === 'object' ? (basis.statutes[0] ?? null) : null;
  for (const { text, said } of bylaws) {
    checkOwnTextHolds(text, asOf);
    checkOwnTerms(said, law, fallback);
  }
  const {
    silenceByBylaw,
    extraordinaryNoticeDays: _,
    ...said
  } = bylaws.reduce<TermsSaid>((all, bylaw) => stricter(all, ownSaid(bylaw.said)), law.said);
  const counted = bylaws.some(({ said: own }) => own.silence === 'with-majority');
  const owners = presets.some((one) => one.id === rule && one.bodies === undefined);
  const proxies: ProxyTerms = {
    allowed: false,
    written: false,
    agents: owners ? 'owners' : 'voters',
    candidatesMayNot: false,
    instructed: false,
    publishNames: false,
    notFor: [],
    ...said.proxies,
  };
  const silence = counted ? 'with-majority' : 'not-counted';
  const timed = asOf >= '2021-01-01' ? counting : [];
  const statutes = Array.from(
    new Set([...layers.flatMap((one) => one.says.map(([id]) => id)), ...timed]),
  );
  return {
    ...said,
    channels: said.channels ?? ['online', 'paper', 'meeting'],
    proxies,
    silence,
    ...(counted && silenceByBylaw !== undefined && silenceByBylaw.floor.length > 0
      ? { silenceFloor: silenceByBylaw.floor }
      : {}),
    agendaAnnounced: said.agendaAnnounced ?? false,
    statutes,
    citations: [
      ...citationsOf(statutes),
      ...bylaws.map(({ text: { law: title, article, quote, hash } }) => ({
        law: title,
        article,
        quote,
        hash,
      })),
    ],
    warnings: warningsOf(law, { silence, proxies }, layers, {
      extraordinary,
      proxiesSaid: said.proxies?.allowed !== undefined,
    }),
  };
}
