import { type BitSet, bitsOf, both, either, hasBit, isEmpty, without } from './bit-set.ts';
import { type Cause, conflictCause } from './cause.ts';
import { slotsOf } from './compiled-duty.ts';
import type { Frame } from './frame.ts';
import type { MatrixPost } from './matrix-input.ts';
import type { Memory } from './memory.ts';

/** A post made ready: who answers when. */
export interface CompiledPost {
  readonly post: MatrixPost;
  /** How many roles of the lead's succession are asked before its own. */
  readonly step: number;
  readonly rank: number;
  /** Somebody who holds it is on duty and not away. */
  readonly answers: BitSet;
  /** Of these: more than one does. */
  readonly twice: BitSet;
  /** Nobody holds it. */
  readonly vacant: BitSet;
  /** Somebody would be on duty but is away. */
  readonly away: BitSet;
}

export function compilePost(frame: Frame, post: MatrixPost, step: number): CompiledPost {
  let held = frame.never;
  let due = frame.never;
  let answers = frame.never;
  let twice = frame.never;
  for (const { holds, onDuty, leave } of post.holders) {
    const own = slotsOf(frame, holds);
    const duty = both(own, slotsOf(frame, onDuty));
    const there = leave === undefined ? duty : without(duty, slotsOf(frame, leave));
    held = either(held, own);
    due = either(due, duty);
    twice = either(twice, both(answers, there));
    answers = either(answers, there);
  }
  return {
    post,
    step,
    rank: post.rank ?? 0,
    answers,
    twice,
    vacant: without(frame.always, held),
    away: without(due, answers),
  };
}

/** All posts that are asked for one lead in one cell: who answers there, and why nobody does. */
export interface Station {
  /** By step, then by rank, then by id. */
  readonly posts: readonly CompiledPost[];
  /** Beside each post: nobody answers of its step and those before. */
  readonly passedOn: readonly BitSet[];
  /** Somebody answers here, one or several. */
  readonly answered: BitSet;
  /** Nobody does. */
  readonly open: BitSet;
  /** Exactly one does. */
  readonly clear: BitSet;
  readonly conflicts: ReadonlyMap<Cause, BitSet>;
  /** Why nobody answers in the other hours; no hour is in two of them. */
  readonly away: BitSet;
  readonly offDuty: BitSet;
  readonly vacant: BitSet;
  /** Some post is vacant at some hour. */
  readonly someVacant: boolean;
}

function join(into: Map<Cause, BitSet>, cause: Cause, hours: BitSet): void {
  const known = into.get(cause);
  into.set(cause, known ? either(known, hours) : hours);
}

/** Beside each post, of some in their order, the hours in which its step and those before pass a matter on. */
function passedOn(frame: Frame, posts: readonly CompiledPost[]): readonly BitSet[] {
  const found: BitSet[] = [];
  let nobody = frame.always;
  for (let i = 0; i < posts.length; ) {
    const { step } = posts[i] as CompiledPost;
    for (let k = i; posts[k]?.step === step; k++)
      nobody = without(nobody, (posts[k] as CompiledPost).answers);
    for (; posts[i]?.step === step; i++) found[i] = nobody;
  }
  return found;
}

export function stationOf(
  frame: Frame,
  memory: Memory,
  lead: string,
  unordered: readonly CompiledPost[],
): Station | undefined {
  const posts = [...unordered].sort(
    (one, other) =>
      one.step - other.step || one.rank - other.rank || (one.post.id < other.post.id ? -1 : 1),
  );
  if (posts.length === 0) return undefined;
  const roles = [lead];
  const conflicts = new Map<Cause, BitSet>();
  let answered = frame.never;
  let disputed = frame.never;
  let away = frame.never;
  let held = frame.never;
  for (let i = 0; i < posts.length; ) {
    const { step, rank } = posts[i] as CompiledPost;
    const before = answered;
    let clash = frame.never;
    const equals: CompiledPost[] = [];
    for (; posts[i]?.step === step && posts[i]?.rank === rank; i++) {
      const post = posts[i] as CompiledPost;
      const here = without(post.answers, before);
      clash = either(clash, both(here, without(answered, before)));
      answered = either(answered, here);
      away = either(away, post.away);
      held = either(held, without(frame.always, post.vacant));
      equals.push(post);
    }
    for (const slot of bitsOf(clash)) {
      const answering = equals.filter((post) => hasBit(post.answers, slot));
      const cause = conflictCause(memory.causes, 'posts', {
        roles,
        posts: answering.map(({ post }) => post.id),
      });
      const hour = frame.never.slice();
      hour[slot >>> 5] = 1 << (slot & 31);
      join(conflicts, cause, hour);
    }
    disputed = either(disputed, clash);
    for (const post of equals) {
      const double = without(without(post.twice, before), clash);
      if (isEmpty(double)) continue;
      join(
        conflicts,
        conflictCause(memory.causes, 'holders', { roles, posts: [post.post.id] }),
        double,
      );
      disputed = either(disputed, double);
    }
  }
  const nobody = without(frame.always, answered);
  return {
    posts,
    passedOn: passedOn(frame, posts),
    answered,
    open: nobody,
    clear: without(answered, disputed),
    conflicts,
    away: both(nobody, away),
    offDuty: both(without(nobody, away), held),
    vacant: without(without(nobody, away), held),
    someVacant: posts.some(({ vacant }) => !isEmpty(vacant)),
  };
}
