import type { ActorId, CaseId, PersonalPart, SubjectRef } from '@civigrid/kernel';
import { checkedCode, checkedFuture, checkedPast } from '../record/checked.ts';
import type { Given } from '../record/given.ts';
import { checkedParts, type SealedBox } from '../record/sealed-box.ts';
import { refusal } from './household-error.ts';

/** What came of a visit, as far as it may stand in the clear (走访结果); what was found is sealed. */
export type VisitOutcome =
  | { readonly kind: 'done' }
  /** Nobody was met. */
  | { readonly kind: 'notMet' }
  /** A case was opened. */
  | { readonly kind: 'needsCase'; readonly case: CaseId }
  /** Help was promised until an instant: an errand (跑腿), another service. */
  | {
      readonly kind: 'needsHelp';
      /** Names this promise in its stream. */
      readonly help: string;
      readonly service: string;
      /** UTC milliseconds. */
      readonly by: number;
    };

/** Records a visit: a household visit (入户走访), an errand (代办跑腿), a care visit (关爱走访). */
export interface RecordVisit extends Given {
  readonly type: 'visit';
  /** Its id, once per stream. */
  readonly visit: string;
  /** A code of the town, such as `careVisit`, `errand`, `householdVisit`, `safetyCheck`. */
  readonly kind: string;
  /** UTC milliseconds; now if left out. Refused with `people/future-instant`. */
  readonly visitedAt?: number;
  /** Exactly one of `done` and `notMet`, and any needs besides; else `people/outcomes-contradict`. */
  readonly outcomes: readonly VisitOutcome[];
  /** Open promises that this visit kept; only one that is `done`. */
  readonly settles?: readonly string[];
  /** Findings and words about the persons visited. */
  readonly personal?: readonly PersonalPart[];
}

/** Data of a recorded visit. */
export type VisitData = {
  readonly visit: string;
  readonly kind: string;
  /** Left out where the visit was recorded at once. */
  readonly visitedAt?: number;
  readonly outcomes: readonly VisitOutcome[];
  readonly settles: readonly string[];
};

/** A visit that was recorded; its findings are boxes. */
export type Visit = {
  readonly visit: string;
  readonly kind: string;
  /** UTC milliseconds. */
  readonly visitedAt: number;
  /** Who recorded it. */
  readonly by: ActorId;
  readonly outcomes: readonly VisitOutcome[];
  readonly boxes: readonly SealedBox[];
};

/** Help that was promised and not yet given (待办帮扶). */
export type OpenHelp = {
  readonly help: string;
  readonly service: string;
  /** UTC milliseconds. */
  readonly by: number;
};

/** What a stream knows of its visits. */
export type VisitLog = {
  /** In the order in which they were recorded. */
  readonly visits: readonly Visit[];
  readonly helps: readonly OpenHelp[];
};

/** Whether a visit took place. */
export function isDone({ outcomes }: Pick<Visit, 'outcomes'>): boolean {
  return outcomes.some(({ kind }) => kind === 'done');
}

/** A copy that holds nothing besides: what else a caller put in would stand in the clear. */
function copied(outcome: VisitOutcome, at: number, path: string): VisitOutcome {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done' };
    case 'notMet':
      return { kind: 'notMet' };
    case 'needsCase':
      return { kind: 'needsCase', case: outcome.case };
    case 'needsHelp':
      return {
        kind: 'needsHelp',
        help: checkedCode(outcome.help, `${path}/help`),
        service: checkedCode(outcome.service, `${path}/service`),
        by: checkedFuture(outcome.by, at, `${path}/by`),
      };
  }
}

function outcomeOf(outcome: VisitOutcome, at: number, path: string): VisitOutcome {
  const copy: VisitOutcome | undefined = copied(outcome, at, path);
  if (copy === undefined)
    throw refusal('people/outcomes-contradict', 'A visit has no such outcome.', { path });
  return copy;
}

function checkedOutcomes(
  { outcomes, settles = [] }: RecordVisit,
  at: number,
  { helps }: VisitLog,
): readonly VisitOutcome[] {
  const copies = outcomes.map((each, index) => outcomeOf(each, at, `/outcomes/${index}`));
  const met = copies.filter(({ kind }) => kind === 'done' || kind === 'notMet');
  if (met.length !== 1 || (settles.length > 0 && met[0]?.kind === 'notMet'))
    throw refusal(
      'people/outcomes-contradict',
      'A visit is either done or met nobody; only a done one keeps promises.',
      { path: '/outcomes' },
    );
  const promised = new Set(helps.map(({ help }) => help));
  for (const each of copies) {
    if (each.kind !== 'needsHelp') continue;
    if (promised.has(each.help))
      throw refusal('people/help-open', 'This promise is open already.', { help: each.help });
    promised.add(each.help);
  }
  return copies;
}

function checkedSettles(settles: readonly string[], { helps }: VisitLog): readonly string[] {
  const kept = [...new Set(settles)];
  for (const help of kept)
    if (!helps.some((open) => open.help === help))
      throw refusal('people/unknown-help', 'No such promise is open.', {
        help: checkedCode(help, '/settles'),
      });
  return kept;
}

/** What a visit would write down: its data, and the parts that are sealed. */
export function visitRecorded(
  command: RecordVisit,
  at: number,
  log: VisitLog,
  allowed: { readonly subjects: readonly SubjectRef[]; readonly purposes: readonly string[] },
): { readonly data: VisitData; readonly personal: readonly PersonalPart[] } {
  const visit = checkedCode(command.visit, '/visit');
  if (log.visits.some((each) => each.visit === visit))
    throw refusal('people/visit-recorded', 'This visit was recorded already.', { visit });
  const { visitedAt } = command;
  if (visitedAt !== undefined) checkedPast(visitedAt, at, '/visitedAt');
  return {
    data: {
      visit,
      kind: checkedCode(command.kind, '/kind'),
      ...(visitedAt !== undefined && { visitedAt }),
      outcomes: checkedOutcomes(command, at, log),
      settles: checkedSettles(command.settles ?? [], log),
    },
    personal: checkedParts(command.personal, allowed),
  };
}

/** What a visit adds to the log of its stream. */
export function withVisit(
  { visits, helps }: VisitLog,
  { visit, kind, visitedAt, outcomes, settles }: VisitData,
  recorded: {
    readonly at: number;
    readonly by: ActorId;
    readonly boxes: readonly SealedBox[];
  },
): VisitLog {
  const { at, by, boxes } = recorded;
  const promised = outcomes.flatMap((each): readonly OpenHelp[] =>
    each.kind === 'needsHelp' ? [{ help: each.help, service: each.service, by: each.by }] : [],
  );
  return {
    visits: [...visits, { visit, kind, visitedAt: visitedAt ?? at, by, outcomes, boxes }],
    helps: [...helps.filter(({ help }) => !settles.includes(help)), ...promised],
  };
}
