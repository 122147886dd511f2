import type { MatrixAnswer } from './answer.ts';
import { answerAt } from './answer-at.ts';
import { applyChanges } from './apply-changes.ts';
import type { MatrixCell, MatrixProof } from './finding.ts';
import type { Frame } from './frame.ts';
import type { MatrixChange } from './matrix-change.ts';
import type { MatrixInput } from './matrix-input.ts';
import type { MatrixIssue } from './matrix-issue.ts';
import { cacheSize, emptyMemory, forgetCaches, keptSize, type Memory } from './memory.ts';
import { inputOf, readInput } from './read-input.ts';
import { type Version, versionOf } from './version.ts';

/** A responsibility matrix (责任矩阵) with its proof; it never changes, a change gives another one. */
export interface ResponsibilityMatrix {
  readonly ok: true;
  readonly proof: MatrixProof;
  /**
   * The matrix after one change or several at once, proved again only where they touch; or what is wrong with them.
   * Its proof is the one that `responsibilityMatrix` would give of its input.
   */
  change(changes: MatrixChange | readonly MatrixChange[]): MatrixResult;
  /** Who answers for one cell, by which rule and post, and who was passed over. */
  answerAt(cell: MatrixCell): MatrixAnswer;
  /** What it is made of. */
  input(): MatrixInput;
}

/** A matrix, or all that is wrong with its data. */
export type MatrixResult =
  | ResponsibilityMatrix
  | { readonly ok: false; readonly issues: readonly MatrixIssue[] };

/** A chain of changes may leave so much behind before it is forgotten. */
const mostCached = 50_000;
const mostKept = 200_000;

function isList(
  changes: MatrixChange | readonly MatrixChange[],
): changes is readonly MatrixChange[] {
  return Array.isArray(changes);
}

/** What versions that come of one another share, and how much it was at first. */
interface Shared {
  readonly memory: Memory;
  readonly cached: number;
  readonly kept: number;
}

function matrixOf(frame: Frame, version: Version, shared: Shared): ResponsibilityMatrix {
  const { memory, cached, kept } = shared;
  return {
    ok: true,
    proof: version.proof,
    change(changes) {
      const list = isList(changes) ? changes : [changes];
      const after = applyChanges(frame, version.facts, list);
      if (!after.ok) return after;
      const { facts, posts } = after;
      if (version.proof.counts.undecided > 0 || keptSize(memory) > 4 * kept + mostKept)
        return anew(frame, facts);
      if (cacheSize(memory) > 4 * cached + mostCached) forgetCaches(memory);
      return matrixOf(frame, versionOf(frame, memory, facts, { version, posts }), shared);
    },
    answerAt: (cell) => answerAt(frame, version, cell),
    input: () => inputOf(frame, version.facts),
  };
}

function anew(frame: Frame, facts: Version['facts']): ResponsibilityMatrix {
  const memory = emptyMemory();
  const version = versionOf(frame, memory, facts);
  return matrixOf(frame, version, { memory, cached: cacheSize(memory), kept: keptSize(memory) });
}

/**
 * Proves over every leaf category, cell, level and hour that exactly one person answers (责任矩阵核验), or lists what is
 * not so, in regions with a witness each. Bad data is told as issues and proves nothing.
 */
export function responsibilityMatrix(input: MatrixInput): MatrixResult {
  const read = readInput(input);
  return read.ok ? anew(read.frame, read.facts) : read;
}
