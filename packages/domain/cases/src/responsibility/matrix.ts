import type { MatrixAnswer } from './answer.ts';
import { answerAt } from './answer-at.ts';
import { applyChanges } from './apply-changes.ts';
import type { MatrixCell, MatrixProof } from './finding.ts';
import type { Frame } from './frame.ts';
import type { MatrixChange } from './matrix-change.ts';
import type { MatrixInput } from './matrix-input.ts';
import type { MatrixIssue } from './matrix-issue.ts';
import { emptyMemory, type Memory, memorySize } from './memory.ts';
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

/** Memory that a chain of changes may leave behind before a version begins a new one. */
const outgrown = (size: number, first: number): boolean => size > 4 * first + 100_000;

function isList(
  changes: MatrixChange | readonly MatrixChange[],
): changes is readonly MatrixChange[] {
  return Array.isArray(changes);
}

/** What a chain of versions shares. */
interface Shared {
  readonly memory: Memory;
  /** What it held after the first of them. */
  readonly first: number;
}

function matrixOf(frame: Frame, version: Version, shared: Shared): ResponsibilityMatrix {
  return {
    ok: true,
    proof: version.proof,
    change(changes) {
      const list = isList(changes) ? changes : [changes];
      const after = applyChanges(frame, version.facts, list);
      if (!after.ok) return after;
      const { facts, posts } = after;
      if (version.proof.counts.undecided > 0 || outgrown(memorySize(shared.memory), shared.first))
        return anew(frame, facts);
      return matrixOf(frame, versionOf(frame, shared.memory, facts, { version, posts }), shared);
    },
    answerAt: (cell) => answerAt(frame, version, cell),
    input: () => inputOf(frame, version.facts),
  };
}

function anew(frame: Frame, facts: Version['facts']): ResponsibilityMatrix {
  const memory = emptyMemory();
  const version = versionOf(frame, memory, facts);
  return matrixOf(frame, version, { memory, first: memorySize(memory) });
}

/**
 * Proves over every leaf category, cell, level and hour that exactly one person answers (责任矩阵核验), or lists what is
 * not so, in regions with a witness each. Bad data is told as issues and proves nothing.
 */
export function responsibilityMatrix(input: MatrixInput): MatrixResult {
  const read = readInput(input);
  return read.ok ? anew(read.frame, read.facts) : read;
}
