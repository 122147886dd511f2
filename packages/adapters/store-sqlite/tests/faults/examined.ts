import { sqliteStore, sqliteVault } from '@civigrid/store-sqlite';
import { expect } from 'vitest';
import { observe } from './observed.ts';
import { answered, noon, type Step, script, street, type World } from './script.ts';
import type { Tally } from './tally.ts';

const clock = { now: () => noon };

export function openWorld(file: string): World {
  const vault = sqliteVault({ file: `${file}.keys` });
  return { store: sqliteStore({ file, clock }), vault, told: new Map() };
}

export async function closeWorld({ store, vault }: World): Promise<void> {
  await store.close();
  await vault.close();
}

/** What there is to see before the script, and after each of its steps. */
export async function wholeRun(file: string): Promise<readonly string[]> {
  const world = openWorld(file);
  const states = [(await observe(world)).state];
  for (const step of script) {
    await step.run(world);
    const { state, wrong, doubled } = await observe(world);
    expect({ wrong, doubled }).toEqual({ wrong: [], doubled: 0 });
    states.push(state);
  }
  await closeWorld(world);
  return states;
}

interface Line {
  readonly step?: string;
  readonly answer?: unknown;
  readonly passed?: number;
}

/** What a process told: the answers that it was given, in order. */
export function answersIn(lines: readonly string[]): readonly Line[] {
  return lines
    .map((line) => JSON.parse(line) as Line | string)
    .filter((one) => typeof one !== 'string');
}

/** How many boundaries a process told that it had passed. */
export const passedIn = (lines: readonly string[]): number | undefined =>
  answersIn(lines).find(({ passed }) => passed !== undefined)?.passed;

function rememberIn(world: World, answers: readonly Line[]): void {
  for (const { answer } of answers)
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer))
      for (const [name, reference] of Object.entries(answer))
        if (typeof reference === 'string') world.told.set(name, reference);
}

/** Every plain append that was answered has its first answer, asked for and asked again. */
async function firstAnswersKept(
  world: World,
  answers: readonly Line[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const byName = new Map<string, Step>(script.map((step) => [step.name, step]));
  for (const { step: name = '', answer } of answers) {
    const step = byName.get(name);
    if (step?.command === undefined || !Array.isArray(answer)) continue;
    const first = await world.store.first(street, step.command);
    const again = await step.run(world);
    for (const given of [first && answered(first), again])
      if (JSON.stringify(given) !== JSON.stringify(answer)) wrong.push(`${name}: another answer`);
  }
  return wrong;
}

/**
 * Opens what a dead process left behind, holds it against what it was told and against a run that never died, and goes
 * on to the end of the script. Counts into the tally; gives what else is wrong.
 */
export async function examined(
  { file, lines }: { readonly file: string; readonly lines: readonly string[] },
  states: readonly string[],
  tally: Tally,
): Promise<readonly string[]> {
  const answers = answersIn(lines);
  const acknowledged = answers.filter(({ step }) => step !== undefined).length;
  const world = openWorld(file);
  rememberIn(world, answers);
  const found = await observe(world);
  const wrong = [...found.wrong];
  // Not the first of equal states: a conflict changes nothing.
  const expected = [acknowledged, acknowledged + 1].some((n) => states[n] === found.state);
  const reached = expected ? acknowledged : states.lastIndexOf(found.state);
  if (reached === -1) wrong.push(`a torn state after ${acknowledged} answers`);
  else if (reached > acknowledged)
    wrong.push(`the state of ${reached} after ${acknowledged} answers`);
  tally.faults++;
  tally.acknowledged += acknowledged;
  tally.lost += Math.max(0, acknowledged - (reached === -1 ? acknowledged : reached));
  tally.doubled += found.doubled;
  wrong.push(...(await firstAnswersKept(world, answers)));
  if (expected) {
    for (const step of script.slice(acknowledged)) await step.run(world);
    const end = await observe(world);
    wrong.push(...end.wrong);
    tally.doubled += end.doubled;
    if (end.state !== states.at(-1)) wrong.push('another end than without the fault');
  }
  await closeWorld(world);
  return wrong;
}
