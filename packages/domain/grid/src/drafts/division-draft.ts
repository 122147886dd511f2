import { type GridCode, isDomainError, type Json, type JsonObject } from '@civigrid/kernel';
import type { AreaGeometry } from '@civigrid/spatial';
import type { Seamlessness } from '../defect.ts';
import { type CellNames, cellNames, placeOf } from '../division/cell-names.ts';
import { broughtBy, type DivisionChange, revisionOf } from '../division/change.ts';
import { composed, revisionFor } from '../division/composed.ts';
import type { DivisionCommand } from '../division/division-command.ts';
import { refuse as refuseChange } from '../division/division-error.ts';
import { checkDay } from '../division/effective-day.ts';
import type { NewCell, ReadingOptions } from '../division/sketch.ts';
import type { Cut } from '../division/split-cell.ts';
import { type Succession, successionsOf } from '../division/succession.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import { compared, type DivisionComparison, type PlacedThing } from './comparison.ts';
import {
  type DraftDocument,
  type DraftLogEntry,
  emptyDocument,
  patched,
  withStep,
} from './draft-document.ts';
import { refuse } from './draft-error.ts';
import { changeOf, type DraftStep } from './draft-step.ts';
import { worsened } from './less-seamless.ts';
import { listIn, own, readStep } from './read-step.ts';

/** How a draft is begun. */
export interface DivisionDraftOptions extends ReadingOptions {
  /** Every code that was ever given, as a timeline knows them: those retired are refused at once, not when it is enacted. */
  readonly codesEver?: Iterable<GridCode>;
  /** A draft that was saved by `toJson`, of any origin: its steps are done again on today's division. */
  readonly saved?: unknown;
}

/** How a draft is enacted. */
export interface EnactOptions {
  /** The Beijing day from which all steps hold, `YYYY-MM-DD`. */
  readonly effective: string;
  /**
   * What becomes of a proposal with more defects of a type, or with such on a larger area, than today's division:
   * `refuse` (with `grid/less-seamless`) if left out.
   */
  readonly lessSeamless?: 'refuse' | 'allow';
}

/**
 * A proposal for changing a division (划分方案): drafted, compared with today, proved, and then enacted. A draft never
 * changes; every step, `undo` and `redo` give the next one. A step refuses as its operation of `./division` does.
 */
export interface DivisionDraft {
  /** The division that it was drafted against. */
  readonly today: GridHierarchy;
  /** The steps with what they come to, and the cells of today that they stand on. */
  readonly document: DraftDocument;
  /** How the document came to be, one entry for each step that stands; undoing takes entries away. */
  readonly log: readonly DraftLogEntry[];
  /** How many undone steps `redo` can bring back. */
  readonly undone: number;
  /** One cell becomes several (拆分). */
  split(code: GridCode, cut: Cut, into: readonly NewCell[]): DivisionDraft;
  /** Several cells become one (合并). */
  merge(codes: readonly GridCode[], into: NewCell): DivisionDraft;
  /** A cell goes to another parent (划转). */
  transfer(code: GridCode, parent: GridCode): DivisionDraft;
  /** An area goes from one leaf to another (边界调整). */
  moveBorder(from: GridCode, to: GridCode, area: AreaGeometry): DivisionDraft;
  /** The same place gets another code (换码). */
  renumber(code: GridCode, into: NewCell): DivisionDraft;
  /** The draft without its last step (撤销); itself where there is none. */
  undo(): DivisionDraft;
  /** The draft with the step that was undone last (重做); itself where there is none. */
  redo(): DivisionDraft;
  /** The division as it would be. */
  hierarchy(): GridHierarchy;
  /** Proves that the division as it would be is seamless, or lists its defects. */
  validate(): Seamlessness;
  /** What would change: which cells come, cease, move and grow, and of some things which lie in another cell then. */
  compare(things?: Iterable<PlacedThing>): DivisionComparison;
  /**
   * The commands for `divisionDecider`, in the order in which they are to be given. Refuses with `grid/invalid-day` and
   * `grid/less-seamless`; whether each still fits what was recorded meanwhile is for the decider to say.
   */
  enact(options: EnactOptions): readonly DivisionCommand[];
  /** The draft as plain JSON: its steps, those undone too, and prints of the cells that it stands on. */
  toJson(): JsonObject;
}

interface Entry extends DraftLogEntry {
  readonly step: DraftStep;
}

/** Everything that makes one draft. */
interface Draft {
  readonly today: GridHierarchy;
  readonly names: CellNames;
  readonly ever: ReadonlySet<GridCode>;
  readonly document: DraftDocument;
  /** Done and undone. */
  readonly entries: readonly Entry[];
  readonly done: number;
}

/** The lineage of all steps; of the tree in between only the parents are known. */
function lineageOf({ today, document, names }: Draft): readonly Succession[] {
  const parents = new Map<GridCode, GridCode | undefined>();
  const parentOf = (code: GridCode) =>
    parents.has(code) ? parents.get(code) : today.cell(code)?.parent;
  return document.steps.flatMap(({ change }) => {
    const lineage = successionsOf(change, parentOf);
    for (const feature of change.cells) {
      const { code, parent } = placeOf(feature, names);
      if (code !== undefined) parents.set(code, parent ?? undefined);
    }
    return lineage;
  });
}

/** Refuses codes that were borne before, also within the draft. */
function checkUnused(
  change: DivisionChange,
  { today, ever }: Draft,
  retired: ReadonlySet<GridCode>,
) {
  for (const code of broughtBy(change))
    if (today.has(code) || ever.has(code) || retired.has(code))
      throw refuseChange('code-retired', 'A code that was borne once is never used again.', {
        code,
      });
}

function draftOf(draft: Draft): DivisionDraft {
  const { today, names, document, entries, done } = draft;
  let proposed: GridHierarchy | undefined;
  const together = () =>
    composed(
      document.steps.map(({ change }) => revisionOf(change)),
      names,
    );
  const hierarchy = (): GridHierarchy => {
    if (document.steps.length === 0) return today;
    proposed ??= today.revised(revisionFor(together(), today.has));
    return proposed;
  };
  const next = (step: DraftStep): DivisionDraft => {
    const change = changeOf(hierarchy(), step, { names });
    checkUnused(change, draft, together().retired);
    const made = withStep(document, { step, change }, today, names);
    const log = [...entries.slice(0, done), { ...made.entry, step }];
    return draftOf({ ...draft, document: made.document, entries: log, done: done + 1 });
  };
  const self: DivisionDraft = {
    today,
    document,
    log: entries.slice(0, done),
    undone: entries.length - done,
    split: (code, cut, into) => next({ type: 'split', code, cut, into }),
    merge: (codes, into) => next({ type: 'merge', codes, into }),
    transfer: (code, parent) => next({ type: 'transfer', code, parent }),
    moveBorder: (from, to, area) => next({ type: 'moveBorder', from, to, area }),
    renumber: (code, into) => next({ type: 'renumber', code, into }),
    undo() {
      const entry = entries[done - 1];
      if (entry === undefined) return self;
      return draftOf({ ...draft, document: patched(document, entry.inverse), done: done - 1 });
    },
    redo() {
      const entry = entries[done];
      if (entry === undefined) return self;
      return draftOf({ ...draft, document: patched(document, entry.patches), done: done + 1 });
    },
    hierarchy,
    validate: () => hierarchy().validate(),
    compare(things = []) {
      const { retired, put } = together();
      const touched = new Set([...retired, ...put.keys()]);
      return compared(today, hierarchy(), touched, lineageOf(draft), things);
    },
    enact({ effective, lessSeamless = 'refuse' }) {
      checkDay(effective);
      const worse =
        lessSeamless === 'refuse' ? worsened(today.validate(), hierarchy().validate()) : [];
      if (worse.length > 0)
        throw refuse('less-seamless', 'The proposal is less seamless than the division today.', {
          defects: worse,
        });
      return document.steps.map(({ change }) => ({ ...change, effective }));
    },
    toJson() {
      const steps = entries.map(({ step }) => step);
      const saved = { schema: 1, names, steps, done, footing: document.footing };
      return JSON.parse(JSON.stringify(saved)) as JsonObject;
    },
  };
  return Object.freeze(self);
}

function readNames(saved: unknown): CellNames {
  const [code, parent, level] = ['code', 'parent', 'level'].map((key) =>
    own(own(saved, 'names'), key),
  );
  if (typeof code !== 'string' || typeof parent !== 'string' || typeof level !== 'string')
    throw refuse('bad-draft', 'The names of the properties are missing in the draft.');
  return { code, parent, level };
}

/** Refuses a draft some cell of which is not as it was; which ones is told. */
function checkFooting(saved: unknown, { footing }: DraftDocument): void {
  const prints = new Map(footing.map(({ code, print }) => [code as string, print]));
  const known = new Set<string>();
  const changed: Json[] = [];
  for (const foot of listIn(saved, 'footing')) {
    const code = own(foot, 'code');
    if (typeof code !== 'string') throw refuse('bad-draft', 'A cell of the draft has no code.');
    known.add(code);
    if (prints.get(code) !== own(foot, 'print')) changed.push(code);
  }
  changed.push(...[...prints.keys()].filter((code) => !known.has(code)));
  if (changed.length > 0)
    throw refuse('division-changed', 'Cells of the division are not as they were.', {
      codes: changed,
    });
}

/** Does one step of a saved draft again; undefined where it is refused by now. */
function repeated(draft: DivisionDraft, step: DraftStep): DivisionDraft | undefined {
  try {
    return stepped(draft, step);
  } catch (error) {
    if (isDomainError(error)) return undefined;
    throw error;
  }
}

function stepped(draft: DivisionDraft, step: DraftStep): DivisionDraft {
  switch (step.type) {
    case 'split':
      return draft.split(step.code, step.cut, step.into);
    case 'merge':
      return draft.merge(step.codes, step.into);
    case 'transfer':
      return draft.transfer(step.code, step.parent);
    case 'moveBorder':
      return draft.moveBorder(step.from, step.to, step.area);
    case 'renumber':
      return draft.renumber(step.code, step.into);
  }
}

function reopened(empty: DivisionDraft, saved: unknown): DivisionDraft {
  const steps = listIn(saved, 'steps').map(readStep);
  const done = own(saved, 'done');
  if (typeof done !== 'number' || !Number.isInteger(done) || done < 0 || done > steps.length)
    throw refuse('bad-draft', 'It is not told how many steps of the draft stand.');
  let draft = empty;
  for (const [row, step] of steps.entries()) {
    const next = repeated(draft, step);
    if (next === undefined && row < done)
      throw refuse('division-changed', 'A step of the draft cannot be done any more.', { row });
    // Steps that were undone and cannot be done again are forgotten.
    if (next === undefined) break;
    draft = next;
  }
  while (draft.log.length > done) draft = draft.undo();
  checkFooting(saved, draft.document);
  return draft;
}

/**
 * Begins a proposal against a division, or opens a saved one again. A saved draft is refused with `grid/bad-draft`
 * where it is none, and with `grid/division-changed` where a cell that it stands on is no longer as it was; other
 * changes of the division do not concern it.
 *
 * @example
 * const draft = divisionDraft(today).split(code, { line }, [{ code: east }, { code: west }]);
 * if (draft.validate().seamless) commands = draft.enact({ effective: '2026-07-01' });
 */
export function divisionDraft(
  today: GridHierarchy,
  options: DivisionDraftOptions = {},
): DivisionDraft {
  const { saved, codesEver = [] } = options;
  const names = saved === undefined ? cellNames(options.names) : readNames(saved);
  const ever = new Set(codesEver);
  const empty = draftOf({ today, names, ever, document: emptyDocument, entries: [], done: 0 });
  if (saved === undefined) return empty;
  if (own(saved, 'schema') !== 1)
    throw refuse('bad-draft', 'This is no draft of a form that is known.');
  return reopened(empty, saved);
}
