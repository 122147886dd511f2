import { canonicalJson, type Fact, type Happened, isInstant } from '@civigrid/kernel';
import type { AnyDecider } from './readers.ts';

/** A fact that a decider really decided. */
export interface Decided {
  readonly fact: Fact;
  /** Not where a test lets the decider decide without a time. */
  readonly at?: number;
  readonly actor: string;
  /** Facts of one command have one number. */
  readonly command: number;
}

/** A stream from its first event. */
export interface Life {
  readonly decider: string;
  readonly decided: readonly Decided[];
}

interface Moment {
  readonly before: Moment | undefined;
  readonly length: number;
  readonly types: ReadonlySet<string>;
  readonly decided: Decided;
  /** What a test has written by hand is believed under one of these keys: somebody decided the same there. */
  readonly proofs: readonly string[];
  /** Whether something was written by hand here or before. */
  readonly guessed: boolean;
}

const written = ({ type, data }: Fact | Happened): string => `${type} ${canonicalJson(data)}`;

/** Where a command's first fact is decided: a Map of the state is its entries. */
const stateKey = (decider: string, state: unknown, fact: Fact | Happened): string =>
  JSON.stringify([decider, state, written(fact)], (_, value: unknown) =>
    value instanceof Map ? [...value] : value,
  );

/** Where the next fact of the same command is decided. */
const nextKey = (before: string, fact: Fact | Happened): string => `${before}\n${written(fact)}`;

/** Longer lives tell nothing more. */
const longest = 120;

/** How many lives wait for a proof in one file of tests. */
const mostWaiting = 20_000;

/** Deciders that are listened to while tests run them. */
export interface Lives {
  /** The same decider; what it decides on a state that it has led to by itself is remembered. */
  listened(name: string, decider: AnyDecider): AnyDecider;
  /** For each decider and type of fact, the shortest life that holds it and the one with the most types. */
  best(): readonly Life[];
}

/** Listens to deciders. */
export function lives(): Lives {
  const moments = new WeakMap<object, Moment>();
  const byData = new WeakMap<object, Decided>();
  const byState = new Map<string, Decided>();
  const waiting: { readonly decider: string; readonly moment: Moment }[] = [];
  const kept = new Map<string, { readonly decider: string; readonly moment: Moment }>();
  let commands = 0;

  /** Undefined is a stream that has not begun; null is one whose beginning nobody heard. */
  function reached(state: unknown, initial: unknown): Moment | undefined | null {
    if (state === initial) return undefined;
    return typeof state === 'object' && state !== null ? (moments.get(state) ?? null) : null;
  }

  const after = (
    before: Moment | undefined,
    decided: Decided,
    proofs: readonly string[] = [],
  ): Moment => ({
    before,
    decided,
    proofs,
    guessed: before?.guessed === true || proofs.length > 0,
    length: (before?.length ?? 0) + 1,
    types: new Set([...(before?.types ?? []), decided.fact.type]),
  });

  /** The moments from a stream's first to this one. */
  function line(last: Moment): readonly Moment[] {
    const moments: Moment[] = [];
    for (let at: Moment | undefined = last; at !== undefined; at = at.before) moments.push(at);
    return moments.reverse();
  }

  const proofOf = ({ proofs }: Moment) => proofs.find((proof) => byState.has(proof));
  const isProven = (moment: Moment) => moment.proofs.length === 0 || proofOf(moment) !== undefined;

  function keep(decider: string, moment: Moment): void {
    if (moment.length > longest) return;
    if (moment.guessed && !line(moment).every(isProven)) {
      if (waiting.length < mostWaiting) waiting.push({ decider, moment });
      return;
    }
    const key = `${decider} ${moment.decided.fact.type} ${moment.decided.fact.schema}`;
    const short = kept.get(`${key} short`)?.moment;
    if (short === undefined || moment.length < short.length)
      kept.set(`${key} short`, { decider, moment });
    const rich = kept.get(`${key} rich`)?.moment;
    const more = moment.types.size - (rich?.types.size ?? 0);
    if (rich === undefined || more > 0 || (more === 0 && moment.length < rich.length))
      kept.set(`${key} rich`, { decider, moment });
  }

  function remember(
    decider: string,
    facts: readonly Fact[],
    command: { readonly at?: number; readonly actor?: string },
    { state, before }: { readonly state: unknown; readonly before: Moment | undefined },
  ): void {
    commands++;
    let moment = before;
    const { at, actor = 'somebody' } = command;
    const time = at !== undefined && isInstant(at) ? { at } : {};
    let key = '';
    for (const [i, fact] of facts.entries()) {
      const decided = { fact, ...time, actor, command: commands };
      if (typeof fact.data === 'object' && fact.data !== null) byData.set(fact.data, decided);
      key = i === 0 ? stateKey(decider, state, fact) : nextKey(key, fact);
      byState.set(key, decided);
      moment = after(moment, decided);
      keep(decider, moment);
    }
  }

  /** What a test says has happened. */
  function guessed(
    decider: string,
    happened: Happened,
    { state, before }: { readonly state: unknown; readonly before: Moment | undefined },
  ): Moment {
    const { type, schema, data, at, actor } = happened;
    commands++;
    return after(before, { fact: { type, schema, data }, at, actor, command: commands }, [
      ...(before?.proofs ?? []).map((proof) => nextKey(proof, happened)),
      stateKey(decider, state, happened),
    ]);
  }

  function told({ decider, moment }: { readonly decider: string; readonly moment: Moment }): Life {
    const decided: Decided[] = [];
    for (const at of line(moment)) {
      const proof = proofOf(at);
      const fact = proof === undefined ? at.decided.fact : byState.get(proof)?.fact;
      // A key that goes on from the one before it is of the same command.
      const goesOn = at.before?.proofs.some((before) => proof?.startsWith(`${before}\n`));
      const command = goesOn ? decided.at(-1)?.command : undefined;
      const said = { ...at.decided, fact: fact ?? at.decided.fact };
      decided.push({ ...said, command: command ?? said.command });
    }
    return { decider, decided };
  }

  return {
    listened: (name, decider) => ({
      initial: decider.initial,
      decide: (command, state) => {
        const facts = decider.decide(command, state);
        const before = reached(state, decider.initial);
        if (before !== null) remember(name, facts, command, { state, before });
        return facts;
      },
      evolve: (state, happened) => {
        const next = decider.evolve(state, happened);
        const before = reached(state, decider.initial);
        // What changes nothing is left out, for the state is the same one.
        if (before === null || typeof next !== 'object' || next === null || next === state)
          return next;
        const decided = byData.get(happened.data as object);
        moments.set(
          next,
          decided === undefined
            ? guessed(name, happened, { state, before })
            : after(before, decided),
        );
        return next;
      },
    }),
    best: () => {
      for (const { decider, moment } of waiting.splice(0)) keep(decider, moment);
      return Array.from(kept.values(), told);
    },
  };
}
