import type { Decider } from '@civigrid/kernel';
import { adopt } from './adopt.ts';
import { retiredBy } from './change.ts';
import { checkChange } from './check-change.ts';
import type { DivisionCommand } from './division-command.ts';
import { refuse } from './division-error.ts';
import type { DivisionEvent } from './division-event.ts';
import { type DivisionState, evolve } from './division-state.ts';
import { checkDay } from './effective-day.ts';
import { successionsOf } from './succession.ts';

function decide(command: DivisionCommand, state: DivisionState): readonly DivisionEvent[] {
  checkDay(command.effective);
  if (command.type === 'adopt') return adopt(command, state);
  if (state.status === 'unadopted')
    throw refuse('not-adopted', 'A division is adopted before it is changed.');
  checkChange(command, state);
  const { effective, cells } = command;
  const lineage = successionsOf(command, (code) => state.cells.get(code)?.parent);
  const revised = { effective, lineage, retired: retiredBy(command), cells };
  switch (command.type) {
    case 'split': {
      const { code, into } = command;
      return [{ type: 'grid/split', schema: 1, data: { code, into, ...revised } }];
    }
    case 'merge': {
      const { codes, into } = command;
      return [{ type: 'grid/merged', schema: 1, data: { codes, into, ...revised } }];
    }
    case 'transfer': {
      const { code, parent } = command;
      return [{ type: 'grid/transferred', schema: 1, data: { code, parent, ...revised } }];
    }
    case 'moveBorder': {
      const { from, to } = command;
      return [{ type: 'grid/border-moved', schema: 1, data: { from, to, ...revised } }];
    }
    case 'renumber': {
      const { code, into } = command;
      return [{ type: 'grid/renumbered', schema: 1, data: { code, into, ...revised } }];
    }
    case 'rearrange': {
      const { moves, established, abolished } = command;
      const data = { moves, established, abolished, ...revised };
      return [{ type: 'grid/rearranged', schema: 1, data }];
    }
    case 'establish': {
      const { code, parent } = command;
      return [{ type: 'grid/established', schema: 1, data: { code, parent, ...revised } }];
    }
    case 'abolish': {
      const { code } = command;
      return [{ type: 'grid/abolished', schema: 1, data: { code, ...revised } }];
    }
    case 'correct':
      return [{ type: 'grid/corrected', schema: 1, data: revised }];
  }
}

/**
 * The life of a division (网格划分与动态调整) in a stream of kind `division`: adopted once, then changed by steps that
 * hold from a day on. Refuses with a `DivisionErrorCode` what is wrong in the tree of codes and days; whether the
 * result is seamless is not asked here, a draft proves that before it is enacted.
 *
 * Changes may be recorded in another order than their days, as long as none touches a cell that has changed on a later
 * day (`grid/day-superseded`): then every day has one division, whatever is recorded for other days.
 */
export const divisionDecider: Decider<DivisionState, DivisionCommand, DivisionEvent> = {
  initial: { status: 'unadopted' },
  decide,
  evolve,
};
