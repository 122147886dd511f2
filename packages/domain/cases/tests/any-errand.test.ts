import {
  isRequestOverdue,
  missingMaterials,
  type RequestState,
  requestDeadlines,
  serviceRequestDecider,
} from '@civigrid/cases/service-requests';
import {
  currentOccurrence,
  isTaskOverdue,
  plannedDays,
  type ScheduleInput,
  type TaskState,
  taskDeadlines,
  taskDecider,
} from '@civigrid/cases/tasks';
import { type Happened, isDomainError, personId, postId } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asked, file, type RequestStep, requestLife } from './counter.ts';
import { beijing, care, errand, office, round, type TaskStep, taskLife, widow } from './errands.ts';

const day = 86_400_000;
const start = beijing('2026-01-05 10:00');
const wait = fc.constantFrom(0, 0, 3_600_000, 5 * 3_600_000, day, 3 * day, 9 * day, -day);

const window = { opens: '09:00', budget: { value: 8, unit: 'hour' } } as const;
const schedule: fc.Arbitrary<ScheduleInput> = fc
  .record({
    rule: fc.constantFrom<NonNullable<ScheduleInput['rule']>[]>(
      { every: 'day', interval: 2 },
      { every: 'week', interval: 1, weekdays: [1, 4] },
      { every: 'monthDay', interval: 1, day: 31 },
      { every: 'monthWeekday', interval: 1, nth: 'last', weekday: 5 },
      { every: 'afterDone', days: 6 },
    ),
    onHoliday: fc.constantFrom(undefined, 'skip' as const, 'before' as const, 'after' as const),
    until: fc.constantFrom(undefined, '2026-03-10'),
  })
  .map(({ rule, onHoliday, until }) => ({
    first: '2026-01-06',
    window,
    rule,
    ...(onHoliday === undefined ? {} : { onHoliday }),
    ...(until === undefined ? {} : { until }),
  }));

const anyDay = fc
  .integer({ min: 0, max: 90 })
  .map((offset) => new Date(start + offset * day).toISOString().slice(0, 10));

const done: TaskStep = {
  type: 'complete',
  outcome: 'done',
  missed: 'weather',
  answers: [{ item: 'gasHose', value: true }],
  personal: [{ subject: widow, purpose: 'answer/medicine', value: 'low' }],
};
const plainDone: TaskStep = { type: 'complete', outcome: 'done', missed: 'weather' };

const anyTaskStep: fc.Arbitrary<TaskStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<TaskStep[]>(done, plainDone, { type: 'start' }),
  },
  fc.constantFrom<TaskStep[]>(
    { type: 'complete', outcome: 'cancelled', reason: 'unsafe' },
    { type: 'complete', outcome: 'notMet' },
    { type: 'checkStop', stop: 'gate', result: 'ok' },
    { type: 'checkStop', stop: '__proto__', result: 'finding' },
    { type: 'assign', holder: personId('person-other') },
    { type: 'handOver', post: postId('post-other'), reason: 'leave' },
    { type: 'skip', reason: 'away' },
    errand,
  ),
  anyDay.map((to): TaskStep => ({ type: 'move', to, reason: 'weather' })),
  anyDay.map((through): TaskStep => ({ type: 'skip', reason: 'away', through })),
  anyDay.map((again): TaskStep => ({ type: 'complete', outcome: 'notMet', again })),
);

const move = <Step>(step: fc.Arbitrary<Step>) =>
  fc.record({
    what: fc.oneof(
      { weight: 5, arbitrary: step },
      { weight: 2, arbitrary: fc.nat(3).map((pick) => ({ pick })) },
      { weight: 3, arbitrary: fc.constant('onward' as const) },
    ),
    wait,
  });

/** The next step of the ordinary way of a request. */
function onward(state: RequestState): RequestStep {
  const missing = missingMaterials(state);
  switch (state.status) {
    case 'unasked':
      return asked;
    case 'asked':
      if (missing.length > 0 && state.notice === undefined) return { type: 'notify' };
      return missing.length === 0
        ? { type: 'accept' }
        : { type: 'handIn', materials: missing.map((each) => file(each, 'd')) };
    case 'accepted':
      return { type: 'submit' };
    case 'submitted':
      return { type: 'decide', outcome: 'granted', basis: 'art. 9' };
    default:
      return { type: 'deliver', way: 'online' };
  }
}

interface Lives<State, Step> {
  readonly state: State;
  do(at: number, step: Step): unknown;
}

/** Lives through any moves; a refusal has a code of the package, a timer is never refused. */
function lived<State extends object, Step extends object>(
  life: Lives<State, Step>,
  moves: readonly {
    readonly what: Step | { readonly pick: number } | 'onward';
    readonly wait: number;
  }[],
  deadlines: (state: State) => readonly { readonly name: string; readonly at: number }[],
  each: (now: number) => void,
  next: (state: State) => Step,
): ReadonlySet<string> {
  let now = start;
  const codes = new Set<string>();
  for (const { what, wait: waited } of moves) {
    const ring = what !== 'onward' && 'pick' in what;
    const wakes = ring ? deadlines(life.state) : [];
    const wake = ring ? wakes[what.pick % Math.max(1, wakes.length)] : undefined;
    if (ring && wake === undefined) continue;
    const at = (wake?.at ?? now) + waited;
    const plain = what === 'onward' ? next(life.state) : (what as Step);
    const step = wake === undefined ? plain : { type: 'timer', name: wake.name };
    try {
      life.do(at, step as Step);
    } catch (error) {
      if (!isDomainError(error) || ring) throw error;
      expect(error.code).toMatch(/^cases\//);
      codes.add(error.code);
    }
    now = Math.max(now, at);
    each(now);
  }
  return codes;
}

test('whatever is asked of a task: nothing is lost, doubled or drifts, and replay equals', () => {
  const seen = new Set<string>();
  const codes = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom(care, round, { ...errand, checklist: care.checklist ?? [] }),
      schedule,
      fc.array(move(anyTaskStep), { minLength: 4, maxLength: 50 }),
      (plan, plannedOn, moves) => {
        const life = taskLife();
        life.do(start, { ...plan, schedule: plannedOn });
        let at = Number.NEGATIVE_INFINITY;
        let final: TaskState | undefined;
        const refused = lived(
          life,
          moves,
          (state) => taskDeadlines(state, office).deadlines,
          (now) => {
            const { state } = life;
            if (state.status === 'unplanned') throw new Error('forgotten');
            expect(state.at).toBeGreaterThanOrEqual(at);
            at = state.at;
            if (final !== undefined) expect(state).toBe(final);
            if (state.status === 'ended') final = state;
            seen.add(state.status);
            const current = currentOccurrence(state, office);
            const overdue = isTaskOverdue(state, office, now);
            if (!current.ok) expect(overdue).toEqual(current);
            else {
              const due = current.occurrence?.due;
              if (due?.ok === false) throw new Error('plain windows are known');
              expect(overdue).toEqual({ ok: true, overdue: due !== undefined && due.at < now });
            }
          },
          () => plainDone,
        );
        for (const code of refused) codes.add(code);
        const { state, events } = life;
        expect(events.reduce(taskDecider.evolve, taskDecider.initial)).toEqual(state);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);

        const settled = events.flatMap((event) => {
          if (event.type === 'cases/task-completed') return [event.data];
          return event.type === 'cases/task-skipped' ? event.data.occurrences : [];
        });
        const falls = settled.map((each) => each.falls);
        expect([...new Set(falls)].sort()).toEqual(falls);
        if (state.status === 'unplanned') return;
        const { done: d, needsCase, notMet, cancelled, skipped } = state.tally;
        expect(d + needsCase + notMet + cancelled + skipped).toBe(settled.length);
        if (plannedOn.rule?.every !== 'afterDone') {
          // Each occurrence of the plan is settled in its turn: none is left out, none moves the next.
          const names = settled.map(({ ruled }) => ruled);
          const { days } = plannedDays(state.schedule, office, {
            from: '2026-01-01',
            to: '2031-12-31',
            limit: names.length,
          });
          expect(names).toEqual(days.map(({ ruled }) => ruled));
        }
        const reminders = events.flatMap(({ type, data }) =>
          type === 'cases/task-reminded' ? [`${data.ruled}/${data.rung}/${data.due}`] : [],
        );
        expect(new Set(reminders).size).toBe(reminders.length);
        if (reminders.length > 0) seen.add('reminded');
      },
    ),
    { numRuns: 1_000 },
  );
  // The walk was worth something only if it came everywhere.
  expect([...seen].sort()).toEqual(['ended', 'planned', 'reminded', 'started']);
  for (const code of 'window-not-open past-the-next into-the-past task-overdue task-ended answer-missing'.split(
    ' ',
  ))
    expect([...codes]).toContain(`cases/${code}`);
});

const material = fc.constantFrom(
  'identity',
  'lease',
  'lease',
  'lease',
  'guardian',
  'deed',
  '__proto__',
);
const anyRequestStep: fc.Arbitrary<RequestStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ which: material, bytes: fc.constantFrom('a', 'b', 'c') })
      .map(
        ({ which, bytes }): RequestStep => ({ type: 'handIn', materials: [file(which, bytes)] }),
      ),
  },
  {
    weight: 8,
    arbitrary: fc.constantFrom<RequestStep[]>(
      { type: 'accept' },
      { type: 'submit' },
      { type: 'notify' },
      { type: 'notify' },
      { type: 'notify' },
      { type: 'resume' },
      { type: 'suspend', reason: 'expertReview', basis: 'art. 45' },
      { type: 'handIn', materials: [file('identity'), file('lease'), file('guardian')] },
    ),
  },
  {
    weight: 5,
    arbitrary: material.map(
      (each): RequestStep => ({ type: 'sendBack', material: each, reason: 'expired' }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<RequestStep[]>(
      { type: 'decide', outcome: 'granted', basis: 'art. 9' },
      { type: 'decide', outcome: 'refused', basis: 'art. 9' },
      { type: 'deliver', way: 'online' },
    ),
  },
  fc.constantFrom<RequestStep[]>(
    { type: 'withdraw' },
    { type: 'decline', reason: 'notEntitled', basis: 'art. 32' },
    asked,
  ),
);

test('whatever is asked of a request: everything missing is told once, the ledger is sound, replay equals', () => {
  const seen = new Set<string>();
  const codes = new Set<string>();
  fc.assert(
    fc.property(fc.array(move(anyRequestStep), { minLength: 4, maxLength: 50 }), (moves) => {
      const life = requestLife();
      life.do(start, asked);
      let at = Number.NEGATIVE_INFINITY;
      let final: RequestState | undefined;
      const refused = lived(
        life,
        moves,
        (state) => requestDeadlines(state, office).deadlines,
        (now) => {
          const { state } = life;
          if (state.status === 'unasked') throw new Error('forgotten');
          expect(state.at).toBeGreaterThanOrEqual(at);
          at = state.at;
          if (final !== undefined) expect(state).toBe(final);
          if (['delivered', 'declined', 'withdrawn'].includes(state.status)) final = state;
          seen.add(state.status);
          // The ledger: in order, without overlap, at most the last one open, none at the end.
          let end = Number.NEGATIVE_INFINITY;
          for (const [index, { from, until }] of state.pauses.entries()) {
            expect(from).toBeGreaterThanOrEqual(end);
            if (until === undefined) expect(index).toBe(state.pauses.length - 1);
            end = until ?? Number.POSITIVE_INFINITY;
          }
          if (final !== undefined) expect(end).toBeLessThan(Number.POSITIVE_INFINITY);
          // Before acceptance the clock runs exactly while nothing is missing.
          if (state.status === 'asked')
            expect(state.completeAt !== undefined).toBe(missingMaterials(state).length === 0);
          const overdue = isRequestOverdue(state, office, now);
          if (overdue.ok && overdue.overdue) seen.add('overdue');
        },
        onward,
      );
      for (const code of refused) codes.add(code);
      const { state, events } = life;
      expect(events.reduce(serviceRequestDecider.evolve, serviceRequestDecider.initial)).toEqual(
        state,
      );
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      // A later notice of a stage names nothing that the first one of the stage did not.
      const first = new Map<string, readonly string[]>();
      for (const { type, data } of events) {
        if (type !== 'cases/missing-notified') continue;
        const names = data.materials.map((each) => each.material);
        const told = first.get(data.stage);
        if (told === undefined) first.set(data.stage, names);
        else for (const name of names) expect(told).toContain(name);
        if (told !== undefined) seen.add('notified again');
      }
      const reminders = events.flatMap(({ type, data }) =>
        type === 'cases/request-reminded' ? [data.name] : [],
      );
      expect(new Set(reminders).size).toBe(reminders.length);
      if (reminders.length > 0) seen.add('reminded');
    }),
    { numRuns: 1_000 },
  );
  for (const each of [
    'asked accepted submitted granted refused delivered declined withdrawn',
    'overdue reminded',
  ]
    .join(' ')
    .split(' '))
    expect([...seen]).toContain(each);
  expect([...seen]).toContain('notified again');
  expect([...codes]).toEqual(
    expect.arrayContaining([
      'cases/already-notified',
      'cases/materials-missing',
      'cases/wrong-stage',
      'cases/request-closed',
      'cases/unknown-material',
    ]),
  );
});

test('evolve takes any fact in any state and never throws', () => {
  const tasks: Happened<Parameters<typeof taskDecider.evolve>[1]>[] = [];
  const requests: Happened<Parameters<typeof serviceRequestDecider.evolve>[1]>[] = [];
  fc.assert(
    fc.property(
      schedule,
      fc.array(move(anyTaskStep), { maxLength: 30 }),
      fc.array(move(anyRequestStep), { maxLength: 30 }),
      (plannedOn, taskMoves, requestMoves) => {
        const task = taskLife();
        task.do(start, { ...care, schedule: plannedOn });
        lived(
          task,
          taskMoves,
          (state) => taskDeadlines(state, office).deadlines,
          () => {},
          () => done,
        );
        const request = requestLife();
        request.do(start, asked);
        lived(
          request,
          requestMoves,
          (state) => requestDeadlines(state, office).deadlines,
          () => {},
          onward,
        );
        tasks.push(...task.events);
        requests.push(...request.events);
      },
    ),
    { numRuns: 60, seed: 7 },
  );
  const pick = <Each>(list: readonly Each[], picks: readonly number[]) =>
    picks.flatMap((each) => list[each % list.length] ?? []);
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 30 }), (picks) => {
      const task = pick(tasks, picks).reduce(taskDecider.evolve, taskDecider.initial);
      const request = pick(requests, picks).reduce(
        serviceRequestDecider.evolve,
        serviceRequestDecider.initial,
      );
      for (const state of [task, request]) expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      taskDeadlines(task, office);
      requestDeadlines(request, office);
    }),
    { numRuns: 1_000 },
  );
  const unknown = { ...tasks[0], type: 'cases/celebrated' } as never;
  expect(taskDecider.evolve(taskDecider.initial, unknown)).toBe(taskDecider.initial);
  expect(serviceRequestDecider.evolve(serviceRequestDecider.initial, unknown)).toBe(
    serviceRequestDecider.initial,
  );
});
