export type { WhatIfChange } from './what-if/changes.ts';
export type { CellShare, Division } from './what-if/division.ts';
export type { ReplayedClock } from './what-if/lateness.ts';
export type { ReplayedLimits } from './what-if/routed-by.ts';
export type {
  CategoryLimits,
  ClockChange,
  OwnerChange,
  WhatIf,
  WhatIfCode,
  WhatIfFailure,
  WhatIfOptions,
  WhatIfSide,
} from './what-if/what-if.ts';
export { whatIf } from './what-if/what-if.ts';
