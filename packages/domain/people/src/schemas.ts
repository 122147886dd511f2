import {
  type GridCode,
  gridCode,
  isDomainError,
  type PersonId,
  type PostId,
  personId,
  postId,
} from '@civigrid/kernel';
import { z } from 'zod';
import type { Post } from './post.ts';
import type { RosterInput } from './roster/roster.ts';
import type { DutyPattern, Rota } from './rota/rota.ts';
import type { Leave, StandIn, Tenure } from './tenure.ts';

/** A text that the kernel takes as an id of its kind. */
function idBy<Id extends string>(make: (text: string) => Id): z.ZodType<Id> {
  return z.string().transform((text, context) => {
    try {
      return make(text);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      context.addIssue({ code: 'custom', message: error.code });
      return z.NEVER;
    }
  });
}

const grid: z.ZodType<GridCode> = idBy(gridCode);
const post: z.ZodType<PostId> = idBy(postId);
const person: z.ZodType<PersonId> = idBy(personId);
const instant = z.number().min(-8.64e15).max(8.64e15);
const term = { from: instant, until: instant.exactOptional() };
const by = z
  .strictObject({ kind: z.enum(['meeting', 'document']), ref: z.string().min(1) })
  .readonly()
  .exactOptional();
const role = z.string().min(1);

const posts: z.ZodType<Post> = z
  .strictObject({ id: post, role, grid, until: instant.exactOptional() })
  .readonly();
const standIn: z.ZodType<StandIn> = z.strictObject({ post, person, by, ...term }).readonly();
const tenure: z.ZodType<Tenure> = z
  .strictObject({ post, person, by, elected: z.literal(true).exactOptional(), ...term })
  .readonly();
const leave: z.ZodType<Leave> = z.strictObject({ post, person, ...term }).readonly();

// what the texts of hours and days say is for the roster, which names the place of what is wrong
const hours = { from: z.string(), to: z.string(), person: person.exactOptional() };
const pattern: z.ZodType<DutyPattern> = z.union([
  z.strictObject({ kind: z.literal('office'), posts: z.array(post).readonly() }).readonly(),
  z
    .strictObject({
      kind: z.enum(['workdays', 'daysOff']),
      shifts: z.array(z.strictObject({ post, ...hours }).readonly()).readonly(),
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal('cycle'),
      days: z.number(),
      anchor: z.string(),
      shifts: z.array(z.strictObject({ post, day: z.number(), ...hours }).readonly()).readonly(),
    })
    .readonly(),
]);
const change = z
  .strictObject({
    date: z.string(),
    post,
    shifts: z.array(z.strictObject(hours).readonly()).readonly(),
  })
  .readonly();
const rota: z.ZodType<Rota> = z
  .strictObject({
    id: z.string().min(1),
    version: z.number().exactOptional(),
    zone: z.string().exactOptional(),
    pattern,
    changes: z.array(change).readonly().exactOptional(),
    ...term,
  })
  .readonly();

/**
 * The form of what a roster is built from, as JSON: everything but the calendar, which is no JSON. What contradicts
 * within it, an overlap or a post that nobody knows, is for {@link RosterInput}'s own reader: `roster` lists it.
 */
export const rosterInputSchema: z.ZodType<Omit<RosterInput, 'calendar'>> = z
  .strictObject({
    posts: z.array(posts).readonly(),
    tenures: z.array(tenure).readonly(),
    standIns: z.array(standIn).readonly().exactOptional(),
    leaves: z.array(leave).readonly().exactOptional(),
    rotas: z.array(rota).readonly().exactOptional(),
    parents: z
      .array(z.tuple([grid, grid.nullable()]).readonly())
      .readonly()
      .exactOptional(),
  })
  .readonly();
