import type { PublishedTally, PublishedTrack } from '../ballots/published-tally.ts';
import type { BallotConflict, BoxReading, SpoiltBallot } from '../ballots/read-box.ts';
import type { Language } from './language.ts';
import { refusals } from './refusal-words.ts';
import { trackNames, verdictStatuses, weightText } from './verdict-words.ts';

function conflictLine(
  { unit, voter, counts, setAside, differ }: BallotConflict,
  language: Language,
): string {
  const key = unit ?? voter ?? '';
  const others = setAside.join(language === 'zh-CN' ? '、' : ', ');
  if (language === 'zh-CN')
    return `${key}：计入 ${counts}，不计入 ${others}${differ ? '（意见不一致）' : '（意见一致）'}。`;
  return `${key}: ${counts} counts, ${others} set aside (${differ ? 'they differ' : 'they agree'}).`;
}

function spoiltLine({ ballot, code }: SpoiltBallot, language: Language): string {
  return language === 'zh-CN'
    ? `${ballot}：${refusals[code]['zh-CN']}`
    : `${ballot}: ${refusals[code].en}`;
}

/**
 * The ballots of a vote for the notice board (选票公示): how many count, which were set aside by which, which do not count and
 * why, a line each, by their numbers and by references; it names nobody.
 */
export function tellBallots(reading: BoxReading, language: Language): string {
  const { units, persons, conflicts, spoilt } = reading;
  const counted = units.length + persons.length;
  const chinese = language === 'zh-CN';
  return [
    chinese
      ? `选票公示：计入 ${counted} 份，重复或者冲突 ${conflicts.length} 处，不予计入 ${spoilt.length} 张。`
      : `Ballots: ${counted} counted, ${conflicts.length} repeated or in conflict, ${spoilt.length} not counted.`,
    ...conflicts.map((one) => conflictLine(one, language)),
    ...spoilt.map((one) => spoiltLine(one, language)),
  ].join('\n');
}

function publishedLine(track: PublishedTrack, language: Language): string {
  const { name } = track;
  const chinese = language === 'zh-CN';
  const label = trackNames[name][language];
  if ('forPercent' in track) {
    const [from, to] = track.forPercent;
    return chinese
      ? `${label}：同意占 ${from}% 至 ${to}%。`
      : `${label}: ${from} to ${to} % in favour.`;
  }
  const [part, agreed] = [track.participated, track.for].map((value) =>
    weightText(value, name, language),
  );
  return chinese
    ? `${label}：参加 ${part}，同意 ${agreed}。`
    : `${label}: ${part} took part, ${agreed} in favour.`;
}

/** What may be published of a verdict after a leak check (公布结果), a line each; coarse where single ballots could be worked out. */
export function tellPublished({ status, tracks }: PublishedTally, language: Language): string {
  const chinese = language === 'zh-CN';
  const hidden = chinese
    ? '为保护投票秘密，不公布具体票数。'
    : 'The numbers would give single ballots away.';
  const coarse = tracks.length === 0 || tracks.some((track) => 'forPercent' in track);
  return [
    `${verdictStatuses[status][language]}${chinese ? '。' : '.'}`,
    ...tracks.map((track) => publishedLine(track, language)),
    ...(coarse ? [hidden] : []),
  ].join('\n');
}
