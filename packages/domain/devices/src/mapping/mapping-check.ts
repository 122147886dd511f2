import type {
  DeviceMapping,
  FrameField,
  MappedMedia,
  MappedObservation,
  MappingCase,
  MappingChoice,
} from './mapping.ts';
import { parsePointer } from './pointer.ts';

/** What is wrong with a mapping, and where in the document. */
export interface MappingIssue {
  readonly code: 'devices/invalid-mapping';
  /** JSON pointer into the mapping. */
  readonly path: string;
  readonly message: string;
}

type Say = (path: string, message: string) => void;
/** The words that a mapping may use; anything may stand behind them. */
type Word =
  | keyof DeviceMapping
  | keyof MappingChoice<unknown>
  | keyof MappingCase<unknown>
  | keyof FrameField
  | keyof MappedObservation
  | keyof MappedMedia
  | 'join'
  | 'topic'
  | 'equals'
  | 'as';
type Plain = { readonly [Name in Word]?: unknown };

const timeForms = ['ms', 's', 'iso', 'basic', 'cn14'];
export const frameSizes: ReadonlyMap<string, number> = new Map([
  ['u8', 1],
  ['i8', 1],
  ['u16le', 2],
  ['u16be', 2],
  ['i16le', 2],
  ['i16be', 2],
  ['u32le', 4],
  ['u32be', 4],
  ['i32le', 4],
  ['i32be', 4],
]);

function record(value: unknown): Plain | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Plain)
    : undefined;
}

function checkPointer(value: unknown, path: string, say: Say): void {
  if (typeof value !== 'string' || parsePointer(value) === undefined)
    say(path, 'Not a JSON pointer (RFC 6901).');
}

function checkCase(value: unknown, type: 'string' | 'number', path: string, say: Say): void {
  const branch = record(value);
  if (branch === undefined) {
    say(path, 'A case is an object.');
    return;
  }
  const tests = (['equals', 'below', 'above'] as const).filter(
    (word) => branch[word] !== undefined,
  );
  if (tests.length !== 1) say(path, 'A case has exactly one of equals, below and above.');
  for (const word of ['below', 'above'] as const)
    if (branch[word] !== undefined && typeof branch[word] !== 'number')
      say(`${path}/${word}`, 'Not a number.');
  if (typeof branch.equals === 'object' && branch.equals !== null)
    say(`${path}/equals`, 'Only a text, number, boolean or null can be compared.');
  if (typeof branch.then !== type) say(`${path}/then`, `Not a ${type}.`);
}

function checkChoice(choice: Plain, type: 'string' | 'number', path: string, say: Say): void {
  checkPointer(choice.at, `${path}/at`, say);
  const { cases, else: otherwise } = choice;
  if (!Array.isArray(cases) || cases.length === 0) say(`${path}/cases`, 'Not a list of cases.');
  else
    for (const [i, branch] of cases.entries()) checkCase(branch, type, `${path}/cases/${i}`, say);
  if (otherwise !== undefined && typeof otherwise !== type) say(`${path}/else`, `Not a ${type}.`);
}

function checkText(value: unknown, path: string, say: Say): void {
  if (typeof value === 'string') {
    if (value === '') say(path, 'Empty.');
    else if (value.startsWith('/')) checkPointer(value, path, say);
    return;
  }
  const source = record(value);
  if (source === undefined) {
    say(path, 'A text is a constant, a pointer, cases or a join.');
    return;
  }
  const { join } = source;
  if (join === undefined) {
    checkChoice(source, 'string', path, say);
    return;
  }
  if (!Array.isArray(join) || join.length === 0) {
    say(`${path}/join`, 'Not a list of texts.');
    return;
  }
  for (const [i, part] of join.entries()) checkText(part, `${path}/join/${i}`, say);
}

function checkMatch(value: unknown, say: Say): void {
  const match = record(value);
  if (match === undefined) {
    say('/match', 'Not an object.');
    return;
  }
  const { topic, equals } = match;
  if (topic !== undefined && typeof topic !== 'string') say('/match/topic', 'Not a text.');
  if (equals === undefined) return;
  const members = record(equals) as Readonly<Record<string, unknown>> | undefined;
  if (members === undefined) {
    say('/match/equals', 'Not an object.');
    return;
  }
  for (const pointer of Object.keys(members)) {
    checkPointer(pointer, '/match/equals', say);
    if (typeof members[pointer] === 'object' && members[pointer] !== null)
      say('/match/equals', 'Only a text, number, boolean or null can be compared.');
  }
}

function checkSeverity(value: unknown, say: Say): void {
  const known = (n: unknown) => typeof n === 'number' && Number.isInteger(n) && n >= 0 && n <= 4;
  const choice = record(value);
  if (choice === undefined) {
    if (!known(value)) say('/severity', 'A severity is 0, 1, 2, 3 or 4.');
    return;
  }
  checkChoice(choice, 'number', '/severity', say);
  const { cases, else: otherwise } = choice;
  const outcomes = Array.isArray(cases) ? cases.map((branch) => record(branch)?.then) : [];
  if (!outcomes.every(known) || (otherwise !== undefined && !known(otherwise)))
    say('/severity', 'A severity is 0, 1, 2, 3 or 4.');
}

function checkList(
  value: unknown,
  path: string,
  say: Say,
  item: (entry: Plain, at: string) => void,
) {
  if (!Array.isArray(value)) {
    say(path, 'Not a list.');
    return;
  }
  for (const [i, entry] of value.entries()) {
    const member = record(entry);
    if (member === undefined) say(`${path}/${i}`, 'Not an object.');
    else item(member, `${path}/${i}`);
  }
}

function checkFrameField(field: Plain, path: string, say: Say): void {
  const { name, offset, as, divisor, bit } = field;
  if (typeof name !== 'string' || name === '') say(`${path}/name`, 'Not a text.');
  if (!Number.isInteger(offset)) say(`${path}/offset`, 'Not a whole number.');
  if (typeof as !== 'string' || !frameSizes.has(as)) say(`${path}/as`, 'Not a form of a number.');
  if (divisor !== undefined && !(typeof divisor === 'number' && Math.abs(divisor) > 0))
    say(`${path}/divisor`, 'Not a number other than zero.');
  if (bit !== undefined && !(Number.isInteger(bit) && Number(bit) >= 0 && Number(bit) < 32))
    say(`${path}/bit`, 'Not the number of a bit.');
}

function checkNames({ id, protocol, device, message, kind, phase, zone }: Plain, say: Say): void {
  if (typeof id !== 'string' || id === '') say('/id', 'Not a text.');
  if (typeof protocol !== 'string' || protocol === '') say('/protocol', 'Not a text.');
  checkText(kind, '/kind', say);
  checkText(phase, '/phase', say);
  if (device !== undefined) checkText(device, '/device', say);
  else if (protocol === 'json') say('/device', 'Missing.');
  if (message !== undefined) checkText(message, '/message', say);
  if (zone !== undefined && zone !== null) checkText(zone, '/zone', say);
}

function checkTime(value: unknown, say: Say): void {
  if (value === undefined || value === null) return;
  const time = record(value);
  checkPointer(time?.at, '/time/at', say);
  if (!timeForms.includes(String(time?.as))) say('/time/as', 'Not a form of time.');
}

/** All that is wrong with a mapping document; never throws. */
export function checkMapping(mapping: unknown): readonly MappingIssue[] {
  const issues: MappingIssue[] = [];
  const say: Say = (path, message) => {
    issues.push({ code: 'devices/invalid-mapping', path, message });
  };
  const document = record(mapping);
  if (document === undefined) {
    say('', 'A mapping is an object.');
    return issues;
  }
  const { match, each, time, severity, observations = [], media = [], frame = [] } = document;
  checkNames(document, say);
  if (match !== undefined) checkMatch(match, say);
  if (each !== undefined) checkPointer(each, '/each', say);
  checkTime(time, say);
  if (severity !== undefined) checkSeverity(severity, say);
  checkList(observations, '/observations', say, (entry, path) => {
    if (typeof entry.property !== 'string') say(`${path}/property`, 'Not a text.');
    checkPointer(entry.at, `${path}/at`, say);
  });
  checkList(media, '/media', say, (entry, path) => {
    if (typeof entry.type !== 'string') say(`${path}/type`, 'Not a text.');
    checkPointer(entry.at, `${path}/at`, say);
  });
  checkList(frame, '/frame', say, (entry, path) => checkFrameField(entry, path, say));
  return issues;
}
