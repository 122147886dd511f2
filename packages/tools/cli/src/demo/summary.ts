import { type CaseEventData, isOpen } from '@civigrid/cases';
import { tellLevel } from '@civigrid/cases/messages';
import type { Town } from '@civigrid/governance';
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

/** Every case that went up a level, and who was told. */
async function escalations({ town, names, words }: SummaryPorts): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { id, category, grid, escalations: count } of town.cases.list()) {
    if (count === 0) continue;
    for (const { type, data } of await town.cases.events(id)) {
      if (type !== 'cases/escalated') continue;
      const { effect, from, to, tell } = data as CaseEventData['cases/escalated'];
      if (effect === 'warn' || from === to) continue;
      const level = (word: string) => tellLevel(word, names.messageLanguage);
      lines.push(
        words.escalation({
          category: names.category(category),
          place: grid === undefined ? '–' : names.grid(grid),
          from: level(from),
          to: level(to),
          told: tell
            .map((role) => names.role(toldAs(role, to)))
            .join(names.messageLanguage === 'en' ? ', ' : '、'),
        }),
      );
    }
  }
  return lines;
}

const leaders: ReadonlyMap<string, string> = new Map([
  ['microGrid', 'microGridLeader'],
  ['grid', 'gridLeader'],
  ['community', 'secretary'],
  ['street', 'commandCentre'],
]);

function toldAs(word: string, level: string): string {
  return word === 'levelLeader' ? (leaders.get(level) ?? word) : word;
}

/** The day in numbers, line by line. */
export async function summary(ports: SummaryPorts): Promise<readonly string[]> {
  const { town, counts, at, names, words } = ports;
  const total = sumOf(counts);
  const statistics = town.cases.statistics(at);
  const states = town.cases.list();
  const leads = states.flatMap((state) =>
    'assignment' in state ? [state.assignment.lead.role] : [],
  );
  const language = names.messageLanguage;
  // By number: the order of the log's partitions differs between a run and the next one.
  const settled = statistics.settled
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
    words.cases(statistics.count, statistics.closed, states.filter(isOpen).length),
    words.limits(statistics.onTime, statistics.late, statistics.undetermined),
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
