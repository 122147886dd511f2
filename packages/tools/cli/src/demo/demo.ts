import { basename, join, resolve } from 'node:path';
import { governance, type IntakeCheckpoint, type Town } from '@civigrid/governance';
import type { CaseId, Store } from '@civigrid/kernel';
import { nodeDigest, type SqliteVault } from '@civigrid/store-sqlite';
import type { SyntheticStreet } from '@civigrid/testing/street';
import type { CommandIo, ExitCode } from '../io.ts';
import { type Language, languageOf } from '../language.ts';
import { progressBar } from '../progress-bar.ts';
import { makeConvention } from './convention.ts';
import { conventionStory } from './convention-story.ts';
import { noEndings } from './counts.ts';
import { type DayFiles, fileRefusal, openDay } from './day-files.ts';
import type { DemoOptions } from './demo-options.ts';
import { badRules, findingsOf } from './findings.ts';
import { HostFileError } from './host-files.ts';
import { hasFiles, hostWorld } from './host-world.ts';
import { townNames } from './names.ts';
import { type DayNote, noteOf, replay } from './replay.ts';
import { staff } from './staff.ts';
import { type StoryPorts, story } from './story.ts';
import { streetWorld } from './street-world.ts';
import { summary } from './summary.ts';
import { type DemoWords, demoWords } from './words.ts';
import type { DayWorld } from './world.ts';

/** The day that the options name; undefined where a file cannot be used, which has been told. */
function worldOf(options: DemoOptions, io: CommandIo, words: DemoWords): DayWorld | undefined {
  try {
    return hasFiles(options) ? hostWorld(options, io.folder) : streetWorld(options.seed);
  } catch (error) {
    if (!(error instanceof HostFileError)) throw error;
    const { file, row, column } = error.place;
    io.err(`${words.unusable(file, row, column, error.code)}\n`);
    return undefined;
  }
}

/** The cases of the three stories: two by their reports, one by its place. */
async function storyCases(
  town: Town,
  world: DayWorld,
  street: SyntheticStreet,
): Promise<readonly (readonly [key: 'fireLane' | 'smoke' | 'leak', id: CaseId])[]> {
  const { fireLane, leak, smokeGrid } = street.stories;
  const reported = async (key: string): Promise<CaseId | undefined> => {
    const input = world.inputs.find((each) => each.kind === 'report' && each.key === key);
    return input?.kind === 'report' ? (await town.report(input.report)).caseId : undefined;
  };
  const smoke = town.cases
    .list()
    .find(({ grid, source }) => grid === smokeGrid && source === 'device');
  const found = [
    ['fireLane', await reported(fireLane)],
    ['smoke', smoke?.id],
    ['leak', await reported(leak)],
  ] as const;
  return found.flatMap(([key, id]) => (id === undefined ? [] : [[key, id] as const]));
}

/** Tells what could not be read, the day in numbers, the three stories and the convention. */
async function tellDay(
  world: DayWorld,
  { counts }: DayNote,
  telling: StoryPorts,
  io: CommandIo,
): Promise<void> {
  const { town, names, words } = telling;
  const { street } = world;
  const say = (lines: readonly string[]) => io.out(`${lines.join('\n')}\n\n`);
  for (const lines of findingsOf(world, words, names.messageLanguage)) say(lines);
  const at = world.inputs.at(-1)?.at ?? 0;
  say(await summary({ town, counts, at, names, words }));
  if (street === undefined) return;
  io.out(`== ${words.stories} ==\n`);
  for (const [key, id] of await storyCases(town, world, street))
    say(await story(words[key], id, telling));
  say(await conventionStory(town, names, words));
}

const dayGroup = 'civigrid/day';

/** Whether a file holds another day: asked before a town opens on it, for another map or table must not go on with its matters. */
async function holdsAnother(store: Store, { id }: DayWorld): Promise<boolean> {
  const day = (await store.progress.load(dayGroup, 0))?.snapshot;
  return day !== undefined && day !== id;
}

/** How far the day has come, in words. */
function progressOf(kept: IntakeCheckpoint | undefined, world: DayWorld, words: DemoWords): string {
  const total = world.inputs.length;
  if (kept === undefined) return '';
  const { done } = kept.note as DayNote;
  return `${done ? words.complete(total) : words.resuming(kept.upTo, total)}\n`;
}

/** What a day is lived on. */
interface DayPorts {
  readonly file: string;
  readonly store: Store;
  readonly vault: SqliteVault;
  readonly world: DayWorld;
  readonly words: DemoWords;
  readonly language: Language;
  readonly io: CommandIo;
}

/** Opens the town, lets the day happen, and tells it. */
async function live({ file, store, vault, world, words, language, io }: DayPorts): Promise<void> {
  const { street, options, inputs } = world;
  const { subjects, media } = vault;
  const digest = nodeDigest;
  const town = await governance({ ...options, store, vault, subjects, media, digest, leaseMs: 0 });
  await store.progress.save(dayGroup, 0, 0, world.id);
  const kept = await town.intake();
  io.out(`${words.opening(basename(file))}\n${progressOf(kept, world, words)}`);
  if (kept === undefined) await town.checkpoint(0, noteOf(world, noEndings));
  if (street !== undefined) await makeConvention({ street, town, digest, subjects, language });
  const people =
    street === undefined ? {} : { staff: staff({ street, town, store, digest, subjects }) };
  const bar = progressBar(io, words.progress, inputs.length);
  const note = await replay({ town, store, world, ...people, progress: bar.at });
  bar.end();
  const names = townNames(town.grid, language, street);
  await tellDay(world, note, { town, names, words }, io);
  await town.close();
}

/** The main job: a street's day from end to end (主任务). Ends by itself; begun again on the same file it goes on where it stopped. */
export async function demo(options: DemoOptions, io: CommandIo): Promise<ExitCode> {
  const language = languageOf(options.lang, io.environment);
  const words = demoWords(language);
  const world = worldOf(options, io, words);
  if (world === undefined) return 1;
  const name = hasFiles(options) ? 'own.db' : 'street.db';
  const file = resolve(io.folder, options.file ?? join('.civigrid', name));
  let files: DayFiles;
  try {
    files = await openDay(file, options.fresh === true);
  } catch (error) {
    const refusal = fileRefusal(error, language);
    if (refusal === undefined) throw error;
    io.err(`${file}: ${refusal}\n`);
    return 1;
  }
  const { store, vault } = files;
  try {
    if (await holdsAnother(store, world)) {
      io.err(`${words.otherDay}\n`);
      return 2;
    }
    await live({ file, store, vault, world, words, language, io });
    return 0;
  } catch (error) {
    io.err(`${badRules(error, options.rules, words).join('\n')}\n`);
    return 1;
  } finally {
    await store.close();
    await vault.close();
  }
}
