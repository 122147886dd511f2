import { checkDay } from '../beijing-day.ts';
import { refuse } from '../error-code.ts';

/** How people talked (协商形式): 世界咖啡, 议事会, 听证会, 恳谈会; or the study by the party organisation that the law wants first (第三十条第四款). */
export type DeliberationForm = 'world-cafe' | 'council' | 'hearing' | 'talk' | 'party-study';

/** A talk before the vote (协商, 城市居民委员会组织法第三十二条), without anybody's words: suggestions keep those. */
export type Deliberation = {
  readonly form: DeliberationForm;
  /** The Beijing day on which it was held. */
  readonly day: string;
  /** Tables of a World Café (桌), numbered from 1; 1 where there was but one. */
  readonly tables: number;
  /** Rounds (轮). */
  readonly rounds: number;
  readonly participants: number;
};

const counts = (value: number, least: number): boolean =>
  Number.isSafeInteger(value) && value >= least;

/** Refuses with `conventions/invalid-deliberation` numbers that no talk can have, with `conventions/invalid-day` what is no day. */
export function checkDeliberation({ day, tables, rounds, participants }: Deliberation): void {
  checkDay(day);
  if (!counts(tables, 1) || !counts(rounds, 1) || !counts(participants, tables))
    throw refuse(
      'invalid-deliberation',
      'A talk has at least one table and one round, and somebody at each table.',
      { tables, rounds, participants },
    );
}
