import {
  currentOccurrence,
  isTaskOverdue,
  missedStops,
  type TaskState,
  taskDeadlines,
  taskDecider,
  taskId,
} from '@civigrid/cases/tasks';
import { caseId, isDomainError, personId, postId } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';
import {
  beijing,
  care,
  errand,
  member,
  office,
  photo,
  round,
  type TaskStep,
  taskLife,
  widow,
} from './errands.ts';
import { Matter } from './matter.ts';

const visited: TaskStep = {
  type: 'complete',
  outcome: 'done',
  answers: [{ item: 'gasHose', value: true }],
  photos: [photo],
  personal: [
    { subject: widow, purpose: 'findings', value: 'invented words of hers' },
    { subject: widow, purpose: 'answer/medicine', value: 'low' },
  ],
};

const day = (state: TaskState) => {
  const found = currentOccurrence(state, office);
  if (!found.ok) throw new Error(found.code);
  return found.occurrence?.day;
};

describe('the widow who lives alone', () => {
  test('her errand is done within its working hours, and nothing of hers stands in the data', () => {
    const life = taskLife();
    life.happens(beijing('2026-09-21 16:00'), errand, {
      type: 'cases/task-planned',
      data: { kind: 'errand', subject: widow, schedule: { zone: 'Asia/Shanghai' } },
    });
    expect(taskDeadlines(life.state, office)).toEqual({
      deadlines: [
        {
          name: '2026-09-22/2026-09-22/opens',
          at: beijing('2026-09-22 08:30'),
          ruled: '2026-09-22',
          day: '2026-09-22',
          rung: 'opens',
        },
        {
          name: '2026-09-22/2026-09-22/due',
          at: beijing('2026-09-22 14:30'),
          ruled: '2026-09-22',
          day: '2026-09-22',
          rung: 'due',
        },
      ],
      unknown: [],
    });
    life.refuses('cases/window-not-open', beijing('2026-09-22 08:29'), { type: 'start' });
    life.happens(
      beijing('2026-09-22 08:30'),
      { type: 'start' },
      { type: 'cases/task-started', data: { ruled: '2026-09-22' } },
    );
    life.happens(
      beijing('2026-09-22 09:40'),
      { type: 'complete', outcome: 'done', photos: [photo] },
      {
        type: 'cases/task-completed',
        data: { outcome: 'done', on: '2026-09-22', photos: [photo] },
      },
    );
    expect(life.state).toMatchObject({ status: 'ended', tally: { done: 1 } });
    expect(JSON.stringify([life.events, life.state])).not.toMatch(/invented|rings twice|door 402/);
    life.refuses('cases/task-ended', beijing('2026-09-22 10:00'), { type: 'start' });
  });

  test('her care visit comes every Thursday; over the National Day holiday it goes to the day after it', () => {
    const life = taskLife();
    life.do(beijing('2026-09-22 10:00'), care);
    life.do(beijing('2026-09-24 09:30'), visited);
    expect(currentOccurrence(life.state, office)).toEqual({
      ok: true,
      occurrence: {
        ruled: '2026-10-01',
        falls: '2026-10-08',
        day: '2026-10-08',
        opensAt: beijing('2026-10-08 09:00'),
        due: { ok: true, at: beijing('2026-10-08 17:00') },
      },
    });
    // Two days late, and the next one is on its Thursday all the same.
    life.happens(beijing('2026-10-10 11:00'), visited, {
      type: 'cases/task-completed',
      data: { ruled: '2026-10-01', falls: '2026-10-08', on: '2026-10-10' },
    });
    expect(day(life.state)).toBe('2026-10-15');
    expect(isTaskOverdue(life.state, office, beijing('2026-10-15 17:00'))).toEqual({
      ok: true,
      overdue: false,
    });
    expect(isTaskOverdue(life.state, office, beijing('2026-10-15 17:01'))).toEqual({
      ok: true,
      overdue: true,
    });
  });

  test('what says something about her health is sealed, or the visit is not complete', () => {
    const life = taskLife();
    life.do(beijing('2026-09-22 10:00'), care);
    const at = beijing('2026-09-24 10:00');
    life.refuses('cases/answer-not-sealed', at, {
      ...visited,
      answers: [{ item: 'medicine', value: 'low' }],
    } as TaskStep);
    life.refuses('cases/answer-missing', at, { ...visited, personal: [] } as TaskStep);
    life.refuses('cases/answer-missing', at, { ...visited, answers: [] } as TaskStep);
    life.refuses('cases/invalid-answer', at, {
      ...visited,
      answers: [{ item: 'gasHose', value: 'yes' }],
    } as TaskStep);
    life.refuses('cases/invalid-answer', at, {
      ...visited,
      answers: [{ item: '__proto__', value: true }],
    } as TaskStep);
    life.happens(at, visited, {
      type: 'cases/task-completed',
      data: { answers: [{ item: 'gasHose', value: true }], sealedItems: ['medicine'] },
    });
    expect(JSON.stringify(life.events)).not.toContain('low"}');
  });

  test('she does not open: it is tried again the next day, and not before the door is open for it', () => {
    const life = taskLife();
    life.do(beijing('2026-09-22 10:00'), care);
    const at = beijing('2026-09-24 10:00');
    life.refuses('cases/past-the-next', at, {
      type: 'complete',
      outcome: 'notMet',
      again: '2026-10-08',
    });
    life.happens(
      at,
      { type: 'complete', outcome: 'notMet', again: '2026-09-26' },
      { type: 'cases/task-attempted', data: { ruled: '2026-09-24', again: '2026-09-26' } },
    );
    life.refuses('cases/window-not-open', at, visited);
    expect(day(life.state)).toBe('2026-09-26');
    life.happens(
      beijing('2026-09-26 12:00'),
      {
        type: 'complete',
        outcome: 'needsCase',
        case: caseId('case-9'),
        answers: [{ item: 'gasHose', value: false }],
        personal: [{ subject: widow, purpose: 'answer/medicine', value: 'enough' }],
      },
      { type: 'cases/task-completed', data: { outcome: 'needsCase', case: 'case-9' } },
    );
    expect(life.state).toMatchObject({ tally: { attempts: 1, needsCase: 1, done: 0 } });
  });

  test('a visit is moved within its week, and what is overdue is not moved out of sight', () => {
    const life = taskLife();
    life.do(beijing('2026-09-22 10:00'), care);
    const at = beijing('2026-09-23 10:00');
    const move = (to: string): TaskStep => ({ type: 'move', to, reason: 'onRequest' });
    life.refuses('cases/into-the-past', at, move('2026-09-22'));
    life.refuses('cases/past-the-next', at, move('2026-10-08'));
    life.refuses('cases/invalid-day', at, move('2026-09-31'));
    life.happens(at, move('2026-09-23'), {
      type: 'cases/task-moved',
      data: { from: '2026-09-24', to: '2026-09-23' },
    });
    life.happens(at, visited, { type: 'cases/task-completed' });
    expect(day(life.state)).toBe('2026-10-08');
    life.refuses('cases/task-overdue', beijing('2026-10-09 10:00'), move('2026-10-10'));
    life.happens(
      beijing('2026-10-09 10:00'),
      { type: 'skip', reason: 'away', through: '2026-10-22' },
      {
        type: 'cases/task-skipped',
        data: {
          occurrences: [
            { ruled: '2026-10-01', falls: '2026-10-08' },
            { ruled: '2026-10-15', falls: '2026-10-15' },
            { ruled: '2026-10-22', falls: '2026-10-22' },
          ],
        },
      },
    );
    expect(life.state).toMatchObject({ tally: { skipped: 3, done: 1 } });
    expect(day(life.state)).toBe('2026-10-29');
  });

  test('another member takes over, and the visit ends for good where she moves away', () => {
    const life = taskLife();
    const at = beijing('2026-09-22 10:00');
    life.do(at, care);
    const other = personId('person-other');
    life.happens(
      at,
      { type: 'assign', holder: other },
      { type: 'cases/task-assigned', data: { holder: other } },
    );
    life.happens(at, { type: 'assign', holder: other });
    const post = postId('gridMember@SS.03.04');
    life.happens(
      at,
      { type: 'handOver', post, holder: member, reason: 'redivision' },
      {
        type: 'cases/task-handed-over',
        data: { from: { holder: other }, to: { post, holder: member } },
      },
    );
    const late = beijing('2026-09-25 10:00');
    life.happens(
      late,
      { type: 'end', reason: 'movedAway' },
      // The Thursday that nobody settled is named.
      { type: 'cases/task-ended', data: { reason: 'movedAway', unsettled: '2026-09-24' } },
    );
    expect(taskDeadlines(life.state, office).deadlines).toEqual([]);
    life.refuses('cases/task-ended', late, { type: 'skip', reason: 'away' });
  });

  test('every 30 days after the last visit drifts with it, as its rule says', () => {
    const life = taskLife();
    life.do(beijing('2026-03-02 08:00'), {
      ...care,
      checklist: [],
      schedule: {
        first: '2026-03-02',
        window: { opens: '00:00', budget: { value: 3, unit: 'day' } },
        rule: { every: 'afterDone', days: 30 },
      },
    } as TaskStep);
    life.do(beijing('2026-03-09 10:00'), { type: 'complete', outcome: 'done' });
    expect(day(life.state)).toBe('2026-04-08');
    life.do(beijing('2026-04-01 10:00'), { type: 'skip', reason: 'away' });
    expect(day(life.state)).toBe('2026-05-08');
  });
});

describe("a patroller's round", () => {
  const evening = beijing('2026-03-02 20:05');
  const check = (stop: string, more: object = {}): TaskStep =>
    ({ type: 'checkStop', stop, result: 'ok', ...more }) as TaskStep;

  test('a stop that was missed is listed with its reason, and a finding has opened a case', () => {
    const life = taskLife();
    life.do(beijing('2026-03-01 10:00'), round);
    life.refuses('cases/task-not-started', evening, check('gate'));
    life.refuses('cases/task-not-started', evening, { type: 'complete', outcome: 'done' });
    life.do(evening, { type: 'start' });
    life.do(evening, check('gate'));
    life.happens(
      evening + 600_000,
      check('corner', { result: 'finding', case: caseId('case-3'), photos: [photo] }),
      { type: 'cases/stop-checked', data: { stop: 'corner', case: 'case-3', photos: [photo] } },
    );
    life.refuses('cases/stop-already-checked', evening, check('gate'));
    life.refuses('cases/unknown-stop', evening, check('__proto__'));
    life.refuses('cases/invalid-answer', evening, check('yard', { case: caseId('case-4') }));
    life.do(evening + 900_000, check('yard'));
    expect(missedStops(life.state)).toEqual(['hydrant']);
    life.refuses('cases/missed-unexplained', evening, { type: 'complete', outcome: 'done' });
    life.happens(
      evening + 1_000_000,
      { type: 'complete', outcome: 'done', missed: 'blocked' },
      {
        type: 'cases/task-completed',
        data: { outcome: 'done', missedStops: ['hydrant'], missed: 'blocked' },
      },
    );
    expect(day(life.state)).toBe('2026-03-03');
    expect(life.state).not.toHaveProperty('checks');
  });

  test('a round that nobody walked stays overdue until it is walked or skipped; none is lost', () => {
    const life = taskLife();
    life.do(beijing('2026-03-01 10:00'), round);
    const late = beijing('2026-03-05 08:00');
    life.do(late, { type: 'skip', reason: 'weather' });
    expect(day(life.state)).toBe('2026-03-03');
    expect(isTaskOverdue(life.state, office, late)).toEqual({ ok: true, overdue: true });
    life.do(late, { type: 'skip', reason: 'nobodyAvailable', through: '2026-03-04' });
    expect(isTaskOverdue(life.state, office, late)).toEqual({ ok: true, overdue: false });
    expect(life.state).toMatchObject({ tally: { skipped: 3 } });
  });
});

describe('reminders', () => {
  test('each comes once, by the calendar that holds; late, double and stale ones change nothing', () => {
    const life = taskLife();
    life.do(beijing('2026-09-22 10:00'), care);
    const timer = (name: string): TaskStep => ({ type: 'timer', name });
    life.happens(beijing('2026-09-24 08:59'), timer('2026-09-24/2026-09-24/opens'));
    life.happens(beijing('2026-09-24 15:00'), timer('2026-09-24/2026-09-24/opens'), {
      type: 'cases/task-reminded',
      data: { rung: 'opens', due: beijing('2026-09-24 09:00'), tell: ['holder'] },
    });
    life.happens(beijing('2026-09-24 15:01'), timer('2026-09-24/2026-09-24/opens'));
    life.do(beijing('2026-09-24 16:00'), { type: 'move', to: '2026-09-26', reason: 'weather' });
    expect(taskDeadlines(life.state, office).deadlines.map(({ name }) => name)).toEqual([
      '2026-09-24/2026-09-26/opens',
      '2026-09-24/2026-09-26/due',
    ]);
    life.happens(beijing('2026-09-26 18:00'), timer('2026-09-24/2026-09-24/due'));
    life.happens(beijing('2026-09-26 18:00'), timer('2026-09-24/2026-09-26/due'), {
      type: 'cases/task-reminded',
      data: { due: beijing('2026-09-26 17:00'), tell: ['holder', 'levelLeader'] },
    });
    life.do(beijing('2026-09-26 18:30'), visited);
    life.happens(beijing('2026-09-26 19:00'), timer('2026-09-24/2026-09-26/opens'));
    life.happens(beijing('2026-09-26 19:00'), timer('__proto__'));
  });

  test('behind the last known year nobody knows when, and a command that must know is refused', () => {
    const life = taskLife();
    life.do(beijing('2026-12-30 10:00'), {
      ...care,
      schedule: { ...care.schedule, first: '2027-01-07' },
    } as TaskStep);
    expect(taskDeadlines(life.state, office)).toEqual({
      deadlines: [],
      unknown: [
        { rung: 'opens', code: 'calendar/unknown-year', year: 2027 },
        { rung: 'due', code: 'calendar/unknown-year', year: 2027 },
      ],
    });
    life.refuses('cases/unknown-year', beijing('2027-01-07 10:00'), { type: 'start' });
  });
});

test('at the end of the last known year a visit is still done and tried again, though nobody knows when it was due', () => {
  const life = taskLife();
  life.do(beijing('2026-12-01 10:00'), {
    ...care,
    schedule: {
      first: '2026-12-30',
      window: { opens: '09:00', budget: { value: 5, unit: 'workDay' } },
      rule: { every: 'week', interval: 1, weekdays: [3] },
      onHoliday: 'after',
    },
  } as TaskStep);
  expect(taskDeadlines(life.state, office)).toMatchObject({
    deadlines: [{ rung: 'opens' }],
    unknown: [{ rung: 'due', year: 2027 }],
  });
  const again = (day: string): TaskStep => ({ type: 'complete', outcome: 'notMet', again: day });
  const at = beijing('2026-12-30 10:00');
  life.refuses('cases/unknown-year', at, again('2027-01-06'));
  life.do(at, again('2027-01-05'));
  const late = beijing('2027-01-05 10:00');
  expect(isTaskOverdue(life.state, office, late)).toMatchObject({ ok: false, year: 2027 });
  life.refuses('cases/unknown-year', late, { type: 'move', to: '2027-01-05', reason: 'leave' });
  life.happens(late, visited, { type: 'cases/task-completed' });
});

test('where clocks are moved a window opens once', () => {
  const opens = (first: string) => {
    const life = taskLife();
    life.do(beijing('2026-01-01 10:00'), {
      ...errand,
      schedule: {
        ...errand.schedule,
        zone: 'Europe/Berlin',
        first,
        window: { opens: '02:30', budget: { value: 1, unit: 'hour' } },
      },
    } as TaskStep);
    const found = currentOccurrence(life.state, office);
    return found.ok && new Date(found.occurrence?.opensAt ?? 0).toISOString();
  };
  // 02:30 comes on most days once, on 29 March never, on 25 October twice.
  expect(opens('2026-03-28')).toBe('2026-03-28T01:30:00.000Z');
  expect(opens('2026-03-29')).toBe('2026-03-29T01:30:00.000Z');
  expect(opens('2026-03-30')).toBe('2026-03-30T00:30:00.000Z');
  expect(opens('2026-10-25')).toBe('2026-10-25T00:30:00.000Z');
  expect(opens('2026-10-26')).toBe('2026-10-26T01:30:00.000Z');
});

test('a plan that makes no sense is refused', () => {
  const at = beijing('2026-03-01 10:00');
  const refuses = (code: string, step: object) =>
    taskLife().refuses(code, at, step as unknown as TaskStep);
  const { subject: _, ...nobody } = care;
  refuses('cases/subject-missing', nobody);
  refuses('cases/patrol-of-a-person', { ...round, subject: widow });
  refuses('cases/invalid-stops', { ...round, stops: [] });
  refuses('cases/invalid-stops', { ...errand, stops: round.stops });
  refuses('cases/invalid-stops', { ...round, stops: [{ stop: 'nowhere' }] });
  refuses('cases/invalid-checklist', { ...care, checklist: [{ code: 'a', answer: 'choice' }] });
  refuses('cases/invalid-reminders', { ...care, reminders: [{ rung: '', when: 'due', tell: [] }] });
  refuses('cases/personal-twice', {
    ...care,
    personal: [0, 1].map((value) => ({ subject: widow, purpose: 'address', value })),
  });
  refuses('cases/not-planned', { type: 'start' });
  refuses('cases/unknown-command', { type: 'celebrate' });
  const life = taskLife();
  life.do(at, round);
  life.refuses('cases/already-planned', at, round);
  taskLife().refuses('cases/invalid-instant', 0.5, round);
});

test('without a calendar plain plans live, and others say what they lack', () => {
  const life = new Matter(taskDecider);
  life.do(beijing('2026-03-01 10:00'), round);
  life.do(beijing('2026-03-02 20:00'), { type: 'start' });
  const other = new Matter(taskDecider);
  other.do(beijing('2026-03-01 10:00'), care);
  other.refuses('cases/unknown-year', beijing('2026-09-24 10:00'), { type: 'start' });
});

test('an id is a text', () => {
  for (const text of ['', '\ud800']) {
    let caught: unknown;
    try {
      taskId(text);
    } catch (error) {
      caught = error;
    }
    expect(isDomainError(caught, 'cases/invalid-id')).toBe(true);
  }
});
