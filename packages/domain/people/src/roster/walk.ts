import type { Post } from '../post.ts';
import type { Answer, NobodyAnswers, PassedPost } from './answer.ts';
import type { CellTree } from './cell-tree.ts';
import type { Actings } from './holding.ts';
import type { PostIndex } from './post-index.ts';
import { notStanding, type Slots, unknownYear } from './slots.ts';

const nonePassed: readonly PassedPost[] = Object.freeze([]);
/** The answer where there is no such cell, and no post on the way up. */
export const nobody: NobodyAnswers = Object.freeze({ status: 'nobody', passed: nonePassed });

/** Walks up the cells and asks their posts. */
export function walker(
  posts: readonly Post[],
  slots: Slots,
  actings: Actings,
  index: PostIndex,
  { parents }: CellTree,
): (cell: number, roles: readonly number[], at: number) => Answer {
  const { starts, ends } = index;
  /** The silent posts of the walk that goes on, and their states; nothing is built until it has ended. */
  const silentSlots: number[] = [];
  const silentStates: number[] = [];
  const passedOver = (count: number): readonly PassedPost[] => {
    if (count === 0) return nonePassed;
    // a literal takes the room of one, a list that grows that of seventeen
    const passed = [slots.passed(silentSlots[0] as number, silentStates[0] as number)];
    for (let i = 1; i < count; i++)
      passed[i] = slots.passed(silentSlots[i] as number, silentStates[i] as number);
    return passed;
  };
  const found = (
    slot: number,
    state: number,
    fellBack: boolean,
    at: number,
    silent: number,
  ): Answer => {
    const { id: post, role, grid } = posts[slot] as Post;
    const passed = passedOver(silent);
    if (state === unknownYear) {
      const year = slots.yearAt(slot, at);
      return { status: 'unknown', code: 'calendar/unknown-year', year, role, post, grid, passed };
    }
    const { person, as } = actings.acting(state);
    return { status: 'held', role, post, person, as, grid, fellBack, passed };
  };
  return (asked, roles, at) => {
    let silent = 0;
    for (let cell = asked; cell >= 0; cell = parents[cell] as number)
      for (let i = 0; i < roles.length; i++) {
        const group = index.groupOf(roles[i] as number, cell);
        if (group < 0) continue;
        const before = silent;
        for (let slot = starts[group] as number; slot < (ends[group] as number); slot++) {
          const state = slots.stateAt(slot, at);
          // others of the cell that do not answer were not passed over: one of them does
          if (state >= 0 || state === unknownYear)
            return found(slot, state, cell !== asked, at, before);
          if (state === notStanding) continue;
          silentSlots[silent] = slot;
          silentStates[silent] = state;
          silent++;
        }
      }
    return silent === 0 ? nobody : { status: 'nobody', passed: passedOver(silent) };
  };
}
