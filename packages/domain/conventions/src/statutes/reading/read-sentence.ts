import type { ThresholdBase, TrackName } from '../threshold.ts';
import { type Clause, clausesOf } from './clause.ts';
import { itemsOf, mattersIn } from './item.ts';
import { countsOf, periodsOf } from './period.ts';
import type {
  Reading,
  ReadingIssue,
  ReadMostVotes,
  ReadThreshold,
  ThresholdRole,
} from './reading.ts';
import { sharesOf } from './share.ts';
import { whoStandsIn } from './voters.ts';

/** The longest text that is read, in UTF-16 units. */
const longest = 20_000;

/**
 * What the first verb after a share says of it; a longer word before the shorter that begins it. 到会 in 到会人员 and
 * 参加投票 in 参加投票的村民 are no verbs: they say who is meant.
 */
const verbs =
  /((?:投票|表决)(?:同意|通过|赞成)|同意|通过|赞成|当选|选票)|((?:参[与加](?:表决|投票|会议)?|出席(?:会议)?|到会|投票)(?!投票|表决|会议|选举|的?(?:组成|成员|人|代表|业主|居民|村民|选民|户|专有|面积)))|(提议|联名|提出|要求|请求|提请)/;
/** What governs the phrase before a share; 专有, 所有 and the like do not. */
const governing =
  /应当|必须|经过?(?![营济])|由|须|^有(?!选举权|利害关系)|[^专所具共享]有(?!选举权|利害关系|效)|获得|达到|占(?!比)/g;
const rerun = /另行选举|重新选举|再次投票|第二次投票/;
const mostVotes = /以?得票(?:最多|较多|多|数?最高)的?(?:者|人|候选人)?(?:始得)?当选/g;

/** The phrase that a verb governs, up to the share. */
function governed(left: string): string {
  const last = Array.from(left.matchAll(governing)).at(-1);
  return last === undefined ? left : left.slice(last.index + last[0].length);
}

/** The part of what follows a share that names who it is, up to the verb. */
function named(right: string): string {
  const verb = verbs.exec(right);
  return verb === null ? right : right.slice(0, verb.index);
}

function roleOf({ share, left, right, sentence }: Clause): ThresholdRole | undefined {
  if (share.unanimous) return 'passing';
  const verb = verbs.exec(right);
  if (verb !== null)
    return verb[1] !== undefined ? 'passing' : verb[2] !== undefined ? 'quorum' : 'request';
  if (/票/.test(left) || /票/.test(share.phrase))
    return rerun.test(sentence) ? 'passing-rerun' : 'passing';
  if (/已表决的多数/.test(left)) return 'silence';
  if (/占(?!比)/.test(left) && !/面积|人数/.test(left))
    return /妇女/.test(left) ? 'composition-women' : 'composition';
  return undefined;
}

function baseOf(words: string): ThresholdBase | 'interested' {
  if (/利害关系/.test(words)) return 'interested';
  if (/参[与加]表决/.test(words)) return 'participating';
  if (/到会|出席|与会/.test(words)) return 'present';
  if (/参[与加]投票|投票的?(?:人|居民|村民|业主|选民)|选票|有效票/.test(words)) return 'cast';
  return 'register';
}

function tracksOf(left: string, right: string): readonly TrackName[] {
  const heads = /人数|户数/.test(left);
  if (/面积/.test(left)) return heads ? ['area', 'heads'] : ['area'];
  return !heads && /面积/.test(right) ? ['area'] : ['heads'];
}

/** A share of nothing but a measure goes on with what the one before is a share of. */
const measure = /^(?:专有部分)?(?:面积|人数)?均?$/;

interface Read {
  readonly clause: Clause;
  role?: ThresholdRole;
  of: ThresholdBase | 'interested';
  who: ReadThreshold['who'];
  readonly tracks: readonly TrackName[];
}

/** Shares that hang on one verb share it, and what they are a share of where only the first says it. */
function shareVerbs(reads: readonly Read[]): void {
  const pairs = reads.flatMap((one, index) => {
    const next = reads[index + 1];
    return one.clause.linked && next !== undefined ? [[one, next] as const] : [];
  });
  for (const [one, next] of [...pairs].reverse())
    if (one.role === undefined && next.role !== undefined) one.role = next.role;
  for (const [one, next] of pairs) {
    if (next.role === undefined && one.role !== undefined) next.role = one.role;
    if (one.role === next.role && next.of === 'register' && measure.test(next.clause.left))
      next.of = one.of;
  }
}

/** Where one sentence tells the listed matters from all others, the first are special and the others ordinary. */
function tellMattersApart(thresholds: readonly ReadThreshold[]): readonly ReadThreshold[] {
  const passing = thresholds.filter(({ role }) => role === 'passing');
  const others = passing.some(({ matters }) => matters === 'others');
  const listed = passing.some(({ matters }) => matters !== undefined && matters !== 'others');
  if (!others || !listed) return thresholds;
  return thresholds.map((one) =>
    one.role !== 'passing' || one.matters === undefined
      ? one
      : { ...one, role: one.matters === 'others' ? 'passing-ordinary' : 'passing-special' },
  );
}

function thresholdsOf(text: string): Pick<Reading, 'thresholds' | 'issues'> {
  const { shares, issues } = sharesOf(text);
  const reads = clausesOf(text, shares).map((clause): Read => {
    const role = roleOf(clause);
    const left = governed(clause.left) + clause.share.phrase;
    const right = named(clause.right);
    const rightWho = clause.share.unanimous ? [] : whoStandsIn(right);
    return {
      clause,
      ...(role === undefined ? {} : { role }),
      of: baseOf(`${left}${right}`),
      who: rightWho.length > 0 ? rightWho : whoStandsIn(governed(clause.left)),
      tracks: tracksOf(left, right),
    };
  });
  shareVerbs(reads);
  const thresholds: ReadThreshold[] = [];
  const unread: ReadingIssue[] = [];
  for (const { clause, role, of, who, tracks } of reads) {
    const { phrase, at, num, den, strict, bound } = clause.share;
    if (role === undefined) {
      unread.push({ code: 'conventions/unread-role', phrase, at });
      continue;
    }
    const matters = mattersIn(clause.before);
    for (const track of tracks)
      thresholds.push({
        role,
        of,
        who,
        track,
        num,
        den,
        strict,
        bound,
        ...(matters === undefined ? {} : { matters }),
        phrase,
        at,
      });
  }
  return {
    thresholds: tellMattersApart(thresholds),
    issues: [...issues, ...unread].sort((a, b) => a.at - b.at),
  };
}

function mostVotesOf(text: string): readonly ReadMostVotes[] {
  return Array.from(text.matchAll(mostVotes), (match) => {
    const before = text.slice(Math.max(0, match.index - 200), match.index);
    const sentence = before.slice(before.lastIndexOf('。') + 1);
    return { rerun: rerun.test(sentence), phrase: match[0], at: match.index };
  });
}

/**
 * Reads what a sentence of law or of a host's own rules demands (法条读法): shares with what they are for, periods,
 * numbers of persons, lists of matters. A plain grammar of the words that statutes use (以上, 超过, 过半数, 三分之二,
 * 全体, 出席, 参与表决 …): what it does not know is an issue with its place, never a guess; it refuses nothing and takes
 * time in proportion to the text, of which it reads at most 20,000 signs. Not legal advice: whoever uses what was read
 * has read the sentence too.
 *
 * @example readSentence('应当经到会人员的过半数通过。').thresholds[0]?.of // 'present'
 */
export function readSentence(quote: string): Reading {
  const nothing = { thresholds: [], periods: [], counts: [], mostVotes: [], items: [] };
  if (typeof quote !== 'string' || quote.length > longest)
    return {
      ...nothing,
      issues: [{ code: 'conventions/unreadable-text', phrase: '', at: 0 }],
    };
  return {
    ...thresholdsOf(quote),
    periods: periodsOf(quote),
    counts: countsOf(quote),
    mostVotes: mostVotesOf(quote),
    items: itemsOf(quote),
  };
}
