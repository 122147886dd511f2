import {
  actorId,
  correlationId,
  DomainError,
  eventId,
  gridCode,
  type Happened,
  isDomainError,
  keyId,
  personId,
  postId,
  subjectRef,
} from '@civigrid/kernel';
import {
  type ChangeShifts,
  type CreatePost,
  type PeopleErrorCode,
  type RosterCommand,
  type RosterFact,
  type RosterState,
  roster,
  rosterDecider,
  rosterInput,
  type SetRota,
} from '@civigrid/people';
import { peopleMessages } from '@civigrid/people/messages';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const { initial, decide, evolve } = rosterDecider;

/** What a store would give back of a fact: its personal parts sealed. */
function happened(fact: RosterFact, at: number, version: number): Happened<RosterFact> {
  const { personal, ...open } = fact as Extract<RosterFact, { readonly personal?: unknown }>;
  const sealed = (personal ?? []).map(({ subject, purpose }) => ({
    subject,
    purpose,
    key: keyId('key'),
    nonce: 'nonce',
    box: 'box',
  }));
  return {
    ...open,
    id: eventId(`event-${version}`),
    version,
    at,
    actor: actorId('clerk'),
    correlation: correlationId('matter'),
    ...(sealed.length > 0 && { sealed }),
  };
}

function after(...commands: readonly RosterCommand[]): RosterState {
  let version = 0;
  return commands.reduce(
    (state, command) =>
      decide(command, state).reduce(
        (now, fact) => evolve(now, happened(fact, command.at, ++version)),
        state,
      ),
    initial,
  );
}

const given = (...commands: readonly RosterCommand[]) => {
  const state = after(...commands);
  return {
    when: (command: RosterCommand) => ({
      gives: (facts: readonly RosterFact[]) => expect(decide(command, state)).toEqual(facts),
      refuses: (code: PeopleErrorCode) => {
        expect(() => decide(command, state)).toThrow(DomainError);
        try {
          decide(command, state);
        } catch (error) {
          expect(isDomainError(error) && error.code).toBe(code);
        }
      },
    }),
  };
};

const leader = postId('LS.01.02/gridLeader');
const grid = gridCode('LS.01.02');
const [chen, wu] = [personId('chen'), personId('wu')];
const created: CreatePost = {
  type: 'createPost',
  at: 100,
  post: leader,
  role: 'gridLeader',
  grid,
};
const appointed: RosterCommand = { type: 'appoint', at: 200, post: leader, person: chen };
const relieved: RosterCommand = { type: 'relieve', at: 300, post: leader };
const abolished: RosterCommand = { type: 'abolishPost', at: 400, post: leader };

test('a post is created once', () => {
  given()
    .when(created)
    .gives([
      { type: 'people/post-created', schema: 1, data: { post: leader, role: 'gridLeader', grid } },
    ]);
  given(created).when(created).refuses('people/post-exists');
  given(created, abolished)
    .when({ ...created, at: 500 })
    .refuses('people/post-exists');
});

test('a person is appointed by id; the name and the phone are for the vault', () => {
  const contact = { subject: subjectRef('s-1'), name: '林某', phone: '000-0000' };
  const command = { ...appointed, contact } as const;
  given(created)
    .when(command)
    .gives([
      {
        type: 'people/appointed',
        schema: 1,
        data: { post: leader, person: chen },
        personal: [
          {
            subject: subjectRef('s-1'),
            purpose: 'contact',
            value: { name: '林某', phone: '000-0000' },
          },
        ],
      },
    ]);
  const state = after(created, command);
  expect(JSON.stringify(state)).not.toContain('林某');
  expect(state.contacts).toMatchObject([
    { person: 'chen', event: 'event-2', schema: 1, sealed: { subject: 's-1', purpose: 'contact' } },
  ]);
});

test('nobody is appointed to a post that is unknown, abolished or held', () => {
  given().when(appointed).refuses('people/unknown-post');
  given(created, abolished)
    .when({ ...appointed, at: 500 })
    .refuses('people/post-abolished');
  given(created, appointed)
    .when({ ...appointed, person: wu, at: 250 })
    .refuses('people/post-held');
});

test('a term in the future leaves the time before it free, up to its first instant', () => {
  const future = { ...appointed, from: 1000, until: 2000 };
  given(created, future)
    .when({ ...appointed, person: wu })
    .refuses('people/post-held');
  given(created, future)
    .when({ ...appointed, person: wu, until: 1001 })
    .refuses('people/post-held');
  given(created, future)
    .when({ ...appointed, person: wu, until: 1000 })
    .gives([
      { type: 'people/appointed', schema: 1, data: { post: leader, person: wu, until: 1000 } },
    ]);
});

test('a term ends after it begins', () => {
  given(created)
    .when({ ...appointed, from: 50, until: 50 })
    .refuses('people/term-reversed');
  given(created)
    .when({ ...appointed, until: 200 })
    .refuses('people/term-reversed');
});

test('the holder is relieved, now or on a day to come, and another can follow', () => {
  given(created, appointed)
    .when(relieved)
    .gives([{ type: 'people/relieved', schema: 1, data: { post: leader, person: chen } }]);
  const state = after(
    created,
    appointed,
    { ...relieved, until: 900 },
    { ...appointed, person: wu, from: 900, at: 310 },
  );
  const { actingFor } = roster(rosterInput(state));
  expect([899, 900].map((at) => actingFor(leader, at)?.person)).toEqual([chen, wu]);
});

test('nobody is relieved of a post that is unknown or vacant', () => {
  given().when(relieved).refuses('people/unknown-post');
  given(created).when(relieved).refuses('people/post-vacant');
  given(created, appointed, relieved)
    .when({ ...relieved, at: 301 })
    .refuses('people/post-vacant');
});

test('a post is abolished when nobody holds it, and keeps its history', () => {
  given(created, appointed).when(abolished).refuses('people/post-held');
  given().when(abolished).refuses('people/unknown-post');
  given(created, abolished)
    .when({ ...abolished, at: 500 })
    .refuses('people/post-abolished');
  const { holderAt } = roster(rosterInput(after(created, appointed, relieved, abolished)));
  expect(holderAt(grid, 'gridLeader', 250)).toMatchObject({ person: chen });
  expect(holderAt(grid, 'gridLeader', 350).passed).toHaveLength(1);
  expect(holderAt(grid, 'gridLeader', 450)).toEqual({ status: 'nobody', passed: [] });
});

test('a clock that jumps back moves no term before what happened already', () => {
  const state = after(created, { ...appointed, at: 50 });
  expect(state).toMatchObject({ at: 100, tenures: [{ from: 100 }] });
});

test('an election names the meeting that decided, an appointment may name the document', () => {
  const meeting = { kind: 'meeting', ref: 'M-2026-3' } as const;
  const document = { kind: 'document', ref: 'D-7' } as const;
  given(created)
    .when({ ...appointed, type: 'elect', by: meeting, until: 900 })
    .gives([
      {
        type: 'people/elected',
        schema: 1,
        data: { post: leader, person: chen, until: 900, by: meeting },
      },
    ]);
  given(created, appointed)
    .when({ ...appointed, type: 'elect', by: meeting })
    .refuses('people/post-held');
  const state = after(
    created,
    { ...appointed, type: 'elect', by: meeting, until: 900 },
    { ...appointed, person: wu, from: 900, by: document },
  );
  expect(state.tenures).toEqual([
    { post: leader, person: chen, from: 200, until: 900, elected: true, by: meeting },
    { post: leader, person: wu, from: 900, by: document },
  ]);
  given(created, appointed)
    .when({ ...relieved, by: document })
    .gives([
      { type: 'people/relieved', schema: 1, data: { post: leader, person: chen, by: document } },
    ]);
});

const standIn: RosterCommand = {
  type: 'nameStandIn',
  at: 250,
  post: leader,
  person: wu,
  until: 400,
};
const leave: RosterCommand = { type: 'grantLeave', at: 240, post: leader, until: 500 };

test('a stand-in is named for a time, and only one at a time', () => {
  given(created, appointed)
    .when(standIn)
    .gives([
      {
        type: 'people/stand-in-named',
        schema: 1,
        data: { post: leader, person: wu, until: 400 },
      },
    ]);
  given(created, appointed, standIn)
    .when({ ...standIn, person: chen, at: 260 })
    .refuses('people/post-stood-in');
  given(created)
    .when({ ...standIn, until: 250 })
    .refuses('people/term-reversed');
  given().when(standIn).refuses('people/unknown-post');
  given(created, abolished)
    .when({ ...standIn, at: 401, until: 500 })
    .refuses('people/post-abolished');
  given(created, standIn)
    .when({ ...abolished, at: 300 })
    .refuses('people/post-held');
  const end: RosterCommand = { type: 'endStandIn', at: 300, post: leader };
  given(created).when(end).refuses('people/no-stand-in');
  const { actingFor } = roster(rosterInput(after(created, appointed, standIn, end)));
  expect([249, 250, 299, 300].map((at) => actingFor(leader, at)?.person)).toEqual([
    chen,
    wu,
    wu,
    chen,
  ]);
});

test('the holder is on leave until the day named, or until back before it', () => {
  given(created, appointed)
    .when(leave)
    .gives([
      { type: 'people/leave-granted', schema: 1, data: { post: leader, person: chen, until: 500 } },
    ]);
  const back: RosterCommand = { type: 'endLeave', at: 300, post: leader };
  const { actingFor } = roster(rosterInput(after(created, appointed, leave, back)));
  expect([239, 240, 299, 300].map((at) => actingFor(leader, at)?.person)).toEqual([
    chen,
    undefined,
    undefined,
    chen,
  ]);
  given(created).when(leave).refuses('people/post-vacant');
  given(created, appointed)
    .when({ ...leave, person: wu })
    .refuses('people/not-serving');
  given(created, appointed, leave)
    .when({ ...leave, at: 260 })
    .refuses('people/on-leave');
  given(created, appointed).when(back).refuses('people/not-on-leave');
  given(created, appointed)
    .when({ ...leave, until: 240 })
    .refuses('people/term-reversed');
});

test('whoever is relieved while on leave comes back to no leave', () => {
  const { leaves } = after(created, appointed, leave, relieved);
  expect(leaves).toEqual([{ post: leader, person: chen, from: 240, until: 300 }]);
});

describe('rotas', () => {
  const night = { from: '22:00', to: '06:00' };
  const nights: SetRota = {
    type: 'setRota',
    at: 500,
    rota: 'nights',
    pattern: {
      kind: 'cycle',
      days: 1,
      anchor: '1970-01-01',
      shifts: [{ day: 0, post: leader, ...night }],
    },
  };
  const swap: ChangeShifts = {
    type: 'changeShifts',
    at: 600,
    rota: 'nights',
    post: leader,
    date: '1970-01-03',
    shifts: [{ ...night, person: wu }],
  };

  test('a rota is a fact with a version; a new version replaces it from an instant on', () => {
    given(created)
      .when(nights)
      .gives([
        {
          type: 'people/rota-set',
          schema: 1,
          data: { rota: 'nights', version: 1, pattern: nights.pattern },
        },
      ]);
    const { rotas } = after(created, nights, { ...nights, at: 700, from: 1000 });
    expect(rotas.map(({ version, from, until }) => [version, from, until])).toEqual([
      [1, 500, 1000],
      [2, 1000, undefined],
    ]);
  });

  test('a rota with something wrong in it is refused, with everything that is wrong', () => {
    const shift = { day: 0, post: leader, ...night };
    const wrong = (...shifts: readonly (typeof shift)[]) =>
      ({ ...nights, pattern: { ...nights.pattern, shifts } }) as RosterCommand;
    given(created).when(wrong()).refuses('people/empty-rota');
    given(created).when(wrong(shift, shift)).refuses('people/shifts-overlap');
    given(created)
      .when(wrong({ ...shift, to: '22:00' }))
      .refuses('people/empty-shift');
    given(created)
      .when(wrong({ ...shift, to: 'dawn' }))
      .refuses('people/bad-shift');
    given().when(nights).refuses('people/unknown-post');
    given(created)
      .when({ ...nights, until: 400 } as RosterCommand)
      .refuses('people/term-reversed');
    given(created)
      .when({ ...nights, zone: 'Moon/Sea' } as RosterCommand)
      .refuses('people/unknown-zone');
    given(created, abolished).when(nights).refuses('people/post-abolished');
    try {
      decide(wrong({ ...shift, to: '22:00' }, { ...shift, day: 3 }), after(created));
    } catch (error) {
      expect(isDomainError(error) && error.details).toEqual({
        rota: 'nights',
        faults: [
          { code: 'people/empty-shift', post: leader, shift: 0 },
          { code: 'people/bad-cycle', post: leader, shift: 1 },
        ],
      });
    }
  });

  test('two rotas do not rule one post at the same time', () => {
    given(created, nights)
      .when({ ...nights, at: 600, rota: 'days' } as RosterCommand)
      .refuses('people/rotas-overlap');
    const ended: RosterCommand = { type: 'endRota', at: 600, rota: 'nights' };
    given(created).when(ended).refuses('people/rota-not-in-force');
    const state = after(created, nights, ended, {
      ...nights,
      at: 600,
      rota: 'days',
    } as RosterCommand);
    expect(roster(rosterInput(state)).issues).toEqual([]);
    expect(state.rotas).toMatchObject([
      { id: 'nights', until: 600 },
      { id: 'days', from: 600 },
    ]);
  });

  test('a swap changes one night; swapped again, the later one holds', () => {
    given(created, nights)
      .when(swap)
      .gives([
        {
          type: 'people/shifts-changed',
          schema: 1,
          data: {
            rota: 'nights',
            version: 1,
            post: leader,
            date: '1970-01-03',
            shifts: swap.shifts,
          },
        },
      ]);
    const again = { ...swap, at: 700, shifts: [] };
    const state = after(created, appointed, nights, swap);
    const evening = Date.parse('1970-01-03T23:00+08:00');
    const who = (made: RosterState) => roster(rosterInput(made)).actingFor(leader, evening);
    expect(who(state)).toEqual({ person: wu, as: 'shift' });
    expect(who(after(created, appointed, nights, swap, again))).toBeUndefined();
    given(created, nights)
      .when({ ...swap, date: '1970-02-30' })
      .refuses('people/bad-date');
    given(created, nights)
      .when({ ...swap, post: postId('other') })
      .refuses('people/post-not-in-rota');
    given(created, nights)
      .when({ ...swap, shifts: [night, night] })
      .refuses('people/shifts-overlap');
    given(created).when(swap).refuses('people/rota-not-in-force');
  });

  test('who takes shifts of a post may be on leave from it', () => {
    given(created, nights, swap)
      .when({ ...leave, at: 600, person: wu, until: 900 })
      .gives([
        { type: 'people/leave-granted', schema: 1, data: { post: leader, person: wu, until: 900 } },
      ]);
  });
});

test('facts as they were written before rotas and leave fold as ever', () => {
  const old = [
    { type: 'people/post-created', schema: 1, data: { post: leader, role: 'gridLeader', grid } },
    { type: 'people/appointed', schema: 1, data: { post: leader, person: chen } },
    { type: 'people/relieved', schema: 1, data: { post: leader, person: chen } },
    { type: 'people/post-abolished', schema: 1, data: { post: leader } },
  ] as const satisfies readonly RosterFact[];
  const state = old.map((fact, i) => happened(fact, 100 * (i + 1), i + 1)).reduce(evolve, initial);
  expect(state).toEqual({
    posts: [{ id: leader, role: 'gridLeader', grid, until: 400 }],
    tenures: [{ post: leader, person: chen, from: 200, until: 300 }],
    standIns: [],
    leaves: [],
    rotas: [],
    contacts: [],
    at: 400,
  });
});

test('any sequence of commands: typed refusals, a roster without contradictions, JSON that replays', () => {
  const post = fc.constantFrom('a', 'b').map(postId);
  const day = 86_400_000;
  const at = fc.integer({ min: 0, max: 30 }).map((half) => (half * day) / 2);
  const person = fc.constantFrom(chen, wu);
  const by = fc.constant({ kind: 'meeting', ref: 'M' } as const);
  const rota = fc.constantFrom('one', 'two');
  const hours = fc
    .array(
      fc.record(
        {
          from: fc.constantFrom('00:00', '08:00', '22:00'),
          to: fc.constantFrom('06:00', '08:00', '24:00'),
          person,
        },
        { requiredKeys: ['from', 'to'] },
      ),
      { maxLength: 2 },
    )
    .map((each) => each);
  const shifts = fc.tuple(post, hours).map(([of, each]) => each.map((h) => ({ post: of, ...h })));
  const pattern = fc.oneof(
    fc.record({ kind: fc.constant('office' as const), posts: fc.array(post, { maxLength: 2 }) }),
    fc.record({ kind: fc.constantFrom('workdays' as const, 'daysOff' as const), shifts }),
    fc.tuple(shifts, fc.integer({ min: 0, max: 2 })).map(([each, on]) => ({
      kind: 'cycle' as const,
      days: 2,
      anchor: '1970-01-01',
      shifts: each.map((shift) => ({ ...shift, day: on })),
    })),
  );
  const command: fc.Arbitrary<RosterCommand> = fc.oneof(
    fc.record({
      type: fc.constant('createPost' as const),
      at,
      post,
      role: fc.constant('gridLeader'),
      grid: fc.constant(grid),
    }),
    fc.record(
      {
        type: fc.constantFrom('appoint' as const, 'nameStandIn' as const),
        at,
        post,
        person,
        from: at,
        until: at,
        by,
      },
      { requiredKeys: ['type', 'at', 'post', 'person'] },
    ),
    fc.record(
      { type: fc.constant('elect' as const), at, post, person, from: at, until: at, by },
      { requiredKeys: ['type', 'at', 'post', 'person', 'by'] },
    ),
    fc.record(
      {
        type: fc.constantFrom('relieve' as const, 'endStandIn' as const),
        at,
        post,
        until: at,
      },
      { requiredKeys: ['type', 'at', 'post'] },
    ),
    fc.record(
      { type: fc.constant('grantLeave' as const), at, post, person, from: at, until: at },
      { requiredKeys: ['type', 'at', 'post'] },
    ),
    fc.record(
      { type: fc.constant('endLeave' as const), at, post, person, until: at },
      { requiredKeys: ['type', 'at', 'post'] },
    ),
    fc.record(
      { type: fc.constant('setRota' as const), at, rota, from: at, until: at, pattern },
      { requiredKeys: ['type', 'at', 'rota', 'pattern'] },
    ),
    fc.record(
      { type: fc.constant('endRota' as const), at, rota, until: at },
      { requiredKeys: ['type', 'at', 'rota'] },
    ),
    fc.record({
      type: fc.constant('changeShifts' as const),
      at,
      rota,
      post,
      date: fc.constantFrom('1970-01-02', '1970-01-03', '1970-01-04', '1970-02-30'),
      shifts: hours,
    }),
    fc.record({ type: fc.constant('abolishPost' as const), at, post }),
  );
  const kinds = new Set<string>();
  const both = ['a', 'b'].map((id): RosterCommand => ({ ...created, at: 0, post: postId(id) }));
  fc.assert(
    fc.property(fc.array(command, { minLength: 10, maxLength: 40 }), (commands) => {
      const log: Happened<RosterFact>[] = [];
      let state = initial;
      for (const each of [...both, ...commands]) {
        const before = JSON.stringify(state);
        try {
          for (const fact of decide(each, state)) {
            const next = happened(fact, each.at, log.length + 1);
            log.push(next);
            state = evolve(state, next);
            kinds.add(fact.type);
          }
        } catch (error) {
          if (!isDomainError(error)) throw error;
          expect(Object.keys(peopleMessages)).toContain(error.code);
          expect(JSON.stringify(state)).toBe(before);
        }
      }
      const { issues } = roster(rosterInput(state));
      // the calendar is the host's
      expect(issues.filter(({ code }) => code !== 'people/no-calendar')).toEqual([]);
      expect(log.reduce(evolve, initial)).toEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }),
    { numRuns: 1000 },
  );
  // nothing is shown of a command that never succeeds
  const facts = [
    ...['appointed', 'elected', 'leave-ended', 'leave-granted', 'post-abolished'],
    ...['post-created', 'relieved', 'rota-ended', 'rota-set', 'shifts-changed'],
    ...['stand-in-ended', 'stand-in-named'],
  ];
  expect([...kinds].sort()).toEqual(facts.map((word) => `people/${word}`).sort());
}, 60_000);
