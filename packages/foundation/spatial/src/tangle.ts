import { DomainError } from '@civigrid/kernel';
import { boxTree } from './box-tree.ts';
import type { Side } from './chain.ts';
import type { SpatialErrorCode } from './datum.ts';
import { orientation } from './orientation.ts';

/** Fewer sides than this cannot cross so often that it matters. */
const few = 1000;
/** How many crossings a set of sides may have, for each side and besides. */
const crossingsPerSide = 1;
const crossingsBesides = 100_000;
/** How many meetings of boxes are looked at, for each side and besides. */
const meetingsPerSide = 100;
const meetingsBesides = 10_000_000;

/**
 * Whether sides cross each other more than one time for each side and 100,000 besides: that is no drawing of places,
 * and the number of faces would grow with its square. Looks at no more than 100 pairs for each side and ten million
 * besides, so that it ends soon whatever comes.
 */
function isTangled(sides: readonly Side[]): boolean {
  const count = sides.length;
  if (count < few) return false;
  const boxes = new Float64Array(4 * count);
  sides.forEach(({ ax, ay, bx, by }, i) => {
    boxes.set([Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)], 4 * i);
  });
  const tree = boxTree(boxes);
  const mostCrossings = crossingsPerSide * count + crossingsBesides;
  const mostMeetings = meetingsPerSide * count + meetingsBesides;
  let crossings = 0;
  let meetings = 0;
  for (let i = 0; i < count && crossings <= mostCrossings && meetings <= mostMeetings; i++) {
    const { ax, ay, bx, by } = sides[i] as Side;
    const [w, s, e, n] = [0, 1, 2, 3].map((k) => boxes[4 * i + k]) as [
      number,
      number,
      number,
      number,
    ];
    tree.each(w, s, e, n, (j) => {
      meetings++;
      if (j <= i) return;
      const { ax: cx, ay: cy, bx: dx, by: dy } = sides[j] as Side;
      if (orientation(ax, ay, bx, by, cx, cy) * orientation(ax, ay, bx, by, dx, dy) >= 0) return;
      if (orientation(cx, cy, dx, dy, ax, ay) * orientation(cx, cy, dx, dy, bx, by) >= 0) return;
      crossings++;
    });
  }
  return crossings > mostCrossings || meetings > mostMeetings;
}

/** Lets sides through that can be reckoned with; refuses the others with `spatial/too-tangled`. */
export function untangled(sides: readonly Side[]): readonly Side[] {
  if (isTangled(sides))
    throw new DomainError(
      'spatial/too-tangled' satisfies SpatialErrorCode,
      'The borders cross each other too often to be those of areas.',
      { sides: sides.length },
    );
  return sides;
}
