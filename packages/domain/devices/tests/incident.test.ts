import {
  type AlarmSignal,
  alarmSignal,
  alarmTracker,
  causeOf,
  type IncidentCommand,
  type IncidentFact,
  type IncidentState,
  incidentDecider,
  joinIncident,
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

test('a storm of fire alarms in one grid is one incident', () => {
  const incidents: { id: string; grid: string; cause: string; lastAt: number }[] = [];
  const kinds = ['fire.smoke', 'fire.heat', 'fire.manual'];
  for (let i = 0; i < 10_000; i++) {
    const signal = alarmSignal(told({ device: `d${i}`, kind: kinds[i % 3] ?? '', at: i }));
    const found = joinIncident(signal, incidents, 60_000);
    if (found === undefined)
      incidents.push({
        id: String(i),
        grid: signal.grid ?? '',
        cause: causeOf(signal.kind),
        lastAt: i,
      });
    else found.lastAt = i;
  }
  expect(incidents.length).toBe(1);
});

test('another grid, another cause or another hour is another incident', () => {
  const incident = { id: 'i', grid: 'LS.01.02', cause: 'fire', lastAt: 1000 };
  const join = (kind: string, at: number, grid: string) =>
    joinIncident(
      { ...alarmSignal(told({ kind, at })), grid: grid as NonNullable<AlarmSignal['grid']> },
      [incident],
      500,
    );
  expect(join('fire.heat', 1500, 'LS.01.02')).toBe(incident);
  expect(join('fire.heat', 600, 'LS.01.02')).toBe(incident);
  expect(join('fire.heat', 1501, 'LS.01.02')).toBeUndefined();
  expect(join('fire.heat', 1000, 'LS.01.03')).toBeUndefined();
  expect(join('waste.full', 1000, 'LS.01.02')).toBeUndefined();
  const { grid, ...nowhere } = alarmSignal(told({ kind: 'fire.heat', at: 1000 }));
  expect(grid).toBe('LS.01.02');
  expect(joinIncident(nowhere, [incident], 500)).toBeUndefined();
});
