import { type CaseEvent, caseLevels, defaultLadder } from '@civigrid/cases';
import type { CaseRecordEvent } from '@civigrid/cases/statistics';
import {
  actorId,
  caseId,
  correlationId,
  eventId,
  gridCode,
  personId,
  postId,
} from '@civigrid/kernel';
import { randomFrom } from './random.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** 1 January 2026 in Beijing, and the year after. */
export const yearFrom: number = Date.UTC(2025, 11, 31, 16);
export const yearUntil: number = Date.UTC(2026, 11, 31, 16);

/** 15 communities, 55 grids, 1,623 micro-grids of an invented street. */
export const leaves: readonly string[] = Array.from({ length: 1623 }, (_, i) => {
  const grid = i % 55;
  const two = (n: number) => String(n).padStart(2, '0');
  return `LS.${two(grid % 15)}.${two(Math.floor(grid / 15))}.${two(Math.floor(i / 55))}`;
});

/** 94 subclasses in 7 classes of an invented catalogue. */
export const categories: readonly string[] = Array.from(
  { length: 94 },
  (_, i) => `c${i % 7}.s${Math.floor(i / 7)}`,
);

export const sources = ['resident', 'hotline', 'patrol', 'device', 'superior'] as const;

/** The events of a street's year, mixed as they come; invented. */
export function streetYear(count: number, seed = 20260101): readonly CaseRecordEvent[] {
  const chance = randomFrom(seed);
  const pick = <Item>(list: readonly Item[]): Item =>
    list[Math.floor(chance() * list.length)] as Item;
  const events: CaseRecordEvent[] = [];
  const actor = actorId('invented');
  const budgets = Array.from(
    { length: 12 },
    (_, i) =>
      ({
        sign: { value: 2 + (i % 4), unit: 'workHour' },
        handle: { value: 1 + (i % 5), unit: 'workDay' },
        whole: { value: 2 + i, unit: 'workDay' },
        callBack: { value: 2, unit: 'workDay' },
        reportIn: { value: 4, unit: 'hour' },
      }) as const,
  );
  for (let n = 0; events.length < count; n++) {
    const id = caseId(`case-${n}`);
    const stream = `case/${id}`;
    const correlation = correlationId(id);
    const grid = gridCode(pick(leaves));
    const source = pick(sources);
    let at = Math.floor(yearFrom + chance() * (yearUntil - yearFrom) * 0.99);
    let version = 0;
    const write = (wait: number, fact: Pick<CaseEvent, 'type' | 'data'>) => {
      at += Math.floor(wait * (0.2 + chance() * 1.2));
      version++;
      events.push({
        ...fact,
        schema: 1,
        id: eventId(`${id}-${version}`),
        version,
        at,
        actor,
        correlation,
        stream,
      } as CaseRecordEvent);
    };
    const lead = {
      tenure: 'held',
      role: 'gridLeader',
      grid,
      post: postId(`gridLeader@${grid.slice(0, 8)}`),
      holder: personId('p'),
    } as const;
    const order = { type: 'cases/dispatched', data: { lead, assist: [] } } as const;
    const sign = { type: 'cases/signed', data: {} } as const;
    const isCalledBack = chance() < 0.7;
    write(0, {
      type: 'cases/reported',
      data: {
        case: id,
        source,
        category: pick(categories),
        severity: Math.floor(chance() * 5),
        grid,
        candidates: [],
        photos: [],
        callBack: isCalledBack,
        levels: caseLevels,
        level: 'microGrid',
        budgets: { intake: { value: 1, unit: 'hour' } },
      },
    });
    if (chance() < 0.05) {
      write(hour, { type: 'cases/refused', data: { reason: 'notConfirmed' } });
      continue;
    }
    write(hour, { type: 'cases/filed', data: { verification: 'byPhoto' } });
    write(minute, {
      type: 'cases/routed',
      data: {
        reason: { table: 'routing', version: '1', rule: 1, inputs: {} },
        lead: 'gridLeader',
        assist: [],
        tier: chance() < 0.1 ? 'bigMatter' : 'smallProblem',
        level: chance() < 0.8 ? 'grid' : 'community',
        budgets: pick(budgets),
        ladder: defaultLadder,
        mediation: false,
      },
    });
    write(minute, order);
    if (chance() < 0.15) {
      write(4 * hour, { type: 'cases/returned', data: { reason: 'wrongTerritory', basis: 'b' } });
      write(hour, order);
    }
    write(3 * hour, sign);
    if (chance() < 0.1) {
      write(hour, {
        type: 'cases/suspended',
        data: { suspension: 1, reason: 'season', basis: 'b', clocks: ['handle', 'stage', 'whole'] },
      });
      write(3 * day, { type: 'cases/resumed', data: { suspension: 1 } });
    }
    if (chance() < 0.1) {
      write(hour, {
        type: 'cases/extension-asked',
        data: { clock: 'whole', add: { value: 2, unit: 'workDay' }, reason: 'complex' },
      });
      write(hour, { type: 'cases/extension-decided', data: { granted: true } });
    }
    if (chance() < 0.2) {
      write(hour, {
        type: 'cases/whistled',
        data: {
          whistle: 1,
          from: 'grid',
          to: 'community',
          lead: 'secretary',
          participants: ['police', 'cityManagement'],
        },
      });
      write(hour, { type: 'cases/reported-in', data: { whistle: 1, participant: 'police' } });
    }
    if (chance() < 0.04) continue;
    write(2 * day, { type: 'cases/handled', data: { done: true, photos: [] } });
    write(6 * hour, { type: 'cases/checked', data: { outcome: 'pass' } });
    if (isCalledBack)
      write(6 * hour, {
        type: 'cases/called-back',
        data: {
          report: id,
          answer: { reached: true, solved: chance() < 0.9, satisfied: chance() < 0.8 },
        },
      });
    write(hour, { type: 'cases/closed', data: { level: 'grid', unsolved: 'beyondPowers' } });
    if (chance() < 0.03) write(3 * day, { type: 'cases/reopened', data: { reason: 'recurred' } });
  }
  events.length = Math.min(events.length, count);
  return events.sort((a, b) => a.at - b.at);
}
