import {
  type AlarmSignal,
  alarmSignal,
  alarmTracker,
  type IncidentCommand,
  type IncidentFact,
  type IncidentState,
  incidentDecider,
  incidentTimes,
} from '@civigrid/devices';
import { actorId, correlationId, eventId, type Happened } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { told } from './street-events.ts';

const smoke = (device: string, at: number): AlarmSignal =>
  alarmSignal(told({ device, kind: 'fire.smoke', at }));

function happened(fact: IncidentFact, i: number): Happened<IncidentFact> {
  return {
    ...fact,
    id: eventId(`e${i}`),
    version: i + 1,
    at: 0,
    actor: actorId('device'),
    correlation: correlationId('c'),
  } as Happened<IncidentFact>;
}

function given(...commands: readonly IncidentCommand[]): {
  readonly state: IncidentState;
  readonly facts: readonly IncidentFact[];
} {
  let state = incidentDecider.initial;
  const facts: IncidentFact[] = [];
  for (const command of commands)
    for (const fact of incidentDecider.decide(command, state)) {
      facts.push(fact);
      state = incidentDecider.evolve(state, happened(fact, facts.length));
    }
  return { state, facts };
}

const raise = (device: string, at: number): IncidentCommand => ({
  type: 'raise',
  at,
  signal: smoke(device, at),
});
const clear = (device: string, at: number): IncidentCommand => ({
  type: 'clear',
  at,
  conditionKey: `${device}|fire.smoke|`,
  occurred: at,
  received: at + 5,
});

test('smoke in a kitchen: the alarm is raised with what the case needs to know', () => {
  expect(given(raise('s1', 10)).facts).toEqual([
    {
      type: 'devices/alarm-raised',
      schema: 1,
      data: {
        device: 's1',
        kind: 'fire.smoke',
        severity: 2,
        conditionKey: 's1|fire.smoke|',
        messageKey: 's1|10-raise',
        occurred: 10,
        received: 10,
        grid: 'LS.01.02',
        momentary: false,
      },
    },
  ]);
});

test('an alarm that lasts is not raised twice', () => {
  expect(given(raise('s1', 10), raise('s1', 20)).facts.length).toBe(1);
});

test('the incident is over when its last alarm is cleared, and open again when one returns', () => {
  const both = given(raise('s1', 10), raise('s2', 11), clear('s1', 20));
  expect(both.state.status).toBe('open');
  expect(
    given(raise('s1', 10), raise('s2', 11), clear('s1', 20), clear('s2', 21)).state.status,
  ).toBe('over');
  expect(given(raise('s1', 10), clear('s1', 20), raise('s1', 30)).state).toMatchObject({
    status: 'open',
    alarms: [{ device: 's1', since: 30, active: true, acknowledged: false }],
  });
});

test('acknowledging is one thing, clearing another', () => {
  const { state } = given(raise('s1', 10), { type: 'acknowledge', at: 15 });
  expect(state).toMatchObject({ status: 'open', alarms: [{ acknowledged: true, active: true }] });
  const after = given(raise('s1', 10), clear('s1', 12));
  expect(after.state).toMatchObject({ status: 'over', alarms: [{ acknowledged: false }] });
});

test('what is acknowledged or cleared already is nothing to do', () => {
  const { facts } = given(
    raise('s1', 10),
    { type: 'acknowledge', at: 15, conditionKey: 's1|fire.smoke|' },
    { type: 'acknowledge', at: 16 },
    clear('s1', 20),
    clear('s1', 21),
  );
  expect(facts.map(({ type }) => type)).toEqual([
    'devices/alarm-raised',
    'devices/alarm-acknowledged',
    'devices/alarm-cleared',
  ]);
});

test('an alarm that never was is taken back, one that began earlier is moved', () => {
  const correct = {
    type: 'correct',
    at: 30,
    conditionKey: 's1|fire.smoke|',
    of: 'raised',
  } as const;
  expect(given(raise('s1', 10), { ...correct, was: 10 }).state.status).toBe('over');
  expect(given(raise('s1', 10), { ...correct, was: 10, occurred: 5 }).state).toMatchObject({
    alarms: [{ since: 5, active: true }],
  });
  expect(given(raise('s1', 10), { ...correct, was: 9 }).facts.length).toBe(1);
});

test('an end that never was leaves the alarm lasting', () => {
  const { state } = given(raise('s1', 10), clear('s1', 20), {
    type: 'correct',
    at: 30,
    conditionKey: 's1|fire.smoke|',
    of: 'cleared',
    was: 20,
  });
  expect(state.status).toBe('open');
});

test('a help button is over at once, and each press is an alarm of its own', () => {
  const press = (at: number): IncidentCommand => ({
    type: 'raise',
    at,
    momentary: true,
    signal: alarmSignal(told({ device: 'post', kind: 'help.button', phase: 'instant', at })),
  });
  const { state, facts } = given(press(10), press(20));
  expect(state.status).toBe('over');
  expect(facts.length).toBe(2);
});

test('nobody clears, acknowledges or corrects what was never raised', () => {
  const refuse = (command: IncidentCommand, code: string, ...before: IncidentCommand[]) =>
    expect(() => given(...before, command)).toThrow(expect.objectContaining({ code }));
  refuse(clear('s1', 1), 'devices/no-incident');
  refuse({ type: 'acknowledge', at: 1 }, 'devices/no-incident');
  refuse(clear('s2', 1), 'devices/unknown-condition', raise('s1', 1));
});

test('from a tracker to an incident: the transition has all that raising needs', () => {
  const tracker = alarmTracker({ lateness: 0, kinds: {} });
  const commands = [told({ at: 1 }), told({ at: 2, phase: 'clear' })]
    .flatMap((event) => tracker.apply(event))
    .flatMap((transition): readonly IncidentCommand[] => {
      const { conditionKey, signal } = transition;
      if (transition.type === 'raised') return [{ type: 'raise', at: transition.at, signal }];
      if (transition.type !== 'cleared') return [];
      const { occurred, received } = signal;
      return [{ type: 'clear', at: transition.at, conditionKey, occurred, received }];
    });
  expect(given(...commands).facts.map(({ type }) => type)).toEqual([
    'devices/alarm-raised',
    'devices/alarm-cleared',
  ]);
});

test('many alarms that begin at once are one append, and what was raised before is nothing to do', () => {
  const signals = [smoke('s1', 10), smoke('s2', 11), smoke('s2', 12), smoke('s3', 13)];
  const all = { type: 'raiseAll', at: 20, signals } as const;
  expect(given(all).facts.map(({ data }) => data.device)).toEqual(['s1', 's2', 's3']);
  expect(given(all, all).facts).toHaveLength(3);
  expect(given(all, clear('s1', 15), all).facts).toHaveLength(4);
  const later = { type: 'raiseAll', at: 30, signals: [smoke('s1', 25)] } as const;
  expect(given(all, clear('s1', 15), later).state).toMatchObject({
    status: 'open',
    alarms: [{ device: 's1', since: 25, active: true }, { device: 's2' }, { device: 's3' }],
  });
});

test('an alarm whose cause is gone stays while it is latched, and ends when somebody has acknowledged it', () => {
  const latch = { type: 'latch', at: 12, conditionKey: 's1|fire.smoke|', occurred: 12 } as const;
  expect(given(raise('s1', 10), latch, latch).facts.map(({ type }) => type)).toEqual([
    'devices/alarm-raised',
    'devices/alarm-latched',
  ]);
  expect(given(raise('s1', 10), latch).state).toMatchObject({
    status: 'open',
    alarms: [{ active: true, latched: 12 }],
  });
  const after = given(raise('s1', 10), latch, { type: 'acknowledge', at: 20 }, clear('s1', 20));
  expect(after.state).toMatchObject({ status: 'over', alarms: [{ acknowledged: true }] });
});

test('an alarm that is told although its device is out of service says so', () => {
  const { facts } = given({
    type: 'raise',
    at: 10,
    signal: smoke('s1', 10),
    despite: 'outOfService',
  });
  expect(facts[0]?.data).toMatchObject({ device: 's1', despite: 'outOfService' });
});

test('the lead time of each alarm counts from the first of the incident, however late that was told', () => {
  const { state } = given(raise('s1', 400), raise('s2', 1000), clear('s1', 900), raise('s3', 100));
  expect(incidentTimes(state)).toMatchObject({
    firstAt: 100,
    lastAt: 1000,
    alarms: [
      { device: 's3', leadMs: 0 },
      { device: 's1', leadMs: 300 },
      { device: 's2', leadMs: 900 },
    ],
  });
  expect(incidentTimes(state)?.overAt).toBeUndefined();
  const over = given(raise('s1', 400), raise('s2', 500), clear('s2', 700), clear('s1', 600));
  expect(incidentTimes(over.state)).toMatchObject({ firstAt: 400, overAt: 700 });
  expect(incidentTimes(incidentDecider.initial)).toBeUndefined();
});

test('an alarm that never was gives an incident no beginning', () => {
  const never = { type: 'correct', at: 30, conditionKey: 's1|fire.smoke|', of: 'raised' } as const;
  const { state } = given(raise('s1', 10), raise('s2', 20), { ...never, was: 10 });
  expect(incidentTimes(state)).toMatchObject({ firstAt: 20, alarms: [{ device: 's2' }] });
});
