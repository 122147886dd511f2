import type { Decider, GridCode, Happened } from '@civigrid/kernel';
import { checkedCode, checkedInstant, checkedInstants, checkedTitle } from '../record/checked.ts';
import { type FactOf, factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { refusal } from './programme-error.ts';

/** A speciality that a cell declares (主题网格, 一格一品), from when to when, and the programmes that carry it. */
export type Theme = {
  readonly theme: string;
  /** Public. */
  readonly title: string;
  /** UTC milliseconds, included. */
  readonly from: number;
  /** UTC milliseconds, not included; left out while it is open. */
  readonly until?: number;
  readonly programmes: readonly string[];
};

/**
 * Declares the speciality of a cell, one at a time. Refused with `people/theme-reversed`, `theme-overlaps`, `theme-exists`,
 * and `other-grid` where the stream is another cell's.
 */
export interface DeclareTheme extends Given {
  readonly type: 'declare';
  readonly grid: GridCode;
  readonly theme: string;
  readonly title: string;
  readonly from: number;
  readonly until?: number;
  readonly programmes?: readonly string[];
}

/** Ends it at an instant within its time. Refused with `people/theme-unknown`, `theme-reversed`. */
export interface EndTheme extends Given {
  readonly type: 'endTheme';
  readonly theme: string;
  /** UTC milliseconds, not included. */
  readonly until: number;
}

/** Adds a programme to it. Refused with `people/theme-unknown`, `programme-linked`. */
export interface LinkProgramme extends Given {
  readonly type: 'linkProgramme';
  readonly theme: string;
  readonly programme: string;
}

/** What can be asked of a themed grid. */
export type ThemedGridCommand = DeclareTheme | EndTheme | LinkProgramme;

/** Data of `people/theme-declared`. */
export type ThemeDeclaredData = Theme & { readonly grid: GridCode };

/** Data of `people/theme-ended`. */
export type ThemeEndedData = { readonly theme: string; readonly until: number };

/** Data of `people/programme-linked`. */
export type ProgrammeLinkedData = { readonly theme: string; readonly programme: string };

/** The facts of a themed grid by type, each with its data. */
export interface ThemedGridFacts {
  readonly 'people/theme-declared': ThemeDeclaredData;
  readonly 'people/theme-ended': ThemeEndedData;
  readonly 'people/programme-linked': ProgrammeLinkedData;
}

/** What happens to a themed grid. */
export type ThemedGridFact = {
  readonly [Type in keyof ThemedGridFacts]: FactOf<ThemedGridFacts, Type>;
}[keyof ThemedGridFacts];

/** The state of a themed grid, a stream of `themedGridStream`; plain JSON. */
export type ThemedGridState = {
  /** Null before the first declaration. */
  readonly grid: GridCode | null;
  /** In the order in which they were declared; no two at one instant. */
  readonly themes: readonly Theme[];
};

function endOf({ until }: Pick<Theme, 'until'>): number {
  return until ?? Number.POSITIVE_INFINITY;
}

function declare(command: DeclareTheme, state: ThemedGridState): readonly ThemedGridFact[] {
  const { grid, from, until } = command;
  if (state.grid !== null && state.grid !== grid)
    throw refusal('people/other-grid', 'This stream belongs to another cell.', { grid });
  const theme = checkedCode(command.theme, '/theme');
  if (state.themes.some((each) => each.theme === theme))
    throw refusal('people/theme-exists', 'This theme was declared already.', { theme });
  checkedInstants({ from });
  if (until !== undefined && checkedInstant(until, '/until') <= from)
    throw refusal('people/theme-reversed', 'A theme ends after it begins.', { path: '/until' });
  const clash = state.themes.find((each) => each.from < endOf(command) && from < endOf(each));
  if (clash !== undefined)
    throw refusal('people/theme-overlaps', 'A cell has one speciality at a time.', {
      theme: clash.theme,
    });
  const programmes = [...new Set(command.programmes ?? [])].map((each, index) =>
    checkedCode(each, `/programmes/${index}`),
  );
  const title = checkedTitle(command.title, '/title');
  const data = { grid, theme, title, from, ...(until !== undefined && { until }), programmes };
  return [factOf('people/theme-declared', data)];
}

function themeOf(theme: string, { themes }: ThemedGridState): Theme {
  const found = themes.find((each) => each.theme === theme);
  if (found === undefined)
    throw refusal('people/theme-unknown', 'The cell has no such theme.', { path: '/theme' });
  return found;
}

function endTheme(command: EndTheme, state: ThemedGridState): readonly ThemedGridFact[] {
  const found = themeOf(command.theme, state);
  const { theme, from } = found;
  const until = checkedInstant(command.until, '/until');
  if (until <= from || until > endOf(found))
    throw refusal('people/theme-reversed', 'A theme ends within its time.', { path: '/until' });
  return until === found.until ? [] : [factOf('people/theme-ended', { theme, until })];
}

function linkProgramme(command: LinkProgramme, state: ThemedGridState): readonly ThemedGridFact[] {
  const { theme, programmes } = themeOf(command.theme, state);
  const programme = checkedCode(command.programme, '/programme');
  if (programmes.includes(programme))
    throw refusal('people/programme-linked', 'The programme belongs to it already.', {
      programme,
    });
  return [factOf('people/programme-linked', { theme, programme })];
}

function decided(command: ThemedGridCommand, state: ThemedGridState): readonly ThemedGridFact[] {
  switch (command.type) {
    case 'declare':
      return declare(command, state);
    case 'endTheme':
      return endTheme(command, state);
    case 'linkProgramme':
      return linkProgramme(command, state);
  }
}

function changed(
  state: ThemedGridState,
  theme: string,
  change: (before: Theme) => Theme,
): ThemedGridState {
  const themes = state.themes.map((each) => (each.theme === theme ? change(each) : each));
  return { ...state, themes };
}

function followed(state: ThemedGridState, happened: Happened<ThemedGridFact>): ThemedGridState {
  switch (happened.type) {
    case 'people/theme-declared': {
      const { grid, ...theme } = happened.data;
      return { grid, themes: [...state.themes, theme] };
    }
    case 'people/theme-ended': {
      const { theme, until } = happened.data;
      return changed(state, theme, (each) => ({ ...each, until }));
    }
    case 'people/programme-linked': {
      const { theme, programme } = happened.data;
      return changed(state, theme, (each) => ({
        ...each,
        programmes: [...each.programmes, programme],
      }));
    }
  }
}

/** The speciality of a cell through time (主题网格, 一格一品), in a stream of `themedGridStream`. */
export const themedGridDecider: Decider<ThemedGridState, ThemedGridCommand, ThemedGridFact> = {
  initial: { grid: null, themes: [] },
  decide: (command, state) => {
    checkedInstant(command.at, '/at');
    const facts: readonly ThemedGridFact[] | undefined = decided(command, state);
    if (facts !== undefined) return facts;
    throw refusal('people/unknown-command', 'A themed grid knows no such command.', {
      path: '/type',
    });
  },
  evolve: (state, happened) => {
    // A newer version may have written facts that this one does not know: they change nothing.
    const next: ThemedGridState | undefined = followed(state, happened);
    return next ?? state;
  },
};

/** The theme of the cell at an instant; undefined where it has none. */
export function themeAt({ themes }: ThemedGridState, at: number): Theme | undefined {
  return themes.find((theme) => theme.from <= at && at < endOf(theme));
}
