import {
  type CaseState,
  type ClockRun,
  caseDeadlines,
  caseDecider,
  isOpen,
  type KnownCase,
  leadOf,
  wholeDue,
} from '@civigrid/cases';
import type { CaseRecordEvent, RateName } from '@civigrid/cases/statistics';
import { plainTime } from './town.ts';

/** One thing that a rate counts, read plainly. */
export interface NaiveMark {
  readonly case: string;
  readonly rate: RateName;
  readonly verdict: 'kept' | 'missed' | 'pending' | 'lapsed';
  readonly at: number;
  readonly unit?: string;
}

const met: Record<string, readonly string[]> = {
  intake: ['cases/filed', 'cases/refused'],
  sign: ['cases/signed', 'cases/returned'],
  handle: ['cases/handled'],
  stage: ['cases/handled'],
  whole: ['cases/closed'],
  callBack: ['cases/called-back'],
  reportIn: ['cases/reported-in'],
};
const rateOf: Record<string, RateName> = {
  intake: 'onTimeIntake',
  sign: 'onTimeSign',
  handle: 'onTimeHandle',
  stage: 'onTimeStage',
  whole: 'onTimeWhole',
  callBack: 'onTimeCallBack',
  reportIn: 'onTimeReportIn',
};

/** When a running clock runs out as its case stands: what a timer would be set for, whether it has fired or not. */
function dueNow(state: KnownCase, run: ClockRun): number | undefined {
  if (run.clock === 'whole') {
    const due = wholeDue(state, plainTime);
    return due?.ok ? due.at : undefined;
  }
  const clocks = state.clocks.map((each) => ({ ...each, fired: [] }));
  const name = `${run.clock}/${run.run}/breach${run.part === undefined ? '' : `/${run.part}`}`;
  const again = { ...state, status: 'filed', clocks } as unknown as CaseState;
  return caseDeadlines(again, plainTime).deadlines.find((each) => each.name === name)?.at;
}

interface Watched {
  run: ClockRun;
  loop: number;
  missedAt?: number;
  ranOut?: number;
  stop?: { at: number; met: boolean };
}

interface Watch {
  state: CaseState;
  loop: number;
  /** When each loop began. */
  loops: number[];
  runs: Map<string, Watched>;
  /** Lateness that other cases have brought into the loop. */
  brought: Map<string, number>;
  signedAt: Map<number, number>;
  told: Set<unknown>;
  over: Map<number, number>;
  whistles: { loop: number; at: number }[];
  leads: { at: number; unit: string }[];
}

const key = ({ clock, part, run }: ClockRun) => `${clock}/${part ?? ''}/${run}`;
const living = (state: CaseState): KnownCase | undefined =>
  state.status === 'unreported' ? undefined : state.status === 'merged' ? state.before : state;

/** Watches every running clock up to an instant: what runs out before it is missed, from then on for ever. */
function tick(watch: Watch, until: number): void {
  const { state } = watch;
  if (state.status === 'unreported' || state.status === 'merged') return;
  for (const run of state.clocks) {
    const watched = watch.runs.get(key(run));
    if (watched === undefined || run.stoppedAt !== undefined || watched.missedAt !== undefined)
      continue;
    const due = dueNow(state, run);
    if (due === undefined || due >= until) continue;
    watched.ranOut = due;
    watched.missedAt = Math.max(due, state.at);
  }
}

const currentWhole = (watch: Watch): Watched | undefined => {
  const state = living(watch.state);
  const run = state?.clocks.find(({ clock }) => clock === 'whole');
  return run && watch.runs.get(key(run));
};

function lateOf(watch: Watch): number | undefined {
  const own = currentWhole(watch)?.missedAt;
  const all = [...watch.brought.values(), ...(own === undefined ? [] : [own])];
  return all.length === 0 ? undefined : Math.min(...all);
}

/** The marks of all cases before an instant, by walking through everything that happened in one order. */
export function naiveMarks(
  events: readonly CaseRecordEvent[],
  until: number,
): { readonly marks: readonly NaiveMark[]; readonly overdue: readonly string[] } {
  const watches = new Map<string, Watch>();
  const marks: NaiveMark[] = [];
  const watchOf = (stream: string): Watch => {
    const known = watches.get(stream);
    if (known !== undefined) return known;
    const made: Watch = {
      state: caseDecider.initial,
      loop: 0,
      loops: [],
      runs: new Map(),
      brought: new Map(),
      signedAt: new Map(),
      told: new Set(),
      over: new Map(),
      whistles: [],
      leads: [],
    };
    watches.set(stream, made);
    return made;
  };
  const streamOf = (id: string) => `case/${id}`;
  const add = (watch: Watch, mark: Omit<NaiveMark, 'case'>) => {
    const state = watch.state as KnownCase;
    marks.push({ case: state.id, ...mark });
  };

  for (const event of events) {
    if (event.at >= until) continue;
    const watch = watchOf(event.stream);
    tick(watch, event.at);
    const before = watch.state;
    const after = caseDecider.evolve(before, event);
    watch.state = after;
    if (after.status === 'unreported') continue;
    const { at } = after;
    if (before.status === 'unreported') watch.loops.push(at);
    if (event.type === 'cases/reopened') {
      watch.loop++;
      watch.loops.push(at);
      watch.brought = new Map();
    }
    const earlier = living(before)?.clocks ?? [];
    for (const run of living(after)?.clocks ?? []) {
      const watched = watch.runs.get(key(run));
      if (watched === undefined) {
        for (const old of earlier)
          if (old.clock === run.clock && old.part === run.part) {
            const replaced = watch.runs.get(key(old));
            if (replaced !== undefined && old.stoppedAt === undefined)
              replaced.stop = { at, met: false };
          }
        watch.runs.set(key(run), { run, loop: watch.loop });
        continue;
      }
      if (run.stoppedAt === undefined) delete watched.stop;
      else if (watched.run.stoppedAt === undefined)
        watched.stop = {
          at: run.stoppedAt,
          met: met[run.clock]?.includes(event.type) ?? false,
        };
      watched.run = run;
    }
    if (event.type === 'cases/signed' && !watch.signedAt.has(watch.loop))
      watch.signedAt.set(watch.loop, at);
    if (event.type === 'cases/whistled') watch.whistles.push({ loop: watch.loop, at });
    if (event.type === 'cases/dispatched' || event.type === 'cases/reopened')
      watch.leads.push({ at, unit: leadOf(after)?.post ?? leadOf(after)?.role ?? '' });
    if (event.type === 'cases/unmerged') {
      watch.brought.delete(event.data.report);
      const whole = currentWhole(watch);
      const due = wholeDue(after, plainTime);
      // Who is taken out takes their clock along.
      if (whole?.missedAt !== undefined && after.status !== 'closed')
        if (due === undefined || (due.ok && due.at >= at)) {
          delete whole.missedAt;
          delete whole.ranOut;
        }
    }
    if (event.type === 'cases/joined') {
      const late = lateOf(watch);
      if (late !== undefined) watchOf(streamOf(event.data.into)).brought.set(after.id, late);
    }
    if (event.type === 'cases/closed' || event.type === 'cases/refused')
      watch.over.set(watch.loop, at);
    if (event.type === 'cases/refused' && watch.brought.size > 0)
      add(watch, { rate: 'onTimeWhole', verdict: 'missed', at: lateOf(watch) ?? at });
    if (event.type === 'cases/closed') {
      const late = lateOf(watch);
      if (late !== undefined) add(watch, { rate: 'onTimeWhole', verdict: 'missed', at: late });
      else if (currentWhole(watch) !== undefined)
        add(watch, { rate: 'onTimeWhole', verdict: 'kept', at });
      for (const { callBack, answer } of after.reporters) {
        if (!callBack || answer === undefined || watch.told.has(answer)) continue;
        watch.told.add(answer);
        add(watch, { rate: 'reached', verdict: answer.reached ? 'kept' : 'missed', at });
        if (!answer.reached) continue;
        add(watch, { rate: 'solved', verdict: answer.solved ? 'kept' : 'missed', at });
        add(watch, { rate: 'satisfied', verdict: answer.satisfied ? 'kept' : 'missed', at });
      }
      const isIn = (level: string) =>
        after.levels.indexOf(after.level) <= after.levels.indexOf(level);
      if ('routing' in after && after.routing.tier !== 'bigMatter')
        add(watch, { rate: 'settledInGrid', verdict: isIn('grid') ? 'kept' : 'missed', at });
      add(watch, {
        rate: 'settledInCommunity',
        verdict: isIn('community') ? 'kept' : 'missed',
        at,
      });
    }
  }

  const overdue: string[] = [];
  for (const watch of watches.values()) {
    tick(watch, until);
    const { state } = watch;
    if (state.status === 'unreported') continue;
    const joinedAt = state.status === 'merged' ? state.before.at : undefined;
    const host = state.status === 'merged' ? watches.get(streamOf(state.into))?.state : undefined;
    const isThere =
      host !== undefined &&
      host.status !== 'unreported' &&
      host.reporters.some(({ cameWith }) => cameWith === state.id);
    const record = living(state) as KnownCase;
    if (isOpen(record) && !isThere) {
      const late = lateOf(watch);
      if (late !== undefined) {
        add(watch, { rate: 'onTimeWhole', verdict: 'missed', at: late });
        if (joinedAt === undefined) overdue.push(state.id);
      } else if (currentWhole(watch) !== undefined)
        add(
          watch,
          joinedAt === undefined
            ? { rate: 'onTimeWhole', verdict: 'pending', at: until - 1 }
            : { rate: 'onTimeWhole', verdict: 'lapsed', at: joinedAt },
        );
    }
    for (const { run, missedAt, stop } of watch.runs.values()) {
      if (run.clock === 'whole') continue;
      const rate = rateOf[run.clock] as RateName;
      if (missedAt !== undefined) add(watch, { rate, verdict: 'missed', at: missedAt });
      else if (stop !== undefined)
        add(watch, { rate, verdict: stop.met ? 'kept' : 'lapsed', at: stop.at });
      else if (joinedAt !== undefined) add(watch, { rate, verdict: 'lapsed', at: joinedAt });
      else add(watch, { rate, verdict: 'pending', at: until - 1 });
    }
    for (let loop = 0; loop <= watch.loop; loop++) {
      const signedAt = watch.signedAt.get(loop);
      const misses = [...watch.runs.values()].filter(
        (each) =>
          each.loop === loop &&
          (each.run.clock === 'sign' || each.run.clock === 'whole') &&
          each.ranOut !== undefined &&
          each.ranOut < (signedAt ?? Number.POSITIVE_INFINITY),
      );
      if (misses.length > 0)
        add(watch, {
          rate: 'response',
          verdict: 'missed',
          at: Math.min(...misses.map((each) => each.missedAt ?? 0)),
        });
      else if (signedAt !== undefined)
        add(watch, { rate: 'response', verdict: 'kept', at: signedAt });
      else if (loop === watch.loop && joinedAt === undefined && !watch.over.has(loop))
        add(watch, { rate: 'response', verdict: 'pending', at: until - 1 });
    }
    record.whistles.forEach(({ whistle, participants, arrived }, i) => {
      const run = [...watch.runs.values()].find(
        (each) => each.run.clock === 'reportIn' && each.run.part === String(whistle),
      );
      for (const participant of participants) {
        const came = arrived.find((each) => each.participant === participant);
        const over = watch.over.get(watch.whistles[i]?.loop ?? 0);
        if (came) add(watch, { rate: 'reportedIn', verdict: 'kept', at: came.at });
        else if (run?.missedAt !== undefined)
          add(watch, { rate: 'reportedIn', verdict: 'missed', at: run.missedAt });
        else if (over !== undefined)
          add(watch, { rate: 'reportedIn', verdict: 'missed', at: over });
        else if (joinedAt !== undefined)
          add(watch, { rate: 'reportedIn', verdict: 'lapsed', at: joinedAt });
        else add(watch, { rate: 'reportedIn', verdict: 'pending', at: until - 1 });
      }
    });
  }
  return { marks, overdue };
}
