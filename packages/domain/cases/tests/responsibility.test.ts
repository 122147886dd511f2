import {
  type MatrixChange,
  type MatrixFinding,
  type MatrixInput,
  type ResponsibilityMatrix,
  responsibilityMatrix,
} from '@civigrid/cases/responsibility';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bruteForce, causeOf, changed, everyCell, listed, readCell } from './matrix-oracle.ts';
import { changeOf, world } from './matrix-worlds.ts';

function matrix(input: MatrixInput): ResponsibilityMatrix {
  const made = responsibilityMatrix(input);
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  return made;
}

const spansOf = (hours: ReadonlySet<number>) => {
  const runs: [number, number][] = [];
  for (const hour of [...hours].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last?.[1] === hour) last[1]++;
    else runs.push([hour, hour + 1]);
  }
  return runs;
};

/** Compares a proof with the reading of every single cell. */
function agrees(input: MatrixInput, { proof }: ResponsibilityMatrix): void {
  const { counts, uncovered, vacant } = bruteForce(input);
  expect(proof.counts).toEqual(counts);
  expect(proof.complete).toBe(uncovered.size === 0);
  expect(proof.more).toBe(0);
  expect(Object.fromEntries(listed(input, proof))).toEqual(Object.fromEntries(uncovered));
  const posts = proof.vacantPosts.map(({ post, hours }) => [post, hours]);
  expect(Object.fromEntries(posts)).toEqual(
    Object.fromEntries(Array.from(vacant, ([post, hours]) => [post, spansOf(hours)])),
  );
}

/** Posts stand in no order that means anything. */
const byId = (input: MatrixInput): MatrixInput => ({
  ...input,
  posts: input.posts.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
});

/** Whether two regions of one cause could be told as one: they differ in at most one axis. */
function joinable(one: MatrixFinding, other: MatrixFinding): boolean {
  const axes = ({ region }: MatrixFinding) =>
    [region.categories, region.grids, region.levels, region.hours].map((axis) =>
      JSON.stringify(axis),
    );
  const theirs = axes(other);
  return axes(one).filter((axis, i) => axis !== theirs[i]).length <= 1;
}

const rolesOf = (finding: MatrixFinding): string =>
  finding.kind === 'conflict' ? finding.roles.join() : (finding.role ?? '');

describe('over small worlds, beside the reading of every single cell', () => {
  test('the proof counts, lists and explains exactly what is not so', () => {
    fc.assert(
      fc.property(world, (input) => {
        agrees(input, matrix(input));
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  test('no two regions of one cause could be told as one', () => {
    fc.assert(
      fc.property(world, (input) => {
        const { findings } = matrix(input).proof;
        findings.forEach((one, i) => {
          // The same posts may be in each other's way for several roles that are asked in turn.
          for (const other of findings.slice(i + 1))
            expect(
              rolesOf(one) === rolesOf(other) &&
                causeOf(one) === causeOf(other) &&
                joinable(one, other),
            ).toBe(false);
        });
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  test('whoever is asked at one cell gets the answer of the plain reading', () => {
    fc.assert(
      fc.property(world, (input) => {
        const { answerAt } = matrix(input);
        for (const cell of everyCell(input)) {
          const answer = answerAt(cell);
          const verdict = readCell(input, cell);
          expect(answer.ok && answer.status).toBe(verdict.status);
          if (!answer.ok) continue;
          if (answer.status === 'answered')
            expect(verdict).toMatchObject({
              post: answer.post,
              person: answer.person,
              fellBack: answer.fellBack,
            });
          else if (answer.status === 'gap')
            expect(verdict).toMatchObject({ cause: [answer.why, answer.role].join(' ').trim() });
          else
            expect(verdict).toMatchObject({
              cause: `${answer.why} ${answer.why === 'rules' ? answer.duties : answer.posts}`,
            });
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('after leaves, vacancies, edited rules and re-divisions the proof is the one made anew', () => {
    let refused = 0;
    let taken = 0;
    fc.assert(
      fc.property(world, fc.gen(), (start, gen) => {
        let input = start;
        let now = matrix(start);
        for (let i = 0; i < 6; i++) {
          const batch: MatrixChange[] = [];
          let after = input;
          for (let k = gen(fc.nat, 1); k >= 0; k--) {
            const change = gen(changeOf, after);
            batch.push(change);
            after = changed(after, change);
          }
          const next = now.change(batch);
          if (!next.ok) {
            refused++;
            expect(next.issues.length).toBeGreaterThan(0);
            continue;
          }
          taken++;
          const earlier = now.proof;
          // another way on from the same matrix must not be disturbed by this one, nor disturb it
          const other = gen(changeOf, input);
          const aside = now.change(other);
          if (aside.ok) expect(aside.proof).toEqual(matrix(changed(input, other)).proof);
          const anew = matrix(after);
          expect(next.proof).toEqual(anew.proof);
          expect(byId(next.input())).toEqual(byId(anew.input()));
          expect(now.proof).toBe(earlier);
          agrees(after, next);
          input = after;
          now = next;
        }
      }),
      { numRuns: 60 },
    );
    expect(taken).toBeGreaterThan(refused / 4);
  }, 120_000);
});
