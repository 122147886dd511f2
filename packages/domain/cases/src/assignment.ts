import type { GridCode, PersonId, PostId } from '@civigrid/kernel';

/** The post that is asked for, and whether somebody holds it (派遣对象). */
export type Assignment =
  | {
      readonly tenure: 'held';
      readonly role: string;
      readonly grid: GridCode;
      readonly post: PostId;
      readonly holder: PersonId;
    }
  /** Somebody acts for the post (代理): for a vacancy, who holds the post of the nearest ancestor cell `heldIn`; for an absence, who stands in. */
  | {
      readonly tenure: 'standIn';
      readonly for: 'vacancy' | 'absence';
      readonly role: string;
      readonly grid: GridCode;
      readonly heldIn: GridCode;
      readonly post: PostId;
      readonly holder: PersonId;
    }
  /** Nobody holds it up to the root. */
  | {
      readonly tenure: 'vacant';
      readonly role: string;
      readonly grid: GridCode;
      readonly post?: PostId;
    };

/** A copy that holds nothing besides: what a roster knows of the holder stays there. */
export function assignmentOf(assignment: Assignment): Assignment {
  const { role, grid } = assignment;
  switch (assignment.tenure) {
    case 'held': {
      const { tenure, post, holder } = assignment;
      return { tenure, role, grid, post, holder };
    }
    case 'standIn': {
      const { tenure, heldIn, post, holder } = assignment;
      return { tenure, for: assignment.for, role, grid, heldIn, post, holder };
    }
    case 'vacant': {
      const { tenure, post } = assignment;
      return post === undefined ? { tenure, role, grid } : { tenure, role, grid, post };
    }
  }
}
