import { dayNumber, findZone, type Zone } from '@civigrid/calendar';
import type { PostId } from '@civigrid/kernel';
import { dayMs } from '../day.ts';
import { isTerm } from '../tenure.ts';
import type { CyclePattern, CycleShift, DayPattern, DutyHours, Rota } from './rota.ts';
import type { RotaFault, RotaFaultCode } from './rota-fault.ts';
import { noSpans, type Span, type Spans, spanOf } from './span.ts';

/** The plan of one post in one rota, as milliseconds. */
export interface PostHours {
  readonly kind: 'office' | 'workdays' | 'daysOff' | 'cycle';
  /** The spans of each day of the cycle; of a pattern by workdays its one day. */
  readonly days: readonly Spans[];
  /** The day number on which a cycle begins; 0 elsewhere. */
  readonly anchor: number;
  /** Days that differ, by day number. */
  readonly changes: ReadonlyMap<number, Spans> | undefined;
}

/** What a rota amounts to: the hours of its posts, and whatever in it was left out. */
export interface ReadRota {
  readonly zone: Zone | undefined;
  readonly posts: ReadonlyMap<PostId, PostHours>;
  readonly faults: readonly RotaFault[];
}

const defaultZone = 'Asia/Shanghai';

interface Placed {
  readonly span: Span;
  /** Milliseconds since the beginning of the cycle. */
  readonly begin: number;
  readonly end: number;
  readonly day: number;
  readonly index: number;
}

/** Shifts of one post in order; of two that overlap, also over the cycle's end, the later one is left out. */
function withoutOverlap(
  placed: readonly Placed[],
  cycleMs: number,
  refuse: (index: number) => void,
): readonly Placed[] {
  const inOrder = [...placed].sort(
    (one, other) => one.begin - other.begin || one.index - other.index,
  );
  const kept: Placed[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const each of inOrder) {
    const comesRound = kept[0] !== undefined && each.end > cycleMs + kept[0].begin;
    if (each.begin < reached || comesRound || each.end - each.begin > cycleMs) refuse(each.index);
    else {
      kept.push(each);
      reached = each.end;
    }
  }
  return kept;
}

function isCycle({ days, anchor }: CyclePattern): boolean {
  return Number.isInteger(days) && days >= 1 && days <= 366 && dayNumber(anchor) !== undefined;
}

interface Reading {
  readonly knows: (post: PostId) => boolean;
  fault(code: RotaFaultCode, place: Omit<RotaFault, 'code'>): void;
}

/** The spans of each post by day of the cycle. A post whose shifts are all wrong stays in the rota, without any. */
function readShifts(
  pattern: DayPattern | CyclePattern,
  { knows, fault }: Reading,
): ReadonlyMap<PostId, readonly Spans[]> {
  const cycle = pattern.kind === 'cycle';
  const whole = !cycle || isCycle(pattern);
  if (!whole) fault('people/bad-cycle', {});
  const length = cycle && whole ? pattern.days : 1;
  const byPost = new Map<PostId, Placed[]>();
  const shifts: readonly (DutyHours & Pick<CycleShift, 'post'> & { readonly day?: number })[] =
    pattern.shifts;
  for (const [shift, { post, day: on = 0, ...hours }] of shifts.entries()) {
    if (!knows(post)) {
      fault('people/unknown-post', { post, shift });
      continue;
    }
    const placed = byPost.get(post) ?? [];
    byPost.set(post, placed);
    const span = spanOf(hours);
    const day = cycle ? on : 0;
    if (typeof span === 'string') fault(span, { post, shift });
    else if (!whole) continue;
    else if (!Number.isInteger(day) || day < 0 || day >= length)
      fault('people/bad-cycle', { post, shift });
    else {
      const begin = day * dayMs + span.from;
      placed.push({ span, begin, end: begin + span.to - span.from, day, index: shift });
    }
  }
  const read = new Map<PostId, readonly Spans[]>();
  for (const [post, placed] of byPost) {
    const days: Span[][] = Array.from({ length }, () => []);
    const kept = withoutOverlap(placed, length * dayMs, (shift) =>
      fault('people/shifts-overlap', { post, shift }),
    );
    for (const { day, span } of kept) days[day]?.push(span);
    read.set(post, days);
  }
  return read;
}

function officePosts(
  posts: readonly PostId[],
  { knows, fault }: Reading,
): ReadonlyMap<PostId, readonly Spans[]> {
  const read = new Map<PostId, readonly Spans[]>();
  for (const [shift, post] of posts.entries())
    if (knows(post)) read.set(post, [noSpans]);
    else fault('people/unknown-post', { post, shift });
  return read;
}

/** The changed days of each post, by day number; of a change only the shifts that are in order. */
function readChanges(
  { changes = [] }: Rota,
  inRota: ReadonlySet<PostId>,
  { fault }: Reading,
): ReadonlyMap<PostId, ReadonlyMap<number, Spans>> {
  const byPost = new Map<PostId, Map<number, Spans>>();
  for (const [change, { date, post, shifts }] of changes.entries()) {
    const day = typeof date === 'string' ? dayNumber(date) : undefined;
    if (day === undefined) fault('people/bad-date', { post, change });
    else if (!inRota.has(post)) fault('people/post-not-in-rota', { post, change });
    else if (byPost.get(post)?.has(day)) fault('people/duplicate-change', { post, change });
    else {
      const days = byPost.get(post) ?? new Map<number, Spans>();
      byPost.set(post, days);
      const placed: Placed[] = [];
      for (const [index, hours] of shifts.entries()) {
        const span = spanOf(hours);
        if (typeof span === 'string') fault(span, { post, change, shift: index });
        else placed.push({ span, begin: span.from, end: span.to, day: 0, index });
      }
      const refuse = (shift: number) => fault('people/shifts-overlap', { post, change, shift });
      days.set(
        day,
        withoutOverlap(placed, Number.POSITIVE_INFINITY, refuse).map(({ span }) => span),
      );
      refuseRunningOver(days, day, () => fault('people/shifts-overlap', { post, change }));
    }
  }
  return byPost;
}

function lastOf(spans: Spans | undefined): Span | undefined {
  return spans?.[spans.length - 1];
}

/** Two changed days one after the other must not meet; the one that stands later in the list is left out. */
function refuseRunningOver(days: Map<number, Spans>, day: number, refuse: () => void): void {
  const meets = (eve: number) => {
    const last = lastOf(days.get(eve));
    const first = days.get(eve + 1)?.[0];
    return last !== undefined && first !== undefined && last.to > dayMs + first.from;
  };
  if (!meets(day - 1) && !meets(day)) return;
  days.delete(day);
  refuse();
}

/**
 * Reads a rota. What is wrong in it is listed and gives no duty: a post of a rota that cannot be read is never on duty
 * by it, so that no error makes a post look as if it answered.
 */
export function readRota(rota: Rota, knows: (post: PostId) => boolean): ReadRota {
  const faults: RotaFault[] = [];
  const reading: Reading = {
    knows,
    fault: (code, place) => void faults.push({ code, ...place }),
  };
  const { pattern } = rota;
  if (!isTerm(rota)) {
    reading.fault('people/term-reversed', {});
    return { zone: undefined, posts: new Map(), faults };
  }
  const zone = findZone(rota.zone ?? defaultZone);
  if (zone === undefined) reading.fault('people/unknown-zone', {});
  if ((pattern.kind === 'office' ? pattern.posts : pattern.shifts).length === 0)
    reading.fault('people/empty-rota', {});
  const days =
    pattern.kind === 'office' ? officePosts(pattern.posts, reading) : readShifts(pattern, reading);
  const changes = readChanges(rota, new Set(days.keys()), reading);
  const anchor = pattern.kind === 'cycle' ? (dayNumber(pattern.anchor) ?? 0) : 0;
  const posts = new Map<PostId, PostHours>();
  for (const [post, spans] of days)
    posts.set(post, { kind: pattern.kind, days: spans, anchor, changes: changes.get(post) });
  return { zone, posts, faults };
}
