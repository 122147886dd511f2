import type { GridCode } from '@civigrid/kernel';
import type { RearrangeCells } from './change.ts';
import { refuse } from './division-error.ts';
import type { ParentOf } from './succession.ts';

type Words = Omit<RearrangeCells, 'cells'>;

function checkNamedOnce({ moves, abolished }: Words): void {
  if (moves.length === 0) throw refuse('nothing-moves', 'A rearrangement moves one cell at least.');
  if (
    new Set(moves.map(({ code }) => code)).size < moves.length ||
    new Set(abolished).size < abolished.length
  )
    throw refuse('wrong-cells', 'A rearrangement names a cell once.');
}

/** What lies above a cell must neither move nor cease, or it could not be told where the cell comes to lie. */
function aboveChecker({ moves, abolished }: Words, parentOf: ParentOf) {
  const moving = new Set(moves.map(({ code }) => code));
  const ceasing = new Set(abolished);
  return (code: GridCode, above: GridCode | undefined, mayCease: boolean): void => {
    let isFirst = mayCease;
    for (let at = above; at !== undefined; at = parentOf(at)) {
      if (at === code)
        throw refuse('circular-parent', 'A cell cannot come to lie below itself.', { code });
      if (moving.has(at) || (ceasing.has(at) && !isFirst))
        throw refuse('wrong-cells', 'What lies above a cell that moves stays where it is.', {
          code,
          above: at,
        });
      isFirst = false;
    }
  };
}

/**
 * Refuses a rearrangement whose words say nothing or contradict each other. `checkThere` refuses a code that no cell
 * bears.
 */
export function checkRearranged(
  words: Words,
  parentOf: ParentOf,
  checkThere: (code: GridCode) => void,
): void {
  checkNamedOnce(words);
  const checkAbove = aboveChecker(words, parentOf);
  const come = new Map(words.established.map(({ code, parent }) => [code, parent]));
  for (const { code, parent } of words.established) {
    checkThere(parent);
    checkAbove(code, parent, false);
  }
  for (const { code, parent } of words.moves) {
    checkThere(code);
    if (!come.has(parent)) checkThere(parent);
    if (parentOf(code) === parent)
      throw refuse('nothing-moves', 'The cell lies under this parent already.', { code });
    checkAbove(code, come.get(parent) ?? parent, false);
    // The parent that is left may cease with it.
    checkAbove(code, parentOf(code), true);
  }
}
