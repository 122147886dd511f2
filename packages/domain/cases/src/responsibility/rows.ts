import { type Block, blockOf, stands } from './block.ts';
import type { CellTree } from './cell-tree.ts';
import type { Memory, RuleClass } from './memory.ts';
import type { Reach, RoleView } from './reach.ts';
import type { Steps } from './steps.ts';
import type { Version } from './version.ts';

/** The cells from which some role's reach is another than before. */
function movedStarts(cells: CellTree, roles: readonly RoleView[], before: Version): Uint8Array {
  const moved = new Uint8Array(cells.codes.length);
  roles.forEach(({ reaches }, role) => {
    const then = before.roles[role]?.reaches ?? [];
    if (reaches === then) return;
    for (const cell of cells.living) if (reaches[cell] !== then[cell]) moved[cell] = 1;
  });
  return moved;
}

/** The rows of every cell: those whose rules, start and reaches are as before are kept. */
export function blocksOf(
  memory: Memory,
  now: Pick<Version, 'cells' | 'classes' | 'roles'> & { readonly levels: number },
  before: Version | undefined,
  steps: Steps,
): readonly (Block | undefined)[] {
  const { cells, classes, roles, levels } = now;
  const found: (Block | undefined)[] = [];
  if (!classes) return found;
  const fresh = new Map<number, Block>();
  const moved = before && movedStarts(cells, roles, before);
  const reachOf = (role: number, cell: number): Reach => {
    const view = roles[role] as RoleView;
    return cell < 0 ? view.nowhere : (view.reaches[cell] as Reach);
  };
  for (const cell of cells.living) {
    for (let level = 0; level < levels; level++) {
      const i = cell * levels + level;
      const start = cells.starts[i] as number;
      const known = before?.blocks[i];
      const own = classes[i] as RuleClass;
      const sameRules = before?.classes?.[i] === own;
      const still = sameRules && before?.cells.starts[i] === start && moved?.[start] !== 1;
      const { menu } = own;
      if (known && (still || stands(known, menu, start, reachOf))) {
        found[i] = known;
        continue;
      }
      const key = menu.id * (cells.codes.length + 1) + start + 1;
      let block = fresh.get(key);
      if (!block) {
        steps.left -= menu.parts.length + 1;
        if (steps.left < 0) return found;
        block = blockOf(memory, menu, start, reachOf, known);
        fresh.set(key, block);
      }
      found[i] = block;
    }
  }
  return found;
}
