import { answerPurpose, type ChecklistItem, taskId, taskPurposes } from '@civigrid/cases/tasks';
import {
  type CaseOrder,
  governance,
  type Notification,
  type TaskOrder,
} from '@civigrid/governance';
import { gridHierarchy } from '@civigrid/grid';
import {
  type ActorId,
  actorId,
  type CaseId,
  caseId,
  commandHandler,
  commandId,
  correlationId,
  type Decider,
  type Fact,
  fold,
  gridCode,
  memoryStore,
  memorySubjectIndex,
  memoryVault,
  partitionOf,
  personId,
  postId,
  type Recorded,
  type StreamId,
  step,
  streamId,
  tenantId,
} from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';
import {
  booklet,
  type CareCommand,
  careDecider,
  carePurposes,
  dueVisits,
  type HouseholdCommand,
  householdDecider,
  householdPurposes,
  type KnownHousehold,
} from '@civigrid/people/households';
import { seededIds, simulatedClock } from '@civigrid/testing';
import { syntheticStreet } from '@civigrid/testing/street';
import { expect, test } from 'vitest';

// 一长三员, as in Shishan: one leader and three members a grid. The street is invented, and so is everybody in it.
const street = syntheticStreet({ seed: 'shishan' });
const grid = gridHierarchy(street.cells);
const tenant = tenantId('LS');
const stairs = gridCode('LS.03.01.02');
const leaderPost = postId('LS.03.01/gridLeader');
const memberPost = postId('LS.03.01/gridMember/2');

const holderOf = (post: string) => {
  const found = street.roster.tenures.find((each) => each.post === post);
  if (found === undefined) throw new Error(`Nobody holds ${post}.`);
  return found.person;
};
const invented = (person: string) => {
  const found = street.persons.find((each) => each.person === person);
  if (found === undefined) throw new Error(`The street has no ${person}.`);
  return found;
};
const leader = actorId(holderOf(leaderPost));
const member = actorId(holderOf(memberPost));
const secretary = actorId(holderOf('LS.03/secretary'));

/** `'06-19 09:00'` in Beijing, 2026. */
const on = (text: string): number => Date.parse(`2026-${text.replace(' ', 'T')}:00+08:00`);
const day = 86_400_000;

const her = {
  name: '林桂香',
  phone: '000-5550-4401',
  address: '石岭里9号3单元401',
  widowed: '丧偶',
  alone: '独居，子女在外地',
  health: '高血压，膝盖不好',
  habit: '按两次门铃，她耳背',
  errand: '到社区医院代取一个月的降压药',
  thanks: '药已当面交给她，她说下周想晒被子',
  findings: '她扶着墙下楼，说扶手松了有一阵',
} as const;
const words = '三单元一楼到二楼的扶手松脱，一扯就动';
const reporter = {
  name: invented(member).name,
  phone: invented(member).phone,
};

const errand = taskId('errand-medicine');
const visits = taskId('care-visits');

const fetched: ChecklistItem = {
  code: 'medicineHandedOver',
  answer: 'yesNo',
  name: { 'zh-CN': '药已当面交给本人', en: 'medicine handed over in person' },
};
const ofVisits: readonly ChecklistItem[] = [
  { code: 'gasHose', answer: 'yesNo', name: { 'zh-CN': '燃气软管完好', en: 'gas hose sound' } },
  { code: 'medicine', answer: 'choice', choices: ['enough', 'low'], sealed: true },
];

/** Everything that the story has, from its first day on. */
async function shishan() {
  const clock = simulatedClock(on('06-08 08:00'));
  const ids = seededIds('shishan', clock.now());
  const store = memoryStore({ digest: sha256Digest, clock });
  const vault = memoryVault();
  const subjects = memorySubjectIndex(ids);
  const town = await governance({
    grid,
    routing: street.routing,
    roster: street.roster,
    ladders: street.ladders,
    store,
    vault,
    subjects,
    clock,
    ids,
  });
  const told: Notification[] = [];
  town.on('notification', (each) => told.push(each));
  const handler = commandHandler({ store, vault, digest: sha256Digest });
  const [widow, door] = [
    await subjects.put(tenant, 'phone', her.phone),
    await subjects.put(tenant, 'address', her.address),
  ];
  const streams = {
    household: streamId('household', 'h-401'),
    care: streamId('person', widow),
  };

  /** Lets a domain that has no desk yet decide on the same log. */
  async function decided<State, Command extends { at: number; actor: ActorId }, Event extends Fact>(
    decider: Decider<State, Command, Event>,
    stream: StreamId,
    command: Command,
  ) {
    const { at, actor } = command;
    const meta = {
      id: commandId(ids.next()),
      tenant,
      at,
      actor,
      correlation: correlationId('401'),
    };
    const partition = partitionOf('LS.03');
    await handler.handle(meta, [step({ handling: { decider }, stream, partition, command })]);
  }

  return {
    town,
    told,
    widow,
    door,
    /** Time comes to an instant, whoever is to be told is told. */
    async until(text: string) {
      clock.set(on(text));
      await town.tick(on(text));
      await town.idle();
    },
    task: (id: typeof visits, order: TaskOrder, at: string, actor = member) =>
      town.tasks.perform(id, order, { actor, at: on(at) }),
    case: (id: CaseId, order: CaseOrder, at: string, actor: ActorId) =>
      town.cases.perform(id, order, { actor, at: on(at) }),
    household: (command: HouseholdCommand) => decided(householdDecider, streams.household, command),
    care: (command: CareCommand) => decided(careDecider, streams.care, command),
    /** Her entries as the log tells them. */
    async entries() {
      const { state } = await fold(householdDecider, store.read(tenant, streams.household));
      const { state: listed } = await fold(careDecider, store.read(tenant, streams.care));
      if (state.status === 'unregistered') throw new Error('The household was not registered.');
      return { household: state, care: listed };
    },
    /** The boxes of a stream of hers, as a reader of their own purpose opens them. */
    async boxes() {
      const all: unknown[] = [];
      for (const stream of Object.values(streams))
        for await (const { id: event, schema, sealed = [] } of store.read(tenant, stream))
          for (const part of sealed)
            all.push(
              await vault.open(
                part,
                { tenant, stream, event, schema },
                { actor: member, purpose: part.purpose },
              ),
            );
      return all;
    },
    async opened(id: typeof visits, purpose: string) {
      const parts = await town.tasks.personal(id, { actor: member, purpose });
      return parts.map(({ value }) => value);
    },
    async log() {
      const all: Recorded[] = [];
      for (const { partition } of await store.heads(tenant))
        for await (const event of store.readLog(tenant, partition)) all.push(event);
      return all;
    },
    wayFromHerNumber: () => subjects.find(tenant, 'phone', her.phone),
  };
}

type Story = Awaited<ReturnType<typeof shishan>>;

/** The chapters, each of which goes on where the one before it ended. */
const chapters = {
  async 'she is known to her grid'({ household, care, widow, door }: Story) {
    const given = { at: on('06-08 08:05'), actor: leader };
    await household({
      ...given,
      type: 'register',
      household: 'h-401',
      subject: door,
      grid: stairs,
      personal: [{ subject: door, purpose: householdPurposes.address, value: her.address }],
    });
    const { name, phone } = her;
    const part = (purpose: string, value: string | { name: string; phone: string }) => ({
      subject: widow,
      purpose,
      value,
    });
    await household({
      ...given,
      type: 'join',
      member: widow,
      personal: [
        part(householdPurposes.contact, { name, phone }),
        part(householdPurposes.relation, her.widowed),
        part(householdPurposes.health, her.health),
      ],
    });
    await household({ ...given, type: 'note', fact: 'gas', value: true });
    await care({
      ...given,
      type: 'enter',
      person: widow,
      household: 'h-401',
      grid: stairs,
      level: 'A',
      basis: { kind: 'consent', reference: 'consent-2026-17' },
      review: given.at + 90 * day,
      until: given.at + 180 * day,
      personal: [part(carePurposes.reason, her.alone)],
    });
  },

  async 'her medicine is asked for'({ care, task, widow }: Story) {
    const at = on('06-08 08:10');
    await care({
      at,
      actor: leader,
      type: 'visit',
      visit: 'v-1',
      kind: 'careVisit',
      outcomes: [
        { kind: 'done' },
        { kind: 'needsHelp', help: 'medicine', service: 'errand', by: on('06-08 12:00') },
      ],
      personal: [{ subject: widow, purpose: carePurposes.words, value: her.errand }],
    });
    const plan: TaskOrder = {
      type: 'plan',
      kind: 'errand',
      grid: stairs,
      post: memberPost,
      subject: widow,
      checklist: [fetched],
      schedule: {
        first: '2026-06-08',
        window: { opens: '08:30', budget: { value: 4, unit: 'workHour' } },
      },
      personal: [
        { subject: widow, purpose: taskPurposes.address, value: her.address },
        { subject: widow, purpose: taskPurposes.instructions, value: her.errand },
      ],
    };
    await task(errand, plan, '06-08 08:15', leader);
  },

  async 'the medicine is fetched'({ care, task, until, widow }: Story) {
    await until('06-08 08:30');
    await task(errand, { type: 'start' }, '06-08 09:00');
    const done: TaskOrder = {
      type: 'complete',
      outcome: 'done',
      answers: [{ item: fetched.code, value: true }],
      personal: [{ subject: widow, purpose: taskPurposes.findings, value: her.thanks }],
    };
    await task(errand, done, '06-08 10:40');
    await care({
      at: on('06-08 10:40'),
      actor: member,
      type: 'visit',
      visit: 'v-2',
      kind: 'errand',
      outcomes: [{ kind: 'done' }],
      settles: ['medicine'],
    });
  },

  async 'a visit every Friday is planned'({ task, widow }: Story) {
    const plan: TaskOrder = {
      type: 'plan',
      kind: 'care',
      grid: stairs,
      post: memberPost,
      holder: personId(member),
      subject: widow,
      checklist: ofVisits,
      schedule: {
        first: '2026-06-12',
        window: { opens: '09:00', budget: { value: 8, unit: 'hour' } },
        rule: { every: 'week', interval: 1, weekdays: [5] },
        onHoliday: 'after',
      },
      personal: [
        { subject: widow, purpose: taskPurposes.address, value: her.address },
        { subject: widow, purpose: taskPurposes.instructions, value: her.habit },
      ],
    };
    await task(visits, plan, '06-08 11:00', leader);
  },

  async 'the first Friday is visited'(story: Story) {
    await visited(story, '06-12 09:30');
  },

  async 'the Dragon Boat Friday is visited on Monday'(story: Story) {
    await story.until('06-19 18:00');
    await visited(story, '06-22 09:30');
  },

  async 'nobody opens the door'({ task, until }: Story) {
    await until('06-26 09:00');
    const again: TaskOrder = { type: 'complete', outcome: 'notMet', again: '2026-06-29' };
    await task(visits, again, '06-26 09:40');
  },

  async 'she is met on the second attempt'(story: Story) {
    await visited(story, '06-29 09:20');
  },

  async 'a handrail is broken'({ task, town, until, widow }: Story) {
    await until('07-03 09:00');
    const { caseId: found } = await town.report({
      source: 'patrol',
      category: '05.03.01',
      text: words,
      grid: stairs,
      reporter,
      at: on('07-03 09:30'),
    });
    const outcome: TaskOrder = {
      type: 'complete',
      outcome: 'needsCase',
      case: found,
      answers: [{ item: 'gasHose', value: true }],
      personal: [
        { subject: widow, purpose: answerPurpose('medicine'), value: 'enough' },
        { subject: widow, purpose: taskPurposes.findings, value: her.findings },
      ],
    };
    await task(visits, outcome, '07-03 09:40');
  },

  async 'the handrail is mended'(story: Story) {
    const { caseId: id } = handrail(story);
    await story.case(id, { type: 'sign' }, '07-03 10:00', secretary);
    await story.case(id, { type: 'handle', done: true }, '07-06 15:00', secretary);
    await story.case(id, { type: 'check', outcome: 'pass' }, '07-06 16:00', leader);
    const answer = { reached: true, solved: true, satisfied: true } as const;
    await story.case(id, { type: 'callBack', report: id, answer }, '07-06 16:30', leader);
    await story.case(id, { type: 'close' }, '07-06 17:00', leader);
  },

  async 'she is forgotten'({ town, widow, door }: Story) {
    // She lived alone: what is kept of the door is kept of her.
    for (const subject of [widow, door]) await town.forget(subject);
  },
} as const;

type Chapter = keyof typeof chapters;

/** A visit on which she is met, and nothing is missing. */
async function visited({ task, until, widow }: Story, at: string) {
  await until(`${at.slice(0, 5)} 09:00`);
  const done: TaskOrder = {
    type: 'complete',
    outcome: 'done',
    answers: [{ item: 'gasHose', value: true }],
    personal: [{ subject: widow, purpose: answerPurpose('medicine'), value: 'enough' }],
  };
  await task(visits, done, at);
}

/** The case of the handrail. */
function handrail({ town }: Story) {
  const [only, ...others] = town.cases.list();
  if (only === undefined || others.length > 0) throw new Error('The story has one case.');
  return { caseId: only.id, state: only };
}

/** The story up to and with a chapter. */
async function given(last: Chapter): Promise<Story> {
  const story = await shishan();
  for (const name of Object.keys(chapters) as Chapter[]) {
    await chapters[name](story);
    if (name === last) break;
  }
  return story;
}

const reminders = ({ told }: Story) =>
  told.flatMap((each) =>
    each.about === 'task' ? [[each.task, each.rung, each.day, each.role, each.person]] : [],
  );

const rhythms = {
  careLevels: new Map([['A', { everyDays: 7, graceDays: 2, kinds: ['careVisit'] }]]),
};

test('the widow who lives alone stands in the booklet and on the care list of her grid; what they know of her is in boxes', async () => {
  const story = await given('she is known to her grid');
  const { household, care } = await story.entries();
  const page = booklet(household satisfies KnownHousehold, on('06-08 09:00'), {
    confirmEveryDays: { persons: 180 },
    opensFor: new Map([[householdPurposes.contact, ['careVisit']]]),
  });
  expect(page.persons).toMatchObject([{ subject: story.widow }]);
  expect(page.persons[0]?.boxes.map(({ purpose, opensFor }) => [purpose, opensFor])).toEqual([
    ['resident-contact', ['careVisit']],
    ['relation', []],
    ['health', []],
  ]);
  expect(care).toMatchObject({ status: 'listed', person: story.widow, level: 'A' });
  expect(await story.boxes()).toEqual([
    her.address,
    { name: her.name, phone: her.phone },
    her.widowed,
    her.health,
    her.alone,
  ]);
});

test('a member is reminded when the errand may begin, reads where and what, and brings the medicine', async () => {
  const story = await given('her medicine is asked for');
  await story.until('06-08 08:30');
  expect(reminders(story)).toEqual([[errand, 'opens', '2026-06-08', 'gridMember', member]]);
  const noon = on('06-08 12:00');
  expect(story.town.tasks.due(noon)).toMatchObject([{ standing: 'due', task: { id: errand } }]);
  expect(await story.opened(errand, 'address')).toEqual([her.address]);
  expect(await story.opened(errand, 'instructions')).toEqual([her.errand]);
  const promised = dueVisits([(await story.entries()).care], noon, rhythms).due;
  expect(promised).toMatchObject([{ why: 'help', help: 'medicine' }]);
  await chapters['the medicine is fetched'](story);
  expect(story.town.tasks.get(errand)).toMatchObject({ status: 'ended', tally: { done: 1 } });
  expect(story.town.tasks.due(noon)).toEqual([]);
  expect(dueVisits([(await story.entries()).care], noon, rhythms).due).toEqual([]);
  await story.until('06-09 09:00');
  expect(reminders(story)).toHaveLength(1);
});

test('an errand that nobody runs is told to the member and to the leader of the cell', async () => {
  const story = await given('her medicine is asked for');
  await story.until('06-08 14:30');
  expect(reminders(story).map(([, rung, , role]) => [rung, role])).toEqual([
    ['opens', 'gridMember'],
    ['due', 'gridMember'],
    ['due', 'microGridLeader'],
  ]);
  const at = on('06-08 14:31');
  expect(story.town.tasks.due(at)).toMatchObject([{ standing: 'overdue', task: { id: errand } }]);
});

test('the visit of the Dragon Boat holiday falls on the next worked day, and the Friday after stays a Friday', async () => {
  const story = await given('the first Friday is visited');
  await story.until('06-19 18:00');
  expect(story.town.tasks.due(on('06-19 18:00'))).toEqual([]);
  await story.until('06-22 09:00');
  expect(story.town.tasks.due(on('06-22 09:00'))).toMatchObject([
    { occurrence: { ruled: '2026-06-19', falls: '2026-06-22' } },
  ]);
  await visited(story, '06-22 09:30');
  await story.until('06-26 09:00');
  expect(reminders(story).map(([, rung, date]) => [rung, date])).toEqual([
    ['opens', '2026-06-08'],
    ['opens', '2026-06-12'],
    ['opens', '2026-06-22'],
    ['opens', '2026-06-26'],
  ]);
});

test('a visit that meets nobody is tried again, and no visit is lost by it', async () => {
  const story = await given('nobody opens the door');
  expect(story.town.tasks.get(visits)).toMatchObject({
    status: 'planned',
    tally: { done: 2, attempts: 1, notMet: 0 },
  });
  await story.until('06-29 09:00');
  expect(reminders(story).at(-1)).toEqual([visits, 'opens', '2026-06-29', 'gridMember', member]);
  await visited(story, '06-29 09:20');
  expect(story.town.tasks.get(visits)).toMatchObject({ tally: { done: 3, attempts: 1 } });
  await story.until('07-03 09:00');
  expect(story.town.tasks.due(on('07-03 09:00'))).toMatchObject([
    { standing: 'due', occurrence: { ruled: '2026-07-03' } },
  ]);
});

test('a broken handrail that the visit finds is a case of the patrol, and the visit says which', async () => {
  const story = await given('a handrail is broken');
  const { state, caseId: id } = handrail(story);
  expect(state).toMatchObject({ status: 'dispatched', source: 'patrol', grid: stairs });
  expect(await story.town.explain(id)).toMatchObject({
    routed: { reason: { ruleId: 'LS-078' } },
    lead: { tenure: 'held', role: 'secretary', holder: secretary },
  });
  const events = await story.log();
  const visit = events.findLast(({ type }) => type === 'cases/task-completed');
  expect(visit?.data).toMatchObject({ outcome: 'needsCase', case: id, sealedItems: ['medicine'] });
  expect(story.town.tasks.get(visits)).toMatchObject({ tally: { done: 3, needsCase: 1 } });
});

test('a visit cannot refer to a case that nobody reported', async () => {
  const story = await given('she is met on the second attempt');
  const before = story.town.tasks.get(visits);
  const order: TaskOrder = { type: 'complete', outcome: 'needsCase', case: caseId('no-such-case') };
  await expect(story.task(visits, order, '07-03 09:40')).rejects.toMatchObject({
    code: 'governance/unknown-case',
  });
  expect(story.town.tasks.get(visits)).toEqual(before);
});

test('the secretary has the handrail mended, the leader looks, and the member who reported it is called back', async () => {
  const story = await given('the handrail is mended');
  const { caseId: id, state } = handrail(story);
  expect(state).toMatchObject({
    status: 'closed',
    reporters: [{ answer: { reached: true, solved: true, satisfied: true } }],
  });
  const timeline = (await story.town.cases.timeline(id)).map(({ type }) => type);
  expect(timeline).toEqual([
    'cases/reported',
    'cases/filed',
    'cases/routed',
    'cases/dispatched',
    'cases/signed',
    'cases/handled',
    'cases/checked',
    'cases/called-back',
    'cases/closed',
  ]);
});

test('nothing that is personal stands in clear in the log, on the desk or in a notification', async () => {
  const story = await given('the handrail is mended');
  const events = await story.log();
  expect(events.length).toBeGreaterThan(25);
  const kinds = new Set(events.map(({ stream }) => stream.slice(0, stream.indexOf('/'))));
  expect([...kinds].sort()).toEqual(['case', 'household', 'person', 'task']);
  const secrets = [...Object.values(her), words, ...Object.values(reporter)];
  const seen = [
    ...events.map((event) => JSON.stringify(event)),
    JSON.stringify(story.town.tasks.list()),
    JSON.stringify(story.town.cases.list()),
    JSON.stringify(story.told),
  ];
  for (const text of seen) for (const secret of secrets) expect(text).not.toContain(secret);
  // Her sealed answer is a common word: no data holds it, only the plan names it as one of two choices.
  for (const { type, data } of events)
    if (type !== 'cases/task-planned') expect(JSON.stringify(data)).not.toContain('"enough"');
  expect(await story.opened(visits, answerPurpose('medicine'))).toEqual(
    Array.from({ length: 4 }, () => 'enough'),
  );
});

test('after she is forgotten her boxes are empty, the visits stay counted, and the desk goes on', async () => {
  const before = await given('the handrail is mended');
  const story = await given('she is forgotten');
  expect(story.town.tasks.list()).toEqual(before.town.tasks.list());
  expect(story.town.tasks.get(visits)).toMatchObject({
    tally: { done: 3, needsCase: 1, attempts: 1, notMet: 0, cancelled: 0, skipped: 0 },
  });
  expect(new Set(await story.boxes())).toEqual(new Set(['forgotten']));
  for (const id of [errand, visits])
    for (const purpose of ['address', 'instructions', 'findings'])
      expect(await story.opened(id, purpose)).toEqual(['forgotten']);
  expect(new Set(await story.opened(visits, answerPurpose('medicine')))).toEqual(
    new Set(['forgotten']),
  );
  expect(await story.wayFromHerNumber()).toBeUndefined();
  // What the member said of the stairs is the member's.
  const reader = { actor: secretary, purpose: 'statement' };
  const said = await story.town.cases.personal(handrail(story).caseId, reader);
  expect(said.map(({ value }) => value)).toEqual([words]);
  const more: TaskOrder = {
    type: 'complete',
    outcome: 'done',
    answers: [{ item: 'gasHose', value: true }],
    personal: [{ subject: story.widow, purpose: answerPurpose('medicine'), value: 'enough' }],
  };
  await expect(story.task(visits, more, '07-10 09:30')).rejects.toMatchObject({
    code: 'kernel/subject-forgotten',
  });
  await story.task(visits, { type: 'end', reason: 'movedAway' }, '07-10 09:40', leader);
  expect(story.town.tasks.get(visits)).toMatchObject({ status: 'ended', tally: { done: 3 } });
  expect(story.town.tasks.due(on('07-31 09:00'))).toEqual([]);
  await story.until('07-31 09:00');
  expect(reminders(story).every(([, , date]) => String(date) < '2026-07-10')).toBe(true);
});
