import type { GridCode, JsonObject } from '@civigrid/kernel';
import { toChange } from '../change.ts';
import { type CellNames, placeOf } from '../division/cell-names.ts';
import { broughtBy, type DivisionChange, revisionOf } from '../division/change.ts';
import { composed, revisionFor } from '../division/composed.ts';
import { refuse as refuseChange } from '../division/division-error.ts';
import { checkDay } from '../division/effective-day.ts';
import { type Succession, successionsOf } from '../division/succession.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import { compared } from './comparison.ts';
import type { DivisionDraft } from './draft.ts';
import { type DraftDocument, type DraftLogEntry, patched, withStep } from './draft-document.ts';
import { refuse } from './draft-error.ts';
import { changeOf, type DraftStep } from './draft-step.ts';
import { worsened } from './less-seamless.ts';

interface Entry extends DraftLogEntry {
  readonly step: DraftStep;
}

/** Everything that makes one draft. */
export interface DraftParts {
  readonly today: GridHierarchy;
  readonly names: CellNames;
  readonly ever: ReadonlySet<GridCode>;
  readonly document: DraftDocument;
  /** Done and undone. */
  readonly entries: readonly Entry[];
  readonly done: number;
}

/** The lineage of each step; of the tree in between only the parents are known. */
function lineageOf({ today, document, names }: DraftParts): readonly (readonly Succession[])[] {
  const parents = new Map<GridCode, GridCode | undefined>();
  const parentOf = (code: GridCode) =>
    parents.has(code) ? parents.get(code) : today.cell(code)?.parent;
  return document.steps.map(({ change }) => {
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
  { today, ever }: DraftParts,
  retired: ReadonlySet<GridCode>,
) {
  for (const code of broughtBy(change))
    if (today.has(code) || ever.has(code) || retired.has(code))
      throw refuseChange('code-retired', 'A code that was borne once is never used again.', {
        code,
      });
}

/** The draft that some parts make. */
export function draftOf(draft: DraftParts): DivisionDraft {
  const { today, names, document, entries, done } = draft;
  let proposed: GridHierarchy | undefined;
  const together = () =>
    composed(
      document.steps.map(({ change }) => revisionOf(change)),
      names,
    );
  const hierarchy = (): GridHierarchy => {
    if (document.steps.length === 0) return today;
    proposed ??= today.revised(toChange(revisionFor(together(), today.has)));
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
    rearrange: (words) => next({ ...words, type: 'rearrange' }),
    establish: (cell, geometry = null) => next({ type: 'establish', cell, geometry }),
    abolish: (code) => next({ type: 'abolish', code }),
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
