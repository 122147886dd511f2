import {
  checkServiceItems,
  isRequestOverdue,
  missingMaterials,
  requestDeadlines,
  requestDue,
  requestId,
  requiredMaterials,
  type ServiceItem,
  serviceItemFor,
  serviceRequestDecider,
} from '@civigrid/cases/service-requests';
import { isDomainError, personId } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applicant,
  asked,
  brings,
  file,
  type RequestStep,
  requestLife,
  residence,
} from './counter.ts';
import { beijing, office, photo } from './errands.ts';
import { Matter } from './matter.ts';

const monday = beijing('2026-03-02 09:00');
const grant: RequestStep = { type: 'decide', outcome: 'granted', basis: 'residence rules art. 9' };

/** A request as it stands with the office, complete since Monday. */
function submitted() {
  const life = requestLife();
  life.do(monday, asked);
  life.do(monday, brings('identity', 'lease', 'guardian'));
  life.do(monday, { type: 'accept' });
  life.do(monday, { type: 'submit' });
  return life;
}

describe('a residence certificate with two missing materials', () => {
  test('both are told at once, the clocks begin when both are there, and the agent brings it home', () => {
    const life = requestLife();
    life.happens(monday, asked, {
      type: 'cases/service-asked',
      data: { required: ['identity', 'lease', 'guardian'], applicant },
    });
    life.do(monday, brings('identity'));
    expect(missingMaterials(life.state)).toEqual(['lease', 'guardian']);
    life.refuses('cases/materials-missing', monday, { type: 'accept' });
    life.happens(
      monday,
      { type: 'notify' },
      {
        type: 'cases/missing-notified',
        data: {
          stage: 'desk',
          materials: [
            { material: 'lease', why: 'missing' },
            { material: 'guardian', why: 'missing' },
          ],
        },
      },
    );
    // To say it again changes nothing, and nothing runs yet.
    life.happens(monday, { type: 'notify' });
    expect(requestDue(life.state, office)).toBeUndefined();
    // What was there and not objected to is not objected to later.
    life.refuses('cases/already-notified', monday, {
      type: 'sendBack',
      material: 'identity',
      reason: 'expired',
    });
    life.do(beijing('2026-03-03 09:00'), brings('lease'));
    expect(requestDue(life.state, office)).toBeUndefined();
    life.do(beijing('2026-03-04 10:00'), brings('guardian'));
    expect(requestDue(life.state, office)).toEqual({
      ok: true,
      at: beijing('2026-03-04 16:00'),
      clock: 'accept',
    });
    life.happens(
      beijing('2026-03-04 15:30'),
      { type: 'accept' },
      { type: 'cases/request-accepted', data: { version: '2026-1' } },
    );
    life.happens(
      beijing('2026-03-04 16:00'),
      { type: 'submit' },
      { type: 'cases/request-submitted', data: { office: 'policeStation@SS' } },
    );
    // Five working days from complete materials, not from acceptance.
    expect(requestDue(life.state, office)).toMatchObject({ at: beijing('2026-03-11 17:30') });
    life.happens(beijing('2026-03-09 11:00'), { ...grant, document: photo } as RequestStep, {
      type: 'cases/request-decided',
      data: { outcome: 'granted', basis: 'residence rules art. 9', document: photo },
    });
    expect(requestDue(life.state, office)).toEqual({
      ok: true,
      at: beijing('2026-03-11 11:00'),
      clock: 'deliver',
    });
    life.happens(
      beijing('2026-03-10 18:00'),
      { type: 'deliver', way: 'atHome', proof: photo },
      { type: 'cases/request-delivered', data: { way: 'atHome' } },
    );
    expect(life.state).toMatchObject({ status: 'delivered', outcome: 'granted' });
    expect(JSON.stringify([life.events, life.state])).not.toMatch(/invented|"rent"/);
    life.refuses('cases/request-closed', beijing('2026-03-11 10:00'), { type: 'withdraw' });
  });

  test('a lease that cannot be read is told again, and only that', () => {
    const life = requestLife();
    life.do(monday, asked);
    life.do(monday, brings('identity'));
    life.do(monday, { type: 'notify' });
    life.do(monday, brings('lease', 'guardian'));
    expect(requestDue(life.state, office)).toBeDefined();
    life.do(monday, { type: 'sendBack', material: 'lease', reason: 'illegible' });
    expect(requestDue(life.state, office)).toBeUndefined();
    life.refuses('cases/material-not-in', monday, {
      type: 'sendBack',
      material: 'lease',
      reason: 'illegible',
    });
    life.happens(
      monday,
      { type: 'notify' },
      {
        type: 'cases/missing-notified',
        data: { materials: [{ material: 'lease', why: 'illegible' }] },
      },
    );
    life.do(beijing('2026-03-03 09:00'), { type: 'handIn', materials: [file('lease', 'b')] });
    expect(requestDue(life.state, office)).toMatchObject({ at: beijing('2026-03-03 15:00') });
    life.refuses('cases/nothing-missing', monday, { type: 'notify' });
  });

  test('what is not asked for is not taken, and the same file again changes nothing', () => {
    const life = requestLife();
    life.do(monday, asked);
    life.refuses('cases/unknown-material', monday, brings('deed'));
    life.refuses('cases/unknown-material', monday, brings('__proto__'));
    life.refuses('cases/unknown-material', monday, brings('lease', 'lease'));
    life.do(monday, brings('lease'));
    life.happens(monday, brings('lease'));
    life.do(monday, brings('identity', 'guardian'));
    life.do(monday, { type: 'accept' });
    life.refuses('cases/nothing-missing', monday, brings('lease'));
  });
});

describe('the office', () => {
  test('asks for a better copy: the clock stands until it has come', () => {
    const life = submitted();
    expect(requestDue(life.state, office)).toMatchObject({ at: beijing('2026-03-09 17:30') });
    const tuesday = beijing('2026-03-03 10:00');
    life.do(tuesday, { type: 'sendBack', material: 'lease', reason: 'incomplete' });
    life.refuses('cases/materials-missing', tuesday, grant);
    life.do(tuesday, { type: 'notify' });
    expect(requestDue(life.state, office)).toEqual({ ok: true, standing: true, clock: 'decide' });
    expect(requestDeadlines(life.state, office)).toEqual({ deadlines: [], unknown: [] });
    life.refuses('cases/materials-missing', tuesday, { type: 'resume' });
    life.refuses('cases/already-suspended', tuesday, {
      type: 'suspend',
      reason: 'hearing',
      basis: 'art. 45',
    });
    const thursday = beijing('2026-03-05 16:00');
    life.do(thursday, { type: 'handIn', materials: [file('lease', 'b')] });
    // Wednesday and Thursday were waited for.
    expect(requestDue(life.state, office)).toMatchObject({ at: beijing('2026-03-11 17:30') });
    expect(life.state).toMatchObject({
      pauses: [{ reason: 'applicant', from: tuesday, until: thursday }],
    });
  });

  test('suspends it for an inspection on a legal basis, and decides nothing while it is awaited', () => {
    const life = submitted();
    const suspend = (basis: string): RequestStep => ({
      type: 'suspend',
      reason: 'inspection',
      basis,
    });
    life.refuses('cases/basis-missing', monday, suspend(' '));
    life.refuses('cases/unknown-command', monday, {
      type: 'suspend',
      reason: 'applicant',
      basis: 'x',
    } as unknown as RequestStep);
    life.do(monday, suspend('art. 45'));
    life.refuses('cases/request-suspended', monday, grant);
    life.do(beijing('2026-03-04 09:00'), { type: 'resume' });
    life.refuses('cases/not-suspended', monday, { type: 'resume' });
    expect(requestDue(life.state, office)).toMatchObject({ at: beijing('2026-03-11 17:30') });
  });

  test('refuses it with its basis, also while something is missing, and the applicant is told', () => {
    const life = submitted();
    life.refuses('cases/basis-missing', monday, { type: 'decide', outcome: 'refused', basis: '' });
    life.do(monday, { type: 'sendBack', material: 'lease', reason: 'expired' });
    life.do(monday, { type: 'notify' });
    life.do(beijing('2026-04-02 09:00'), { type: 'decide', outcome: 'refused', basis: 'art. 9' });
    expect(life.state).toMatchObject({
      status: 'refused',
      pauses: [{ until: beijing('2026-04-02 09:00') }],
    });
    life.happens(
      beijing('2026-04-02 10:00'),
      { type: 'deliver', way: 'atCounter' },
      { type: 'cases/request-delivered' },
    );
  });

  test('a suspension that begins too late hides nothing', () => {
    const life = submitted();
    life.do(beijing('2026-03-10 09:00'), { type: 'suspend', reason: 'hearing', basis: 'art. 45' });
    expect(isRequestOverdue(life.state, office, beijing('2026-03-12 09:00'))).toEqual({
      ok: true,
      overdue: true,
    });
    expect(isRequestOverdue(submitted().state, office, beijing('2026-03-09 17:30'))).toEqual({
      ok: true,
      overdue: false,
    });
  });
});

describe('a suspension', () => {
  const working = (minutes: number) => ({ value: minutes, unit: 'workMinute' }) as const;
  const dueWith = (decide: ServiceItem['limits']['decide'], from: number, to: number) => {
    const life = requestLife();
    life.do(monday, { ...asked, item: { ...residence, limits: { decide } } } as RequestStep);
    life.do(monday, brings('identity', 'lease', 'guardian'));
    life.do(monday, { type: 'accept' });
    life.do(from, { type: 'suspend', reason: 'hearing', basis: 'art. 45' });
    life.do(to, { type: 'resume' });
    const due = requestDue(life.state, office);
    if (due?.ok !== true || 'standing' in due) throw new Error('no due instant');
    return due.at;
  };
  const minute = 60_000;
  const span = fc
    .tuple(fc.integer({ min: 0, max: 60 * 24 * 9 }), fc.integer({ min: 0, max: 60 * 24 * 9 }))
    .map(([one, two]) => [
      monday + Math.min(one, two) * minute,
      monday + Math.max(one, two) * minute,
    ]);

  test('adds what it lasted in the kind of time of the limit, as a count minute by minute does', () => {
    fc.assert(
      fc.property(span, fc.integer({ min: 1, max: 1500 }), fc.boolean(), ([from, to], n, plain) => {
        if (from === undefined || to === undefined) return;
        let left = n;
        let at = monday;
        // Minute by minute: only those that count and in which nothing was awaited.
        while (left > 0) {
          const open = office.isOpen(at);
          if ((plain || (open.ok && open.open)) && !(at >= from && at < to)) left--;
          at += minute;
        }
        const found = dueWith(plain ? { value: n, unit: 'minute' } : working(n), from, to);
        // A limit that is used up when the suspension begins ends there, and not behind it.
        expect(found).toBe(at);
      }),
      { numRuns: 150 },
    );
  });

  test('adds its working days, the first one not counted', () => {
    const days = (from: string, to: string) =>
      dueWith({ value: 5, unit: 'workDay' }, beijing(from), beijing(to));
    const five = beijing('2026-03-09 17:30');
    expect(days('2026-03-03 09:00', '2026-03-03 17:00')).toBe(five);
    expect(days('2026-03-03 09:00', '2026-03-04 08:00')).toBe(beijing('2026-03-10 17:30'));
    // Over a weekend nothing is worked: only Monday counts.
    expect(days('2026-03-06 17:00', '2026-03-09 12:00')).toBe(beijing('2026-03-10 17:30'));
    expect(days('2026-03-06 17:00', '2026-03-08 12:00')).toBe(five);
    fc.assert(
      fc.property(span, ([from, to]) => {
        if (from === undefined || to === undefined) return;
        let count = 0;
        const dayOf = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
        for (let at = from; dayOf(at) < dayOf(to); ) {
          at += 24 * 3_600_000;
          const kind = office.dayKind(dayOf(at));
          if (kind.ok && kind.working) count++;
        }
        const plain = office.add(monday, { value: 5, unit: 'workDay' });
        if (plain.ok && from >= plain.at) count = 0;
        expect({ ok: true, at: dueWith({ value: 5, unit: 'workDay' }, from, to) }).toEqual(
          office.add(monday, { value: 5 + count, unit: 'workDay' }),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('reminders', () => {
  const timer = (name: string): RequestStep => ({ type: 'timer', name });

  test('each comes once when its clock is over; late, double and stale ones change nothing', () => {
    const life = submitted();
    const name = `decide/${monday}/due`;
    expect(requestDeadlines(life.state, office).deadlines).toEqual([
      { name, at: beijing('2026-03-09 17:30'), clock: 'decide', rung: 'due' },
    ]);
    life.happens(beijing('2026-03-09 17:29'), timer(name));
    life.happens(beijing('2026-03-12 10:00'), timer(name), {
      type: 'cases/request-reminded',
      data: {
        clock: 'decide',
        due: beijing('2026-03-09 17:30'),
        tell: ['holder', 'levelLeader'],
      },
    });
    life.happens(beijing('2026-03-12 10:00'), timer(name));
    life.happens(beijing('2026-03-12 10:00'), timer('constructor'));
    life.do(beijing('2026-03-12 10:00'), grant);
    life.happens(beijing('2026-03-12 11:00'), timer(name));
  });

  test('the year that nobody knows is named', () => {
    const life = requestLife();
    const late = beijing('2026-12-30 09:00');
    life.do(late, asked);
    life.do(late, brings('identity', 'lease', 'guardian'));
    life.do(late, { type: 'accept' });
    expect(requestDeadlines(life.state, office)).toEqual({
      deadlines: [],
      unknown: [
        {
          name: `decide/${late}/due`,
          clock: 'decide',
          rung: 'due',
          code: 'calendar/unknown-year',
          year: 2027,
        },
      ],
    });
  });

  test('without a calendar nobody is reminded, and all else goes on', () => {
    const life = new Matter(serviceRequestDecider);
    life.do(monday, asked);
    life.do(monday, brings('identity', 'lease', 'guardian'));
    life.do(monday, { type: 'accept' });
    life.happens(beijing('2026-04-01 09:00'), timer(`decide/${monday}/due`));
  });
});

describe('at the desk', () => {
  test('a request is not accepted with a reason and its basis, or withdrawn', () => {
    const life = requestLife();
    life.do(monday, asked);
    life.refuses('cases/basis-missing', monday, {
      type: 'decline',
      reason: 'otherAuthority',
      basis: '',
    });
    life.happens(
      monday,
      { type: 'decline', reason: 'otherAuthority', basis: 'licensing law art. 32' },
      { type: 'cases/request-declined', data: { reason: 'otherAuthority' } },
    );
    const other = submitted();
    other.refuses('cases/wrong-stage', monday, { type: 'accept' });
    other.refuses('cases/wrong-stage', monday, { type: 'deliver', way: 'online' });
    other.happens(
      monday,
      { type: 'withdraw' },
      { type: 'cases/request-withdrawn', data: { from: 'submitted' } },
    );
  });

  test('what makes no sense is refused', () => {
    const refuses = (code: string, change: object) =>
      requestLife().refuses(code, monday, { ...asked, ...change } as RequestStep);
    refuses('cases/invalid-item', { item: { ...residence, limits: {} } });
    refuses('cases/item-not-in-force', { item: { ...residence, from: '2026-03-03' } });
    refuses('cases/answer-missing', { answers: asked.answers?.slice(1) });
    refuses('cases/invalid-answer', { answers: [{ question: 'home', value: 'castle' }] });
    refuses('cases/invalid-answer', { answers: [{ question: '__proto__', value: 'own' }] });
    refuses('cases/invalid-reminders', {
      reminders: [{ clock: 'moon', rung: 'due', when: 'due', tell: [] }],
    });
    refuses('cases/personal-twice', {
      personal: [{ subject: applicant, purpose: 'answers', value: 1 }],
    });
    const life = requestLife();
    life.refuses('cases/not-asked', monday, { type: 'accept' });
    life.refuses('cases/invalid-instant', 0.5, asked);
    life.refuses('cases/unknown-command', monday, { type: 'sing' } as unknown as RequestStep);
    life.do(monday, asked);
    life.refuses('cases/already-asked', monday, { ...asked, holder: personId('other') });
    expect(
      isDomainError(
        caught(() => requestId('')),
        'cases/invalid-id',
      ),
    ).toBe(true);
  });
});

function caught(doing: () => unknown): unknown {
  try {
    return doing();
  } catch (error) {
    return error;
  }
}

describe('service items', () => {
  test('answers decide what is needed', () => {
    const needs = (home: string, minor: boolean) =>
      requiredMaterials(residence, [
        { question: 'home', value: home },
        { question: 'minor', value: minor },
      ]);
    expect(needs('own', false)).toEqual(['identity', 'deed']);
    expect(needs('rent', false)).toEqual(['identity', 'lease']);
    expect(needs('own', true)).toEqual(['identity', 'deed', 'guardian']);
  });

  test('of two versions that of the day holds', () => {
    const items = [
      { ...residence, to: '2026-06-30' },
      { ...residence, version: '2026-2', from: '2026-07-01' },
    ];
    expect(checkServiceItems(items)).toEqual([]);
    const on = (day: string, code = residence.code) => {
      const found = serviceItemFor(items, { code, day });
      return found.ok ? found.item.version : found.why;
    };
    expect(on('2026-06-30')).toBe('2026-1');
    expect(on('2026-07-01')).toBe('2026-2');
    expect(on('2025-12-31')).toBe('notInForce');
    expect(on('2026-07-01', 'toString')).toBe('unknown');
  });

  test('what is wrong is told with its place, and nothing throws', () => {
    const [identity] = residence.materials;
    const wrong: readonly [string, string, unknown][] = [
      ['item-not-an-item', '', null],
      ['item-bad-code', '/code', { ...residence, decidedAt: '' }],
      ['item-bad-days', '', { ...residence, to: '2025-01-01' }],
      ['item-bad-limit', '/limits/decide', { ...residence, limits: null }],
      ['item-bad-question', '/questions/0', { ...residence, materials: [], questions: [{}] }],
      ['item-bad-material', '/materials/1', { ...residence, materials: [identity, identity] }],
      [
        'item-bad-condition',
        '/materials/0/when',
        { ...residence, materials: [{ ...identity, when: { question: 'moon', is: [1] } }] },
      ],
      [
        'item-bad-condition',
        '/materials/0/when',
        { ...residence, materials: [{ ...identity, when: { all: [] } }] },
      ],
    ];
    for (const [code, path, item] of wrong)
      expect(checkServiceItems([item as ServiceItem])).toEqual([{ code, path, item: 0 }]);
    expect(checkServiceItems([residence, residence])).toEqual([
      { code: 'item-overlap', item: 1, path: '/0' },
    ]);
    let deep: object = { question: 'home', is: ['own'] };
    for (let i = 0; i < 100_000; i++) deep = { not: deep };
    const hostile = { ...residence, materials: [{ ...identity, when: deep }] } as ServiceItem;
    expect(checkServiceItems([hostile])).toHaveLength(1);
  });
});
