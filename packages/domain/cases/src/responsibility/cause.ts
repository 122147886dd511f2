import type { ConflictReason, GapReason } from './finding.ts';

/** Why cells of the matrix are not covered; findings of one cause are told together. */
export interface Cause {
  readonly id: number;
  /** Causes are listed in the order of these texts. */
  readonly order: string;
  readonly kind: 'gap' | 'conflict';
  readonly why: GapReason | ConflictReason;
  readonly roles: readonly string[];
  readonly duties: readonly string[];
  readonly posts: readonly string[];
}

/** The causes met so far, by their order. */
export type Causes = Map<string, Cause>;

const gapOrder: readonly GapReason[] = ['noRule', 'noPost', 'vacantPost', 'offDuty', 'onLeave'];
const conflictOrder: readonly ConflictReason[] = ['rules', 'posts', 'holders'];

type Parts = Pick<Cause, 'kind' | 'why' | 'roles' | 'duties' | 'posts'>;

function keep(causes: Causes, place: string, parts: Parts): Cause {
  const order = `${place}${JSON.stringify([parts.roles, parts.duties, parts.posts])}`;
  const known = causes.get(order);
  if (known) return known;
  const cause = { id: causes.size, order, ...parts };
  causes.set(order, cause);
  return cause;
}

export function gapCause(causes: Causes, why: GapReason, role?: string): Cause {
  const roles = role === undefined ? [] : [role];
  return keep(causes, `0${gapOrder.indexOf(why)}`, {
    kind: 'gap',
    why,
    roles,
    duties: [],
    posts: [],
  });
}

export function conflictCause(
  causes: Causes,
  why: ConflictReason,
  { roles, duties = [], posts = [] }: Partial<Cause> & Pick<Cause, 'roles'>,
): Cause {
  const parts = {
    roles: [...new Set(roles)].sort(),
    duties: [...duties].sort(),
    posts: [...posts].sort(),
  };
  return keep(causes, `1${conflictOrder.indexOf(why)}`, { kind: 'conflict', why, ...parts });
}
