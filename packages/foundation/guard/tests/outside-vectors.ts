import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../../../../shared/vectors/security/', import.meta.url);

const { CIVIGRID_STRICT } = process.env;

/** Whether the outside vectors lie beside the checkout; a strict run does not do without them. */
export const present: boolean = existsSync(folder) || CIVIGRID_STRICT === '1';

if (!present) console.warn('guard: skipped, ../shared/vectors/security is not there');

export const textOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

export const casesOf = <Case>(file: string): readonly Case[] =>
  textOf(file)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
