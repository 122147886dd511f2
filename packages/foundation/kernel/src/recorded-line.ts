import { canonicalJson } from './canonical-json.ts';
import type { Recorded } from './envelope.ts';
import { isInstant } from './instant.ts';
import type { Json } from './json.ts';
import { largestEvent } from './store-refusals.ts';
import { isStreamName } from './stream.ts';

/** The longest line that an event can have: its content and what the store adds. */
export const longestLine: number = largestEvent + 4096;

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string';
const isName: Test = (value) => typeof value === 'string' && value !== '';
const isCount: Test = (value) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31;
const isPlace: Test = (value) => Number.isSafeInteger(value) && Number(value) >= 1;
const isDigest: Test = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** The members of an object, its own only, in a Map: `__proto__` is a key like others. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

const partMembers = ['box', 'key', 'nonce', 'purpose', 'subject'];

const isSealed: Test = (value) =>
  Array.isArray(value) &&
  value.every((part) => {
    const members = membersOf(part);
    return (
      members?.size === partMembers.length && partMembers.every((name) => isText(members.get(name)))
    );
  });

/** Every member of an event, what it may be, and whether it may be absent. */
const forms: ReadonlyMap<string, { readonly is: Test; readonly optional?: true }> = new Map([
  ['actor', { is: isName }],
  ['at', { is: isInstant }],
  ['cause', { is: isName, optional: true }],
  ['command', { is: isName }],
  ['correlation', { is: isName }],
  ['data', { is: (value) => value !== undefined }],
  ['digest', { is: isDigest }],
  ['id', { is: isName }],
  ['partition', { is: isCount }],
  ['position', { is: isPlace }],
  ['recordedAt', { is: isInstant }],
  ['schema', { is: isCount }],
  ['sealed', { is: isSealed, optional: true }],
  ['stream', { is: (value) => typeof value === 'string' && isStreamName(value) }],
  ['tenant', { is: isName }],
  ['type', { is: isText }],
  ['version', { is: isPlace }],
]);

/** Whether a value has exactly the members of an event, each of its form; JSON itself is not looked into. */
export function isRecorded(value: unknown): value is Recorded {
  const members = membersOf(value);
  if (members === undefined) return false;
  for (const name of members.keys()) if (!forms.has(name)) return false;
  for (const [name, { is, optional }] of forms) {
    const member = members.get(name);
    if (!(member === undefined && optional === true) && !is(member)) return false;
  }
  return true;
}

/** An event as one line: canonical JSON. */
export function recordedLine(event: Recorded): string {
  return canonicalJson(event);
}

/** The event that a line writes, or undefined: another form of JSON, a member too many or too few, a wrong number. */
export function parsedRecorded(line: string): Recorded | undefined {
  try {
    const value = JSON.parse(line) as Json;
    return isRecorded(value) && canonicalJson(value) === line ? value : undefined;
  } catch {
    // No JSON, or nested too deep for its canonical form.
    return undefined;
  }
}
