import { applyPatches, enablePatches, type Patch, produceWithPatches } from 'immer';
import type { CellNames } from '../division/cell-names.ts';
import { type DivisionChange, retiredBy } from '../division/change.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { DraftStep } from './draft-step.ts';
import { type Footing, footingOf } from './footing.ts';

/** A step with what it comes to: the cells that it draws, neighbours and cells above among them. */
export type DraftedStep = { readonly step: DraftStep; readonly change: DivisionChange };

/** What a proposal consists of (划分方案): its steps, and what they stand on; the division itself is not in it. */
export type DraftDocument = {
  readonly steps: readonly DraftedStep[];
  readonly footing: readonly Footing[];
};

/** One entry of a draft's change log (修改记录): how the document was changed, and how it is changed back. */
export interface DraftLogEntry {
  readonly type: DraftStep['type'];
  readonly patches: readonly Patch[];
  readonly inverse: readonly Patch[];
}

/** A proposal that says nothing yet. */
export const emptyDocument: DraftDocument = Object.freeze({ steps: [], footing: [] });

/** A document with one more step, and the entry for the log. */
export function withStep(
  document: DraftDocument,
  drafted: DraftedStep,
  today: GridHierarchy,
  names: CellNames,
): { readonly document: DraftDocument; readonly entry: DraftLogEntry } {
  enablePatches();
  // A copy, because immer freezes what it is given, and features hold the host's own properties.
  const kept: DraftedStep = JSON.parse(JSON.stringify(drafted));
  const [next, patches, inverse] = produceWithPatches(document, (open) => {
    open.steps.push(kept as (typeof open.steps)[number]);
    for (const foot of footingOf(kept.change, today, names)) {
      const known = open.footing.find(({ code }) => code === foot.code);
      // What ceases later on is printed with its children, and what was only a parent before is printed itself.
      if (known === undefined) open.footing.push(foot);
      else if (known.print === '' || retiredBy(kept.change).includes(foot.code))
        known.print = foot.print;
    }
  });
  return { document: next, entry: { type: drafted.step.type, patches, inverse } };
}

/** A document after patches of its log. */
export function patched(document: DraftDocument, patches: readonly Patch[]): DraftDocument {
  enablePatches();
  return applyPatches(document, patches);
}
