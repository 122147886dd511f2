import alarmsFile from '../../data/liushu-alarms.json' with { type: 'json' };
import categoriesFile from '../../data/liushu-categories.json' with { type: 'json' };
import laddersFile from '../../data/liushu-ladders.json' with { type: 'json' };
import mappingsFile from '../../data/liushu-mappings.json' with { type: 'json' };
import routingFile from '../../data/liushu-routing.json' with { type: 'json' };
import type { Bilingual } from './bilingual.ts';
import type { StreetRole } from './posts.ts';

/** A category of cases (大类, 小类) with its dotted code: `01.01.01`. */
export interface CaseCategory extends Bilingual {
  readonly code: string;
}

/** What becomes of an alarm of one kind: the category of its case and how grave it is (0–4). */
export interface AlarmRule {
  readonly category: string;
  readonly severity?: number;
}

/** An amount of time that a clock may use; working units by the work calendar. */
export interface RoutingBudget {
  readonly value: number;
  readonly unit: 'minute' | 'hour' | 'day' | 'workMinute' | 'workHour' | 'workDay';
}

/** What the routing table says of a case: every rule says all of it. */
export interface RoutingOutcome {
  readonly lead: StreetRole;
  readonly assist: readonly StreetRole[];
  /** 微诉求, 小矛盾, 小问题, 大事情. */
  readonly tier: 'microDemand' | 'smallDispute' | 'smallProblem' | 'bigMatter';
  readonly sign: RoutingBudget;
  readonly limit: RoutingBudget;
  readonly ladder: 'life' | 'urgent' | 'standard' | 'dispute' | 'slow';
  readonly mediation: boolean;
}

/** One cell of a rule. */
export type RoutingCell =
  | { readonly within: readonly string[] }
  | { readonly is: readonly (string | number | boolean)[] }
  | { readonly gte: number }
  | { readonly between: readonly [string, string]; readonly days?: readonly number[] };

/** One rule of the table, with what a clerk wrote about it. */
export interface RoutingRule {
  readonly id: string;
  /** Chinese. */
  readonly note: string;
  readonly when: Readonly<Record<string, RoutingCell>>;
  readonly then: RoutingOutcome;
}

/** A decision table in the form that `compileTable` of `@civigrid/tables` takes. */
export interface RoutingTable {
  readonly hit: 'first';
  readonly zone: string;
  readonly inputs: readonly {
    readonly name: string;
    readonly type: 'tree' | 'text' | 'integer' | 'boolean' | 'weekTime';
  }[];
  readonly outputs: readonly { readonly name: string }[];
  readonly rules: readonly RoutingRule[];
}

/** One rung of an escalation ladder: when it is reached on which clock, what it does, who is told. */
export interface StreetRung {
  /** Unique among the rungs of its clock. */
  readonly rung: string;
  readonly clock: 'sign' | 'handle' | 'whole';
  readonly when: { readonly fraction: number } | { readonly afterDue: RoutingBudget };
  readonly effect: 'warn' | 'levelUp' | 'supervise';
  /** Roles; besides them `holder`, `levelLeader` and `upperLeader`. */
  readonly tell: readonly string[];
}

/** An escalation ladder (升级规则) in the form that a case of `@civigrid/cases` takes. */
export interface StreetLadder {
  readonly name: RoutingOutcome['ladder'];
  readonly rungs: readonly StreetRung[];
}

/** A choice by what a pointer finds. */
export interface MappedChoice<Value> {
  readonly at: string;
  readonly cases: readonly { readonly equals: string | number; readonly then: Value }[];
  readonly else?: Value;
}

/** How a vendor's message becomes events, in the form that `deviceNormalizer` of `@civigrid/devices` takes. */
export interface StreetMapping {
  readonly id: string;
  readonly protocol: string;
  readonly match: {
    readonly topic?: string;
    readonly equals?: Readonly<Record<string, string | number>>;
  };
  readonly frame?: readonly {
    readonly name: string;
    readonly offset: number;
    readonly as: 'u8' | 'u16le' | 'i16le';
    readonly divisor?: number;
  }[];
  readonly device: string | { readonly join: readonly string[] };
  readonly message?: string;
  readonly time?: { readonly at: string; readonly as: 'ms' | 's' | 'iso' | 'cn14' };
  readonly kind: MappedChoice<string>;
  readonly phase: MappedChoice<string>;
  readonly severity: MappedChoice<number>;
  readonly observations: readonly {
    readonly property: string;
    readonly at: string;
    readonly unit?: string;
    readonly personal?: boolean;
  }[];
}

/** Who leads, who helps and how long it may take (派遣表): the file `data/liushu-routing.json`, 83 rules, the last one takes what nobody owns (兜底). */
export const routingTable: RoutingTable = routingFile as RoutingTable;

/** What cases may be about: the file `data/liushu-categories.json`. */
export const caseCategories: readonly CaseCategory[] = categoriesFile;

/** Which kind of alarm makes a case of which category: the file `data/liushu-alarms.json`. */
export const alarmRules: Readonly<Record<string, AlarmRule>> = alarmsFile;

/** The mappings of the street's vendors: the file `data/liushu-mappings.json`. */
export const deviceMappings: readonly StreetMapping[] = mappingsFile as readonly StreetMapping[];

/** The ladders that the routing table names: the file `data/liushu-ladders.json`. */
export const escalationLadders: readonly StreetLadder[] = laddersFile as readonly StreetLadder[];
