import { type PointerPath, parsePointer, resolvePointer } from './pointer.ts';

/** What the pointers of a mapping found, each at its number; undefined where one found nothing (取值). */
export type Found = readonly unknown[];

/** One pointer that a mapping reads. */
export interface MappingRead {
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
  /** What it finds is another text in every message, or a person's: not worth remembering. */
  readonly unique: boolean;
}

/** Numbers the pointers that a mapping reads, each one once, in the order in which they are asked for. */
export class MappingReads {
  private readonly numbers = new Map<string, number>();
  private readonly paths: PointerPath[] = [];
  private readonly read: { pointer: string; unique: boolean }[] = [];

  get list(): readonly MappingRead[] {
    return this.read;
  }

  /** The number of a pointer. */
  number(pointer: string, unique = false): number {
    const known = this.numbers.get(pointer);
    if (known === undefined) {
      this.numbers.set(pointer, this.read.length);
      this.paths.push(parsePointer(pointer) ?? []);
      return this.read.push({ pointer, unique }) - 1;
    }
    const entry = this.read[known];
    if (entry !== undefined) entry.unique ||= unique;
    return known;
  }

  /** What they find in a scope. */
  find(scope: readonly unknown[]): Found {
    return this.paths.map((path) => findFirst(scope, path));
  }
}

/** What a pointer finds in a scope: the first of its values that has something answers. */
export function findFirst(scope: readonly unknown[], path: PointerPath): unknown {
  for (const value of scope) {
    const found = resolvePointer(value, path);
    if (found !== undefined) return found;
  }
  return undefined;
}
