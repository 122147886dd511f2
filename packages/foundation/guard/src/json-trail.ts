import type { GuardIssueCode } from './issue.ts';

/** A path with a longer segment than this is left out of an issue: the byte says where. */
const maxSegmentUnits = 128;

/** Follows a scan for its path and its keys. */
export class JsonTrail {
  private readonly allowDuplicateKeys: boolean;
  /** An object that stands before a key has no segment yet. */
  private readonly segments: (string | number | undefined)[] = [];
  private readonly seen: (Set<string> | undefined)[] = [];

  constructor(allowDuplicateKeys: boolean) {
    this.allowDuplicateKeys = allowDuplicateKeys;
  }

  enter(isObject: boolean): void {
    this.segments.push(isObject ? undefined : 0);
    this.seen.push(isObject ? new Set() : undefined);
  }

  leave(): void {
    this.segments.pop();
    this.seen.pop();
  }

  /** Past a comma: on to the next element, or to a key that is not known yet. */
  comma(): void {
    const last = this.segments[this.segments.length - 1];
    this.segments[this.segments.length - 1] = typeof last === 'number' ? last + 1 : undefined;
  }

  /** On to a key, given as its literal; says what is wrong with it. */
  key(literal: string): GuardIssueCode | undefined {
    const name: string = literal.includes('\\') ? JSON.parse(literal) : literal.slice(1, -1);
    this.segments[this.segments.length - 1] = name;
    if (name === '__proto__') return 'guard/forbidden-key';
    const seen = this.seen[this.seen.length - 1];
    if (seen?.has(name) === true && !this.allowDuplicateKeys) return 'guard/duplicate-key';
    seen?.add(name);
    return undefined;
  }

  /** From the root to where the scan stands; undefined at the root and where a key is too long to be told. */
  get path(): readonly (string | number)[] | undefined {
    const told = this.segments.filter((segment) => segment !== undefined);
    const long = told.some((s) => typeof s === 'string' && s.length > maxSegmentUnits);
    return long || told.length === 0 ? undefined : told;
  }
}
