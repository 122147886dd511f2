import { type PointerPath, parsePointer, resolvePointer } from './pointer.ts';

/** What the pointers of a mapping found, each at its number; undefined where one found nothing (取值). */
export type Found = readonly unknown[];

/** How what is found is used: it comes again (a device, a state), is another in every message, or says something about a person. */
export type ReadUse = 'repeated' | 'unique' | 'personal';

/** One pointer that a mapping reads. */
export interface MappingRead {
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
  readonly use: ReadUse;
}

/** Numbers the pointers that a mapping reads, each one once, in the order in which they are asked for. */
export class MappingReads {
  private readonly numbers = new Map<string, number>();
  private readonly paths: PointerPath[] = [];
  private readonly read: { readonly pointer: string; use: ReadUse }[] = [];

  get list(): readonly MappingRead[] {
    return this.read;
  }

  /** The number of a pointer, and how what it finds is used. */
  number(pointer: string, use: ReadUse = 'repeated'): number {
    const known = this.numbers.get(pointer) ?? this.read.length;
    const entry = this.read[known];
    if (entry === undefined) {
      this.numbers.set(pointer, known);
      this.paths.push(parsePointer(pointer) ?? []);
      this.read.push({ pointer, use });
    } else if (entry.use !== 'personal' && use !== 'unique') entry.use = use;
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
