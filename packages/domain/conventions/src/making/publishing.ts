import { beijingDay, lastDay } from '../beijing-day.ts';
import { refuse } from '../error-code.ts';
import type { FileConvention, Publish } from './convention-command.ts';
import type { ConventionFact } from './convention-fact.ts';
import type { ConventionState } from './convention-state.ts';
import { filing, publicationDays, publicationStatute } from './publication.ts';
import { passed, published } from './step.ts';

/** Shows to everybody what was passed (公示). */
export function publish(command: Publish, state: ConventionState): readonly ConventionFact[] {
  const { topic } = passed(state);
  const { days = publicationDays, at } = command;
  const from = beijingDay(at);
  if (!Number.isSafeInteger(days) || days < publicationDays)
    throw refuse('publication-too-short', 'It is shown for fifteen days at least.', {
      days: Number.isSafeInteger(days) ? days : null,
      least: publicationDays,
      statute: publicationStatute(topic.kind, from) ?? null,
    });
  const data = { days, from, to: lastDay(from, days) };
  return [{ type: 'conventions/published', schema: 1, data }];
}

/** Gives it to the office that the law names (备案). */
export function file(command: FileConvention, state: ConventionState): readonly ConventionFact[] {
  const { topic } = published(state);
  const { offices, statute } = filing(topic.kind, beijingDay(command.at));
  const { office } = command;
  if (!offices.includes(office))
    throw refuse('wrong-office', 'The law names another office.', {
      office,
      offices,
      statute: statute ?? null,
    });
  return [{ type: 'conventions/filed', schema: 1, data: { office } }];
}
