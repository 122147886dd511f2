export type { CategoryLimits } from './what-if/category-limits.ts';
export type { WhatIfChange } from './what-if/changes.ts';
export type { ClockChange } from './what-if/clock-changes.ts';
export type { CellShare, Division } from './what-if/division.ts';
export type { WhatIfCode, WhatIfFailure } from './what-if/failures.ts';
export type { ReplayedClock } from './what-if/lateness.ts';
export type { OwnerChange } from './what-if/owner-changes.ts';
export type { ReplayedLimits } from './what-if/routed-by.ts';
export type { WhatIfSide } from './what-if/side.ts';
export type {
  WhatIf,
  WhatIfOptions,
} from './what-if/what-if.ts';
export { whatIf } from './what-if/what-if.ts';
