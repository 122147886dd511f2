import {
  actorId,
  type Decider,
  type Fact,
  gridCode,
  type Happened,
  isDomainError,
  mediaRef,
  type SubjectRef,
  subjectRef,
} from '@civigrid/kernel';
import {
  type CareCommand,
  careDecider,
  type HouseholdCommand,
  householdDecider,
} from '@civigrid/people/households';
import { householdMessages, programmeMessages, volunteerMessages } from '@civigrid/people/messages';
import {
  outcomes,
  type ProgrammeCommand,
  programmeDecider,
  type ThemedGridCommand,
  themeAt,
  themedGridDecider,
} from '@civigrid/people/programmes';
import {
  accountOf,
  ledgerSums,
  teamSums,
  type VolunteersCommand,
  type VolunteersState,
  volunteersDecider,
} from '@civigrid/people/volunteers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordedFact } from './sealed-world.ts';

const minute = 60_000;

/** What every personal value of these tests contains: it must never be seen again. */
const secret = '秘密';

const at = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 0, max: 400 }).map((minutes) => minutes * minute) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 0.5, -1, 9e15) },
);
const actor = fc.constantFrom(...['clerk', 'leader', 'self-1', 'self-2'].map(actorId));
const subject = fc.constantFrom(...['s-1', 's-2', 's-3'].map(subjectRef));
const grid = fc.constantFrom(...['SL.01', 'SL.02'].map(gridCode));
const name = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom('x-1', 'x-2', '__proto__', 'constructor') },
  { weight: 1, arbitrary: fc.constantFrom('', secret, 'a b', '\ud800') },
);
const count = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1, max: 200 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 1.5, Number.NaN, 1441, 2 ** 60) },
);
const personal = (...purposes: readonly string[]) =>
  fc.array(
    fc.record({
      subject,
      purpose: fc.constantFrom(...purposes, 'credit-score'),
      value: fc.constant(secret),
    }),
    { maxLength: 3 },
  );

/** A command of one type with some of its members left out where they may be. */
function command<Command>(
  type: string,
  members: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
  optional: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
): fc.Arbitrary<Command> {
  const required = { type: fc.constant(type), at, actor, ...members };
  return fc.record(
    { ...required, ...optional },
    { requiredKeys: Object.keys(required) as never },
  ) as unknown as fc.Arbitrary<Command>;
}

/** What ends a life, so seldom that something comes before it: else a command of no kind. */
function rarely<Command>(each: fc.Arbitrary<Command>): fc.Arbitrary<Command> {
  return fc.oneof(
    { weight: 1, arbitrary: each },
    { weight: 5, arbitrary: command<Command>('wait') },
  );
}

/** Long sequences, most of which begin as they should. */
function sequences<Command>(
  each: fc.Arbitrary<Command>,
  opening: readonly Command[] = [],
  closing: readonly Command[] = [],
): fc.Arbitrary<readonly Command[]> {
  const rest = fc.array(each, { maxLength: 40, size: 'max' });
  return fc
    .tuple(fc.integer({ min: 0, max: 3 }), rest)
    .map(([chance, commands]) => (chance === 0 ? commands : [...opening, ...commands, ...closing]));
}

const clerk = { at: 0, actor: actorId('clerk') };

/** Gives commands one after the other; refusals are typed and change nothing, the state is JSON, replay equals live. */
function lived<State, Command extends { readonly at: number }, Event extends Fact>(
  { initial, decide, evolve }: Decider<State, Command, Event>,
  commands: readonly Command[],
  known: readonly string[],
  holds: (state: State, before: State) => void,
): readonly string[] {
  const log: Happened<Event>[] = [];
  let state = initial;
  for (const each of commands) {
    const before = state;
    const text = JSON.stringify(before);
    let facts: readonly Event[] = [];
    try {
      facts = decide(each, state);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      expect(known).toContain(error.code);
      expect(JSON.stringify(error.details)).not.toContain(secret);
    }
    for (const fact of facts) {
      const place = {
        at: each.at,
        actor: (each as unknown as { actor: ReturnType<typeof actorId> }).actor,
        version: log.length + 1,
      };
      const happened = recordedFact(fact, place);
      log.push(happened);
      state = evolve(state, happened);
    }
    expect(JSON.stringify(before)).toBe(text);
    holds(state, before);
  }
  expect(log.reduce(evolve, initial)).toEqual(state);
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  expect(JSON.stringify([state, log])).not.toContain(secret);
  return log.map(({ type }) => type);
}

const outcome = fc.oneof(
  fc.record({ kind: fc.constantFrom('done', 'notMet') }),
  fc.record({ kind: fc.constant('needsCase'), case: fc.constant('c-1') }),
  fc.record({ kind: fc.constant('needsHelp'), help: name, service: name, by: at }),
);
const visit = {
  visit: fc.oneof(name, fc.uuid()),
  kind: name,
  outcomes: fc.oneof(
    fc.constant([{ kind: 'done', words: secret }]),
    fc.array(outcome, { maxLength: 3 }),
  ),
};
const visitMore = {
  visitedAt: at,
  settles: fc.array(name, { maxLength: 2 }),
  personal: personal('finding', 'words'),
};

test('any life of a household: no member twice, nothing in the clear, replay equals live', () => {
  const commands = sequences(
    fc.oneof(
      command<HouseholdCommand>('register', {
        household: name,
        subject,
        grid,
        personal: personal('home-address', 'home-address', 'home-address'),
      }),
      command<HouseholdCommand>('move', { grid }, { personal: personal('home-address') }),
      command<HouseholdCommand>('join', { member: subject }, { personal: personal('health') }),
      command<HouseholdCommand>('describe', {
        member: subject,
        personal: fc.oneof(
          personal('words'),
          subject.map((each) => [{ subject: each, purpose: 'words', value: secret }]),
        ),
      }),
      command<HouseholdCommand>('leave', { member: subject }),
      command<HouseholdCommand>('note', {
        fact: name,
        value: fc.oneof(fc.boolean(), count, name, fc.constant(null)),
      }),
      command<HouseholdCommand>('confirm', {
        sections: fc.array(fc.constantFrom('address', 'persons', 'environment', secret)),
      }),
      command<HouseholdCommand>('visit', visit, visitMore),
      rarely(command<HouseholdCommand>('close')),
      command<HouseholdCommand>('score'),
    ),
    [
      {
        ...clerk,
        type: 'register',
        household: 'h-1',
        subject: subjectRef('s-1'),
        grid: gridCode('SL.01'),
        personal: [{ subject: subjectRef('s-1'), purpose: 'home-address', value: secret }],
      },
    ],
    [
      ...['s-1', 's-2', 's-3'].map(
        (ref): HouseholdCommand => ({ ...clerk, type: 'leave', member: subjectRef(ref) }),
      ),
      { ...clerk, type: 'close' },
    ],
  );
  let registered = 0;
  const happenedTypes = new Set<string>();
  fc.assert(
    fc.property(commands, (given) => {
      const types = lived(householdDecider, given, Object.keys(householdMessages), (state) => {
        if (state.status === 'unregistered') return;
        registered++;
        const { members, environment, confirmations, helps, visits } = state;
        for (const list of [
          members.map((each) => each.subject),
          environment.map(({ fact }) => fact),
          confirmations.map(({ section }) => section),
          helps.map(({ help }) => help),
          visits.map((each) => each.visit),
        ])
          expect(new Set(list).size).toBe(list.length);
        if (state.status === 'closed') expect(members).toEqual([]);
        for (const each of visits) expect(each.visitedAt).toBeLessThanOrEqual(state.at);
      });
      for (const type of types) happenedTypes.add(type);
    }),
    { numRuns: 1000 },
  );
  expect(registered).toBeGreaterThan(1000);
  // Everything that can happen did.
  expect(happenedTypes.size).toBe(9);
}, 120_000);

test('any life on the care list: no entry without an end, nothing in the clear, replay equals live', () => {
  const terms = {
    level: name,
    basis: fc.record({
      kind: fc.constantFrom('consent', 'statutoryDuty', secret),
      reference: name,
    }),
    review: at,
    until: fc.oneof(at, fc.constant(1000 * minute)),
  };
  const commands = sequences(
    fc.oneof(
      command<CareCommand>(
        'enter',
        {
          ...terms,
          person: fc.oneof({ weight: 5, arbitrary: fc.constant('s-1' as SubjectRef) }, subject),
          grid,
          personal: fc.oneof(
            personal('care-reason'),
            fc.constant([{ subject: 's-1', purpose: 'care-reason', value: secret }]),
          ),
        },
        { household: name },
      ),
      command<CareCommand>('review', terms, { personal: personal('health') }),
      command<CareCommand>('transfer', { grid }, { household: name }),
      command<CareCommand>('visit', visit, visitMore),
      rarely(command<CareCommand>('end')),
    ),
    [
      {
        ...clerk,
        type: 'enter',
        person: subjectRef('s-1'),
        grid: gridCode('SL.01'),
        level: 'A',
        basis: { kind: 'consent', reference: 'c-1' },
        review: 500 * minute,
        until: 1000 * minute,
        personal: [{ subject: subjectRef('s-1'), purpose: 'care-reason', value: secret }],
      },
    ],
  );
  let listed = 0;
  const happenedTypes = new Set<string>();
  fc.assert(
    fc.property(commands, (given) => {
      let person: string | undefined;
      const types = lived(careDecider, given, Object.keys(householdMessages), (state) => {
        if (state.status === 'unlisted') return;
        person ??= state.person;
        expect(state.person).toBe(person);
        if (state.status !== 'listed') return;
        listed++;
        expect(state.review).toBeLessThanOrEqual(state.until);
        expect(state.boxes.some(({ sealed }) => sealed.purpose === 'care-reason')).toBe(true);
      });
      for (const type of types) happenedTypes.add(type);
    }),
    { numRuns: 1000 },
  );
  expect(listed).toBeGreaterThan(1000);
  // Everything that can happen did.
  expect(happenedTypes.size).toBe(5);
}, 120_000);

/** The ledger out of the bookings alone, each as a movement between accounts; and what each account must be. */
function recount({ bookings }: VolunteersState) {
  const sums = { issued: 0, held: 0, redeemed: 0, expired: 0 };
  const purses = new Map<string, number>();
  for (const { from, to, points, volunteer } of bookings) {
    if (from === 'issued') sums.issued += points;
    else sums[from] -= points;
    if (to === 'issued') sums.issued -= points;
    else sums[to] += points;
    const change = to === 'held' ? points : -points;
    if (from === 'held' || to === 'held')
      purses.set(volunteer, (purses.get(volunteer) ?? 0) + change);
  }
  return { sums, purses };
}

test('any life of a ledger: it balances, no purse below zero, nobody over 24 hours a day, replay equals live', () => {
  const attendance = fc.integer({ min: 1, max: 12 }).map((serial) => `t-${serial}`);
  const booking = fc.oneof(fc.integer({ min: 1, max: 12 }), count);
  const random = fc.oneof(
    command<VolunteersCommand>('publishRule', {
      rule: fc.oneof(name, fc.constantFrom('r-1', 'r-2', 'r-3')),
      from: at,
      minutesPerPoint: fc.oneof(fc.integer({ min: 1, max: 20 }), count),
      expiry: fc.oneof(
        fc.constant({ kind: 'never' }),
        fc.record({ kind: fc.constant('yearEnd'), years: fc.constantFrom(0, 1, -1) }),
        fc.record({ kind: fc.constant('days'), days: fc.constantFrom(1, 2, 0) }),
      ),
    }),
    command<VolunteersCommand>('joinTeam', { volunteer: subject, team: name }),
    command<VolunteersCommand>('leaveTeam', { volunteer: subject, team: name }),
    command<VolunteersCommand>('withdraw', { volunteer: subject }),
    command<VolunteersCommand>(
      'enrol',
      { volunteer: subject, self: actor },
      { team: name, personal: personal('volunteer-contact') },
    ),
    command<VolunteersCommand>(
      'openActivity',
      { activity: name, team: name, help: name, grid, from: at, until: at },
      { places: count, programme: name },
    ),
    command<VolunteersCommand>('cancelActivity', { activity: name }),
    command<VolunteersCommand>('disbandTeam', { team: name }),
    command<VolunteersCommand>('signUp', { activity: name, volunteer: subject }),
    command<VolunteersCommand>('cancelSignUp', { activity: name, volunteer: subject }),
    command<VolunteersCommand>('offerReward', { reward: name, points: count }),
    command<VolunteersCommand>('withdrawReward', { reward: name }),
    command<VolunteersCommand>('score', { volunteer: subject }),
  );
  const busy = fc.oneof(
    command<VolunteersCommand>('attend', {
      attendance,
      activity: fc.constantFrom('x-1', 'x-2'),
      volunteer: subject,
      from: at,
      minutes: count,
    }),
    command<VolunteersCommand>('confirmHours', { attendance }),
    command<VolunteersCommand>('rejectHours', { attendance, reason: name }),
    command<VolunteersCommand>('correctHours', { attendance, minutes: count, reason: name }),
    command<VolunteersCommand>(
      'redeem',
      { volunteer: subject, reward: fc.constantFrom('soap', 'x-1') },
      { count: fc.constantFrom(1, 2, 0) },
    ),
    command<VolunteersCommand>('correctPoints', { booking, reason: name }, { points: count }),
    fc
      .tuple(command<VolunteersCommand>('expire'), fc.integer({ min: 0, max: 3 }))
      .map(([each, days]) => ({ ...each, at: each.at + days * 1440 * minute })),
  );
  const long = { help: 'old', grid: gridCode('SL.01'), from: 0, until: 10_000 * minute };
  /** Time that is recorded by one and confirmed by another, as it should be. */
  const worked = fc
    .record({
      attendance,
      volunteer: subject,
      from: fc.integer({ min: 0, max: 300 }).map((minutes) => minutes * minute),
      minutes: fc.integer({ min: 1, max: 100 }),
    })
    .map((given): readonly VolunteersCommand[] => {
      const { attendance: confirmed } = given;
      const at = 400 * minute;
      return [
        { type: 'attend', at, actor: actorId('leader'), activity: 'x-1', ...given },
        { ...clerk, type: 'confirmHours', attendance: confirmed },
      ];
    });
  const single = (each: fc.Arbitrary<VolunteersCommand>) => each.map((one) => [one]);
  const opening: readonly VolunteersCommand[] = [
    {
      ...clerk,
      type: 'publishRule',
      rule: 'r-0',
      from: 0,
      minutesPerPoint: 7,
      expiry: { kind: 'days', days: 1 },
    },
    { ...clerk, type: 'formTeam', team: 'x-1' },
    { ...clerk, type: 'formTeam', team: 'x-2' },
    { ...clerk, type: 'offerReward', reward: 'soap', points: 3 },
    ...['s-1', 's-2', 's-3'].map(
      (ref, index): VolunteersCommand => ({
        ...clerk,
        type: 'enrol',
        volunteer: subjectRef(ref),
        self: actorId(`self-${index}`),
      }),
    ),
    { ...clerk, ...long, type: 'openActivity', activity: 'x-1', team: 'x-1' },
    { ...clerk, ...long, type: 'openActivity', activity: 'x-2', team: 'x-2' },
    ...['s-1', 's-2', 's-3'].flatMap((ref) =>
      ['x-1', 'x-2'].map(
        (activity): VolunteersCommand => ({
          ...clerk,
          type: 'signUp',
          activity,
          volunteer: subjectRef(ref),
        }),
      ),
    ),
  ];
  // What chance seldom brings about stands at the end, under names of its own.
  const ninth = subjectRef('s-9');
  const closing: readonly VolunteersCommand[] = [
    { ...clerk, type: 'formTeam', team: 'z' },
    { ...clerk, type: 'enrol', volunteer: ninth, self: actorId('self-9') },
    { ...clerk, type: 'joinTeam', volunteer: ninth, team: 'z' },
    {
      ...clerk,
      ...long,
      until: 100_000 * minute,
      type: 'openActivity',
      activity: 'z',
      team: 'z',
    },
    { ...clerk, type: 'signUp', activity: 'z', volunteer: ninth },
    { ...clerk, type: 'cancelSignUp', activity: 'z', volunteer: ninth },
    { ...clerk, type: 'cancelActivity', activity: 'z' },
    { ...clerk, type: 'leaveTeam', volunteer: ninth, team: 'z' },
    { ...clerk, type: 'withdraw', volunteer: ninth },
    { ...clerk, type: 'disbandTeam', team: 'z' },
    { ...clerk, type: 'offerReward', reward: 'z', points: 1 },
    { ...clerk, type: 'withdrawReward', reward: 'z' },
  ];
  const seen = new Set<string>();
  const happenedTypes = new Set<string>();
  fc.assert(
    fc.property(
      fc
        .array(
          fc.oneof(
            { weight: 6, arbitrary: single(busy) },
            { weight: 1, arbitrary: single(random) },
            { weight: 2, arbitrary: worked },
          ),
          { minLength: 10, maxLength: 80, size: 'max' },
        )
        .map((groups) => groups.flat()),
      (given) => {
        const all = [...opening, ...given, ...closing];
        const types = lived(
          volunteersDecider,
          all,
          Object.keys(volunteerMessages),
          (state, before) => {
            const sums = ledgerSums(state);
            expect(sums.issued).toBe(sums.held + sums.redeemed + sums.expired);
            const { sums: counted, purses } = recount(state);
            expect(sums).toEqual(counted);
            for (const total of Object.values(sums)) expect(total).toBeGreaterThanOrEqual(0);
            for (const { left } of state.lots) expect(left).toBeGreaterThanOrEqual(0);
            // Bookings are only ever added to, and numbered without a gap.
            expect(state.bookings.slice(0, before.bookings.length)).toEqual(before.bookings);
            for (const [
              index,
              { booking: number, points, lots, cause },
            ] of state.bookings.entries()) {
              expect(number).toBe(index + 1);
              expect(points).toBeGreaterThanOrEqual(1);
              expect(lots.reduce((sum, share) => sum + share.points, 0)).toBe(points);
              seen.add(cause.kind);
            }
            for (const { volunteer } of state.volunteers) {
              const account = accountOf(state, volunteer, state.at ?? 0);
              expect(account?.held).toBe(purses.get(volunteer) ?? 0);
              expect(account?.usable).toBeLessThanOrEqual(account?.held ?? 0);
            }
          },
        );
        for (const type of types) happenedTypes.add(type);
        const end = all.reduce<VolunteersState>((state, each, index) => {
          try {
            return volunteersDecider
              .decide(each, state)
              .reduce(
                (now, fact) =>
                  volunteersDecider.evolve(
                    now,
                    recordedFact(fact, { at: each.at, actor: each.actor, version: index }),
                  ),
                state,
              );
          } catch {
            return state;
          }
        }, volunteersDecider.initial);
        // Minute by minute: nobody is at two places, so nobody gives more than 24 hours a day.
        const given24 = new Set<string>();
        for (const each of end.attendances) {
          if (each.status === 'rejected') continue;
          for (let i = 0; i < each.minutes - each.takenBack; i++) {
            const key = `${each.volunteer} ${Math.floor(each.from / minute) + i}`;
            expect(given24.has(key)).toBe(false);
            given24.add(key);
          }
        }
        for (const sum of teamSums(end, 2))
          if (!sum.withheld) expect(sum.issued).toBe(sum.held + sum.redeemed + sum.expired);
      },
    ),
    { numRuns: 500 },
  );
  expect([...seen].sort()).toEqual(['correction', 'hours', 'reward', 'rule']);
  // Everything that can happen did.
  expect(happenedTypes.size).toBe(18);
}, 120_000);

test('any life of a programme: never below zero nor beyond the budget, replay equals live', () => {
  const evidence = fc.array(
    fc.record({
      media: fc.constant(mediaRef('m-1')),
      hash: fc.oneof(
        { weight: 9, arbitrary: fc.constant('0'.repeat(64)) },
        { weight: 1, arbitrary: fc.constant(secret) },
      ),
      mediaType: fc.constant('image/png'),
      words: fc.constant(secret),
    }),
    { maxLength: 2 },
  );
  const serial = fc.constantFrom('n-1', 'n-2');
  const commands = sequences(
    fc.oneof(
      command<ProgrammeCommand>(
        'launch',
        {
          programme: name,
          title: fc.constantFrom('主题', ''),
          grid,
          from: at,
          measures: fc.array(fc.record({ measure: name, unit: name, goal: count })),
        },
        { until: at, budgetFen: count },
      ),
      command<ProgrammeCommand>('setGoal', { measure: name, goal: count }),
      command<ProgrammeCommand>('planActivity', { activity: name, grid, from: at, until: at }),
      command<ProgrammeCommand>(
        'recordOutcome',
        { outcome: serial, measure: name, amount: count, evidence },
        { grid, activity: name },
      ),
      command<ProgrammeCommand>('correctOutcome', { outcome: serial, amount: count, reason: name }),
      command<ProgrammeCommand>('spend', { spending: serial, fen: count, evidence }),
      command<ProgrammeCommand>('correctSpending', { spending: serial, fen: count, reason: name }),
      rarely(command<ProgrammeCommand>('end')),
    ),
    [
      {
        ...clerk,
        type: 'launch',
        programme: 'p-1',
        title: '主题',
        grid: gridCode('SL.01'),
        from: 0,
        measures: [{ measure: 'x-1', unit: 'rope', goal: 100 }],
        budgetFen: 1000,
      },
      {
        ...clerk,
        type: 'planActivity',
        activity: 'x-1',
        grid: gridCode('SL.01'),
        from: 0,
        until: 1,
      },
    ],
  );
  let launched = 0;
  const happenedTypes = new Set<string>();
  fc.assert(
    fc.property(commands, (given) => {
      const types = lived(programmeDecider, given, Object.keys(programmeMessages), (state) => {
        if (state.status === 'planned') return;
        launched++;
        const { measures, budget } = outcomes(state);
        for (const { reached, byGrid } of measures) {
          expect(reached).toBeGreaterThanOrEqual(0);
          expect(byGrid.reduce((sum, each) => sum + each.reached, 0)).toBe(reached);
        }
        expect(budget?.leftFen ?? 0).toBeGreaterThanOrEqual(0);
        expect(budget?.spentFen ?? 0).toBeGreaterThanOrEqual(0);
      });
      for (const type of types) happenedTypes.add(type);
    }),
    { numRuns: 1500 },
  );
  expect(launched).toBeGreaterThan(1000);
  // Everything that can happen did.
  expect(happenedTypes.size).toBe(8);
}, 120_000);

test('any life of a themed grid: one speciality at every instant, replay equals live', () => {
  const commands = sequences(
    fc.oneof(
      command<ThemedGridCommand>(
        'declare',
        { grid, theme: fc.oneof(name, fc.uuid()), title: fc.constant('主题'), from: at },
        { until: at, programmes: fc.array(name, { maxLength: 2 }) },
      ),
      command<ThemedGridCommand>('endTheme', { theme: name, until: at }),
      command<ThemedGridCommand>('linkProgramme', { theme: name, programme: name }),
    ),
  );
  const happenedTypes = new Set<string>();
  fc.assert(
    fc.property(commands, (given) => {
      const types = lived(themedGridDecider, given, Object.keys(programmeMessages), (state) => {
        for (let now = 0; now <= 400 * minute; now += 20 * minute) {
          const on = state.themes.filter(
            ({ from, until }) => from <= now && (until === undefined || now < until),
          );
          expect(on.length).toBeLessThanOrEqual(1);
          expect(themeAt(state, now)).toEqual(on[0]);
        }
      });
      for (const type of types) happenedTypes.add(type);
    }),
    { numRuns: 400 },
  );
  // Everything that can happen did.
  expect(happenedTypes.size).toBe(3);
}, 120_000);
