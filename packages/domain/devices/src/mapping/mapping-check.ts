import { rules } from './mapping-rules.ts';
import {
  checkList,
  checkOptional,
  checkRequired,
  type Plain,
  type Rule,
  record,
  type Say,
} from './mapping-words.ts';

/** What is wrong with a mapping, and where in the document. */
export interface MappingIssue {
  readonly code: 'devices/invalid-mapping';
  /** JSON pointer into the mapping. */
  readonly path: string;
  readonly message: string;
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** One pointer, or a list of some. */
function checkAt(value: unknown, path: string, say: Say): void {
  if (!Array.isArray(value)) {
    checkRequired(value, rules.pointer, path, say);
    return;
  }
  if (value.length === 0) say(path, 'No pointer.');
  for (const [i, pointer] of value.entries())
    checkRequired(pointer, rules.pointer, `${path}/${i}`, say);
}

function checkSource(source: Plain, path: string, say: Say): void {
  checkAt(source.at, `${path}/at`, say);
  checkOptional(source.as, rules.numeral, `${path}/as`, say);
  checkOptional(source.bit, rules.bit, `${path}/bit`, say);
}

function checkScale({ factor, divisor, plus }: Plain, path: string, say: Say): void {
  checkOptional(factor, rules.number, `${path}/factor`, say);
  checkOptional(divisor, rules.divisor, `${path}/divisor`, say);
  checkOptional(plus, rules.number, `${path}/plus`, say);
}

function checkCase(branch: Plain, outcome: Rule, path: string, say: Say): void {
  const { equals, below, above } = branch;
  const tests = [equals, below, above].filter((value) => value !== undefined);
  if (tests.length !== 1) say(path, 'A case has exactly one of equals, below and above.');
  checkOptional(equals, rules.scalar, `${path}/equals`, say);
  checkOptional(below, rules.number, `${path}/below`, say);
  checkOptional(above, rules.number, `${path}/above`, say);
  checkRequired(branch.then, outcome, `${path}/then`, say);
}

function checkCases(value: unknown, outcome: Rule, path: string, say: Say): void {
  if (!Array.isArray(value) || value.length === 0) say(path, 'Not a list of cases.');
  else checkList(value, path, say, (branch, at) => checkCase(branch, outcome, at, say));
}

function checkChoice(choice: Plain, outcome: Rule, path: string, say: Say): void {
  checkSource(choice, path, say);
  checkCases(choice.cases, outcome, `${path}/cases`, say);
  checkOptional(choice.else, outcome, `${path}/else`, say);
}

function checkTexts(value: unknown, path: string, say: Say): void {
  if (!Array.isArray(value) || value.length === 0) say(path, 'Not a list of texts.');
  else for (const [i, part] of value.entries()) checkText(part, rules.text, `${path}/${i}`, say);
}

/** The words that tell the forms of a text apart; the first that is there decides. */
const forms = ['text', 'join', 'first', 'at'] as const;

function checkText(value: unknown, outcome: Rule, path: string, say: Say): void {
  const source = record(value);
  if (source === undefined) {
    checkRequired(value, rules.source, path, say);
    return;
  }
  const [form, ...others] = forms.filter((word) => source[word] !== undefined);
  for (const other of others) say(`${path}/${other}`, `Not together with ${form}.`);
  if (form === 'text') checkRequired(source.text, rules.name, `${path}/text`, say);
  else if (form === 'join' || form === 'first') checkTexts(source[form], `${path}/${form}`, say);
  else checkChoice(source, outcome, path, say);
}

function checkCondition(value: unknown, path: string, say: Say): void {
  if (value === undefined) return;
  const condition = record(value);
  if (condition === undefined) {
    say(path, 'Not an object.');
    return;
  }
  const { equals, has } = condition;
  const members = record(equals);
  if (equals !== undefined && members === undefined) say(`${path}/equals`, 'Not an object.');
  for (const [pointer, wanted] of Object.entries(members ?? {})) {
    const at = `${path}/equals/${escaped(pointer)}`;
    checkRequired(pointer, rules.pointer, at, say);
    checkRequired(wanted, rules.scalar, at, say);
  }
  if (has === undefined) return;
  if (!Array.isArray(has)) say(`${path}/has`, 'Not a list of pointers.');
  else
    for (const [i, pointer] of has.entries())
      checkRequired(pointer, rules.pointer, `${path}/has/${i}`, say);
}

function checkOneTime(time: Plain, path: string, say: Say): void {
  checkAt(time.at, `${path}/at`, say);
  checkRequired(time.as, rules.timeForm, `${path}/as`, say);
  checkOptional(time.offset, rules.offset, `${path}/offset`, say);
  checkOptional(time.source, rules.timeSource, `${path}/source`, say);
  checkOptional(time.optional, rules.truth, `${path}/optional`, say);
  if (time.spaced === undefined) return;
  const spaced = record(time.spaced);
  if (spaced === undefined) {
    say(`${path}/spaced`, 'Not an object.');
    return;
  }
  const { every } = spaced;
  const rule = typeof every === 'string' ? rules.pointer : rules.distance;
  checkRequired(every, rule, `${path}/spaced/every`, say);
  checkRequired(spaced.as, rules.spacing, `${path}/spaced/as`, say);
  checkRequired(spaced.known, rules.known, `${path}/spaced/known`, say);
}

function checkTime(value: unknown, path: string, say: Say): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(value) && value.length > 0) {
    checkList(value, path, say, (one, at) => checkOneTime(one, at, say));
    return;
  }
  const time = record(value);
  if (time === undefined) say(path, 'Neither a time nor a list of some.');
  else checkOneTime(time, path, say);
}

function checkSeverity(value: unknown, path: string, say: Say): void {
  const choice = record(value);
  if (choice === undefined) checkOptional(value, rules.severity, path, say);
  else checkChoice(choice, rules.severity, path, say);
}

function checkConfidence(value: unknown, path: string, say: Say): void {
  const found = record(value);
  if (found === undefined) {
    checkOptional(value, rules.share, path, say);
    return;
  }
  checkSource(found, path, say);
  checkScale(found, path, say);
  checkOptional(found.optional, rules.truth, `${path}/optional`, say);
}

function checkObservation(entry: Plain, path: string, say: Say): void {
  const { factor, divisor, plus, cases, time } = entry;
  checkText(entry.property, rules.text, `${path}/property`, say);
  checkSource(entry, path, say);
  checkScale(entry, path, say);
  if (cases !== undefined) {
    checkCases(cases, rules.observed, `${path}/cases`, say);
    if ([factor, divisor, plus].some((word) => word !== undefined))
      say(path, 'Cases are not reckoned: no factor, divisor or plus beside them.');
  }
  checkOptional(entry.else, rules.observed, `${path}/else`, say);
  checkOptional(entry.unit, rules.text, `${path}/unit`, say);
  checkOptional(entry.personal, rules.truth, `${path}/personal`, say);
  checkOptional(entry.optional, rules.truth, `${path}/optional`, say);
  if (time === undefined) return;
  const measured = record(time);
  if (measured === undefined) say(`${path}/time`, 'Not an object.');
  else checkOneTime(measured, `${path}/time`, say);
}

function checkEvent(event: Plain, path: string, say: Say): void {
  checkCondition(event.when, `${path}/when`, say);
  checkText(event.kind, rules.textOrNull, `${path}/kind`, say);
  checkText(event.phase, rules.text, `${path}/phase`, say);
  if (event.zone !== undefined && event.zone !== null)
    checkText(event.zone, rules.text, `${path}/zone`, say);
  checkSeverity(event.severity, `${path}/severity`, say);
  checkConfidence(event.confidence, `${path}/confidence`, say);
  checkTime(event.time, `${path}/time`, say);
  checkList(event.observations, `${path}/observations`, say, (entry, at) =>
    checkObservation(entry, at, say),
  );
  checkList(event.media, `${path}/media`, say, (entry, at) => {
    checkAt(entry.at, `${at}/at`, say);
    checkRequired(entry.type, rules.text, `${at}/type`, say);
  });
}

function checkFrameField(field: Plain, path: string, say: Say): void {
  checkRequired(field.name, rules.name, `${path}/name`, say);
  checkRequired(field.offset, rules.byte, `${path}/offset`, say);
  checkRequired(field.as, rules.frameForm, `${path}/as`, say);
  checkOptional(field.divisor, rules.divisor, `${path}/divisor`, say);
  checkOptional(field.bit, rules.frameBit, `${path}/bit`, say);
}

function checkEach(value: unknown, say: Say): void {
  const members = record(value);
  if (members === undefined) checkOptional(value, rules.pointer, '/each', say);
  else checkRequired(members.members, rules.pointer, '/each/members', say);
}

function checkPayload(value: unknown, say: Say): void {
  if (value === undefined) return;
  const payload = record(value);
  if (payload === undefined) {
    say('/payload', 'Not an object.');
    return;
  }
  checkRequired(payload.at, rules.pointer, '/payload/at', say);
  checkRequired(payload.as, rules.payload, '/payload/as', say);
}

function checkOrigin({ match, device, message, ...rest }: Plain, say: Say): void {
  checkRequired(rest.id, rules.name, '/id', say);
  checkRequired(rest.protocol, rules.name, '/protocol', say);
  checkCondition(match, '/match', say);
  checkOptional(record(match)?.topic, rules.text, '/match/topic', say);
  checkEach(rest.each, say);
  checkPayload(rest.payload, say);
  if (device !== undefined) checkText(device, rules.text, '/device', say);
  else if (rest.protocol === 'json') say('/device', 'Missing.');
  if (message !== undefined) checkText(message, rules.text, '/message', say);
  checkOptional(rest.messagePer, rules.per, '/messagePer', say);
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
  checkOrigin(document, say);
  checkEvent(document, '', say);
  checkList(document.frame, '/frame', say, (entry, path) => checkFrameField(entry, path, say));
  checkList(document.also, '/also', say, (entry, path) => checkEvent(entry, path, say));
  return issues;
}
