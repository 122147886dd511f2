import type { Assignment } from '@civigrid/cases';
import { tellRow, tellStatus } from '@civigrid/cases/messages';
import type { Town } from '@civigrid/governance';
import type { CaseId } from '@civigrid/kernel';
import { explanationLines } from '@civigrid/tables/messages';
import type { TownNames } from './names.ts';
import type { DemoWords } from './words.ts';

/** What a story is told from. */
export interface StoryPorts {
  readonly town: Town;
  readonly names: TownNames;
  readonly words: DemoWords;
}

/** The clock of the street. */
function clockText(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
}

function assigned(lead: Assignment, { names, words }: StoryPorts): string {
  const role = names.role(lead.role);
  switch (lead.tenure) {
    case 'held':
      return words.assigned(role, names.grid(lead.grid));
    case 'standIn':
      return words.standsIn(role, names.grid(lead.grid), names.grid(lead.heldIn));
    case 'vacant':
      return words.vacant(role);
  }
}

/** The routing and the timeline of one case, line by line. */
export async function story(
  title: string,
  id: CaseId,
  ports: StoryPorts,
): Promise<readonly string[]> {
  const { town, names, words } = ports;
  const { path, state, table, routed, lead, timeline } = await town.explain(id);
  const language = names.messageLanguage;
  const told =
    table === undefined || routed?.reason.rule === null
      ? [words.backstop]
      : explanationLines(table, {
          language,
          nearMisses: 2,
          words: {
            value: (column, value) => {
              const name = names.named(column, String(value));
              return name === undefined ? String(value) : `${name} ${value}`;
            },
          },
        });
  const first =
    routed === undefined ? undefined : timeline.find(({ type }) => type === 'cases/dispatched');
  const given = first?.type === 'cases/dispatched' ? first.params.lead : lead;
  return [
    `-- ${title} · ${tellStatus(state.status, language)}`,
    `${words.place}: ${names.path(path)}`,
    `${words.rule}:`,
    ...told.map((line) => `  ${line}`),
    ...(given === undefined ? [] : [`  ${assigned(given, ports)}`]),
    `${words.history}:`,
    ...timeline.map((row) => `  ${clockText(row.at)}  ${tellRow(row, language, names.named)}`),
  ];
}
