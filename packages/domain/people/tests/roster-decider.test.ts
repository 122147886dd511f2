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
  type PeopleErrorCode,
  type RosterCommand,
  type RosterFact,
  type RosterState,
  roster,
  rosterDecider,
  rosterInput,
} from '@civigrid/people';
import fc from 'fast-check';
import { expect, test } from 'vitest';

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
const created: RosterCommand = {
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

test('any sequence of commands: typed refusals, a roster without contradictions, JSON that replays', () => {
  const post = fc.constantFrom('a', 'b').map(postId);
  const at = fc.integer({ min: 0, max: 30 });
  const person = fc.constantFrom(chen, wu);
  const when = { requiredKeys: ['type', 'at', 'post'] as const };
  const command: fc.Arbitrary<RosterCommand> = fc.oneof(
    fc.record({
      type: fc.constant('createPost' as const),
      at,
      post,
      role: fc.constant('gridLeader'),
      grid: fc.constant(grid),
    }),
    fc.record(
      { type: fc.constant('appoint' as const), at, post, person, from: at, until: at },
      { requiredKeys: ['type', 'at', 'post', 'person'] },
    ),
    fc.record(
      { type: fc.constant('relieve' as const), at, post, until: at },
      { requiredKeys: [...when.requiredKeys] },
    ),
    fc.record({ type: fc.constant('abolishPost' as const), at, post }),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
      const log: Happened<RosterFact>[] = [];
      let state = initial;
      for (const each of commands) {
        try {
          for (const fact of decide(each, state)) {
            const next = happened(fact, each.at, log.length + 1);
            log.push(next);
            state = evolve(state, next);
          }
        } catch (error) {
          if (!isDomainError(error)) throw error;
        }
      }
      expect(roster(rosterInput(state)).issues).toEqual([]);
      expect(log.reduce(evolve, initial)).toEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }),
    { numRuns: 2000 },
  );
});
