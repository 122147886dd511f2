/** What the pointers of a mapping found, each at its number; undefined where one found nothing (取值). */
export type Found = readonly unknown[];

/** Whether what is found comes again (a device, a state), is another in every message, or says something about a person. */
export type ReadUse = 'repeated' | 'unique' | 'personal';

/** What a mapping wants to see: the value itself; only its text, numbers as they are written; that as the name of the device; only the instant that is written. */
export type ReadForm = 'value' | 'text' | 'device' | 'iso' | 'basic' | 'cn14';

/** One pointer that a mapping reads. */
export interface MappingRead {
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
  readonly use: ReadUse;
  readonly form: ReadForm;
}

function isText(form: ReadForm): boolean {
  return form === 'text' || form === 'device';
}

/** Numbers the pointers that a mapping reads, each one once, in the order in which they are asked for. */
export class MappingReads {
  private readonly numbers = new Map<string, number>();
  private readonly read: { readonly pointer: string; use: ReadUse; form: ReadForm }[] = [];

  get list(): readonly MappingRead[] {
    return this.read;
  }

  /** The number of a pointer, and what is wanted of it. */
  number(pointer: string, form: ReadForm = 'value', use: ReadUse = 'repeated'): number {
    const known = this.numbers.get(pointer) ?? this.read.length;
    const entry = this.read[known];
    if (entry === undefined) {
      this.numbers.set(pointer, known);
      this.read.push({ pointer, use, form });
      return known;
    }
    if (entry.use !== 'personal' && use !== 'unique') entry.use = use;
    const areTexts = isText(entry.form) && isText(form);
    if (entry.form !== form) entry.form = areTexts ? 'text' : 'value';
    return known;
  }
}
