import type { CaseEventData, KnownCase } from '@civigrid/cases';
import { tellLevel } from '@civigrid/cases/messages';
import type { Town } from '@civigrid/governance';
import type { Recorded } from '@civigrid/kernel';
import { fieldLevelLeaders } from '@civigrid/people';
import { type DayCounts, endings, sumOf } from './counts.ts';
import type { TownNames } from './names.ts';
import type { DemoWords } from './words.ts';

/** What a summary is told from. */
export interface SummaryPorts {
  readonly town: Town;
  readonly counts: DayCounts;
  readonly at: number;
  readonly names: TownNames;
  readonly words: DemoWords;
}

const shown = 8;

function ranked(keys: Iterable<string>): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** One case that went up a level, and who was told; nothing where it only was warned. */
function escalation(
  { category, grid }: KnownCase,
  { type, data }: Recorded,
  { names, words }: SummaryPorts,
): readonly string[] {
  if (type !== 'cases/escalated') return [];
  const { effect, from, to, tell } = data as CaseEventData['cases/escalated'];
  if (effect === 'warn' || from === to) return [];
  const told = tell.map((role) => names.role(toldAs(role, to)));
  const row = {
    category: names.category(category),
    place: grid === undefined ? '–' : names.grid(grid),
    from: tellLevel(from, names.messageLanguage),
    to: tellLevel(to, names.messageLanguage),
    told: told.join(names.messageLanguage === 'en' ? ', ' : '、'),
  };
  return [words.escalation(row)];
}

/** Every case that went up a level, in the order of the cases. */
async function escalations(ports: SummaryPorts): Promise<readonly string[]> {
  const { cases } = ports.town;
  const lines: string[] = [];
  for (const state of cases.list().filter(({ escalations: count }) => count > 0))
    for (const event of await cases.events(state.id))
      lines.push(...escalation(state, event, ports));
  return lines;
}

function toldAs(word: string, level: string): string {
  return word === 'levelLeader' ? (fieldLevelLeaders.get(level) ?? word) : word;
}

/** The day in numbers, line by line. */
export async function summary(ports: SummaryPorts): Promise<readonly string[]> {
  const { town, counts, at, names, words } = ports;
  const total = sumOf(counts);
  // Everything that was recorded up to now.
  const { total: figures } = await town.cases.statistics({ period: { from: 0, until: at + 1 } });
  const { numerator: onTime, denominator } = figures.rates.onTimeWhole;
  const states = town.cases.list();
  const leads = states.flatMap((state) =>
    'assignment' in state ? [state.assignment.lead.role] : [],
  );
  const language = names.messageLanguage;
  // By number: the order of the log's partitions differs between a run and the next one.
  const settled = figures.settled
    .map(({ level, closed }) => [level, closed] as const)
    .toSorted(([a, most], [b, least]) => least - most || (a < b ? -1 : 1));
  const went = await escalations(ports);
  const letters = await town.letters.list();
  const reasons = ranked(letters.flatMap((letter) => letter.reasons.map(({ code }) => code)));
  const width = String(total).length;
  const number = (value: number) => String(value).padStart(width);
  const rest = went.length - shown;
  return [
    `== ${words.summary} ==`,
    words.inputs(total),
    ...endings.map((ending) => `  ${number(counts[ending])}  ${words.endings[ending]}`),
    words.behind(counts.behind),
    words.incidents(town.incidents()),
    words.cases(figures.counts.reported, figures.counts.closures, figures.counts.open),
    words.limits(onTime, denominator - onTime, figures.counts.overdue),
    `${words.leads}:`,
    ...ranked(leads).map(([role, count]) => `  ${number(count)}  ${names.role(role)}`),
    `${words.settled}:`,
    ...settled.map(([level, count]) => `  ${number(count)}  ${tellLevel(level, language)}`),
    words.escalated(went.length),
    ...went.slice(0, shown).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  ${words.more(rest)}`] : []),
    words.letters(letters.length),
    ...reasons.map(([code, count]) => `  ${number(count)}  ${code}`),
  ];
}
