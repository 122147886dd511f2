/** How soon a case is to be taken up, least first (优先级): 一般, 优先, 紧急, 特急. */
export type PriorityClass = 'ordinary' | 'raised' | 'urgent' | 'emergency';

/** All classes, least first. */
export const priorityClasses: readonly PriorityClass[] = [
  'ordinary',
  'raised',
  'urgent',
  'emergency',
];

/** On what a rule looks: the matter, the place, the time, how often; never who reported. */
export type PriorityGround =
  | 'severity'
  | 'category'
  | 'site'
  | 'limitUsed'
  | 'recurrences'
  | 'reports'
  | 'supervised';

/** When a rule holds, and what follows. On one ground the most points and the highest class count, not their sum. */
export type PriorityRule = {
  readonly points: number;
  /** The case is of this class at least, whatever its points. */
  readonly atLeastClass?: PriorityClass;
} & (
  | {
      /** Severity 0 to 4; share of the whole-case limit used, 1 when it is due; how often the matter came again; count of reports. */
      readonly ground: 'severity' | 'limitUsed' | 'recurrences' | 'reports';
      readonly atLeast: number;
    }
  | {
      /** Dotted code of the category, or of the kind of place: the code and all below it. */
      readonly ground: 'category' | 'site';
      readonly within: string;
    }
  | {
      /** A higher level watches it (督办). */
      readonly ground: 'supervised';
    }
);

/** How priorities are given: a town's data, with a version that every answer names. */
export interface PriorityRules {
  readonly version: string;
  readonly rules: readonly PriorityRule[];
  /** From how many points on a case is of a class, ascending; it is ordinary below. */
  readonly classes: Readonly<Record<Exclude<PriorityClass, 'ordinary'>, number>>;
}

/** A sample, not of any town: severity, time, recurrence, reports and supervision; a town adds its categories and sites. */
export const samplePriorityRules: PriorityRules = {
  version: 'sample-1',
  rules: [
    { ground: 'severity', atLeast: 2, points: 2 },
    { ground: 'severity', atLeast: 3, points: 4 },
    { ground: 'severity', atLeast: 4, points: 6, atLeastClass: 'urgent' },
    { ground: 'site', within: 'school', points: 2 },
    { ground: 'site', within: 'medical', points: 2 },
    { ground: 'site', within: 'elderCare', points: 2 },
    { ground: 'limitUsed', atLeast: 0.8, points: 1 },
    { ground: 'limitUsed', atLeast: 1, points: 3 },
    { ground: 'recurrences', atLeast: 1, points: 1 },
    { ground: 'recurrences', atLeast: 3, points: 2 },
    { ground: 'reports', atLeast: 3, points: 1 },
    { ground: 'reports', atLeast: 10, points: 2 },
    { ground: 'supervised', points: 2, atLeastClass: 'raised' },
  ],
  classes: { raised: 2, urgent: 5, emergency: 8 },
};
