import { z } from 'zod';
import type { MappingCase, MappingChoice } from './mapping/choice.ts';
import type { MappingCondition } from './mapping/condition.ts';
import type { MappedMedia } from './mapping/mapped-media.ts';
import type { MappedObservation } from './mapping/mapped-observation.ts';
import type { MappedTime } from './mapping/mapped-time.ts';
import type { DeviceMapping, FrameField, FrameForm, MappedEvent } from './mapping/mapping.ts';
import type { MappingIssue } from './mapping/mapping-check.ts';
import { frameSizes, rules } from './mapping/mapping-rules.ts';
import type { TextSource } from './mapping/text-source.ts';

/** A schema that also keeps a rule of the mapping language, and says it in the rule's words. */
function by<Value>(name: keyof typeof rules, schema: z.ZodType<Value>): z.ZodType<Value> {
  const { keeps, message } = rules[name];
  return schema.refine((value) => keeps(value), { message });
}

const text = z.string();
const name = z.string().min(1);
const pointer = by('pointer', text);
const at = z.union([pointer, z.array(pointer).min(1)]);
const truth = z.boolean().exactOptional();
const scalar = z.union([text, z.number(), z.boolean(), z.null()]);
const observed = z.union([text, z.number(), z.boolean()]);
const number = z.number().exactOptional();
const divisor = by('divisor', z.number()).exactOptional();
const severity = z.int().min(0).max(4);
const source = {
  at,
  as: z.literal('number').exactOptional(),
  bit: z.int().min(0).max(52).exactOptional(),
};
const scale = { factor: number, divisor, plus: number };

/** The branches of a choice whose outcome is of one type. */
function casesOf<Value>(outcome: z.ZodType<Value>): z.ZodType<readonly MappingCase<Value>[]> {
  const branch = z.object({
    equals: scalar.exactOptional(),
    below: number,
    above: number,
    then: outcome,
  });
  const one = branch.refine(
    ({ equals, below, above }) =>
      [equals, below, above].filter((test) => test !== undefined).length === 1,
    { message: 'A case has exactly one of equals, below and above.' },
  );
  return z.array(one as unknown as z.ZodType<MappingCase<Value>>).min(1);
}

/** What a choice says beside its source. */
function outcomesOf<Value>(outcome: z.ZodType<Value>) {
  return { cases: casesOf(outcome), else: outcome.exactOptional() };
}

function choiceOf<Value>(outcome: z.ZodType<Value>): z.ZodType<MappingChoice<Value>> {
  const choice = z.object({ ...source, ...outcomesOf(outcome) });
  return choice as unknown as z.ZodType<MappingChoice<Value>>;
}

/** None of the words that belong to another form of text. */
const none = z.never().exactOptional();
const others = { text: none, join: none, first: none, at: none };
const texts: z.ZodType<readonly TextSource[]> = z.lazy(() => z.array(textSource).min(1));

/** The forms of a text; only the outcomes of a choice differ. */
function textOf<Outcome>(outcome: z.ZodType<Outcome>) {
  return z.union([
    by('source', text),
    z.object({ ...others, text: name }),
    z.object({ ...others, join: texts }),
    z.object({ ...others, first: texts }),
    z.object({ ...others, ...source, ...outcomesOf(outcome) }),
  ]);
}

const textSource = textOf(text) as unknown as z.ZodType<TextSource>;

const condition = {
  equals: z.record(pointer as z.ZodType<string, string>, scalar).exactOptional(),
  has: z.array(pointer).exactOptional(),
};
const when: z.ZodType<MappingCondition> = z.object(condition);

const oneTime = {
  at,
  as: z.enum(['ms', 's', 'iso', 'basic', 'cn14', 'unix']),
  offset: by('offset', text).exactOptional(),
  source: z.enum(['device', 'gateway', 'server']).exactOptional(),
  optional: truth,
  spaced: z
    .object({
      every: z.union([z.number().min(0), pointer]),
      as: z.enum(['ms', 's', 'min']),
      known: z.enum(['first', 'last']),
    })
    .exactOptional(),
};
const time: z.ZodType<MappedTime> = z.object(oneTime);

const observation = z
  .object({
    property: textSource,
    ...source,
    ...scale,
    cases: casesOf(observed).exactOptional(),
    else: observed.exactOptional(),
    unit: text.exactOptional(),
    time: time.exactOptional(),
    personal: truth,
    optional: truth,
  })
  .refine(
    ({ cases, factor, divisor, plus }) =>
      cases === undefined || [factor, divisor, plus].every((word) => word === undefined),
    { message: 'Cases are not reckoned: no factor, divisor or plus beside them.' },
  ) as z.ZodType<MappedObservation>;

const media: z.ZodType<MappedMedia> = z.object({ at, type: text });

const event = {
  when: when.exactOptional(),
  kind: textOf(z.union([text, z.null()])) as unknown as z.ZodType<MappedEvent['kind']>,
  phase: textSource,
  zone: z.union([textSource, z.null()]).exactOptional(),
  severity: z.union([severity, choiceOf(severity)]).exactOptional(),
  confidence: z
    .union([z.number().min(0).max(1), z.object({ ...source, ...scale, optional: truth })])
    .exactOptional(),
  time: z.union([time, z.array(time).min(1), z.null()]).exactOptional(),
  observations: z.array(observation).exactOptional(),
  media: z.array(media).exactOptional(),
};

const frameForms = [...frameSizes.keys()] as [FrameForm, ...FrameForm[]];
const frame: z.ZodType<FrameField> = z.object({
  name,
  offset: z.int(),
  as: z.enum(frameForms),
  divisor,
  bit: z.int().min(0).max(31).exactOptional(),
});

/**
 * The document that teaches a vendor's message (映射), for command lines, editors and integrators: accepts exactly what
 * `checkMapping` of the main entry accepts, which knows no zod. `z.toJSONSchema(deviceMappingSchema)` is its JSON Schema.
 *
 * @example
 * const read = deviceMappingSchema.safeParse(document);
 * if (!read.success) console.log(mappingIssues(document, read.error));
 */
export const deviceMappingSchema: z.ZodType<DeviceMapping> = z
  .object({
    id: name,
    protocol: name,
    match: z.object({ ...condition, topic: text.exactOptional() }).exactOptional(),
    each: z.union([pointer, z.object({ members: pointer })]).exactOptional(),
    payload: z.object({ at: pointer, as: z.enum(['hex', 'base64', 'json']) }).exactOptional(),
    frame: z.array(frame).exactOptional(),
    device: textSource.exactOptional(),
    message: textSource.exactOptional(),
    messagePer: z.enum(['day', 'delivery']).exactOptional(),
    ...event,
    also: z.array(z.object(event)).exactOptional(),
  })
  .refine(({ protocol, device }) => protocol !== 'json' || device !== undefined, {
    message: 'Missing.',
    path: ['device'],
  });

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

function member(value: unknown, path: Path): unknown {
  let found = value;
  for (const key of path)
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, key)
        ? (found as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined;
  return found;
}

/** The branch of a union that was meant: of the right type, and with every word that it needs; else the last of the right type. */
function meant(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] {
  const typed = branches.filter(
    (issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  const lacksNothing = typed.find((issues) =>
    issues.every(({ path }) => path.length === 0 || member(value, path.slice(0, 1)) !== undefined),
  );
  return lacksNothing ?? typed.at(-1) ?? [];
}

function flat(issue: Issue, base: Path, value: unknown): readonly MappingIssue[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union') {
    const inner = meant(issue.errors, member(value, issue.path));
    if (inner.length > 0) return inner.flatMap((one) => flat(one, path, member(value, issue.path)));
  }
  const place = path
    .map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
  return [{ code: 'devices/invalid-mapping', path: place, message: issue.message }];
}

/** What the schema found wrong with a mapping document, by JSON pointers as `checkMapping` names them. */
export function mappingIssues(document: unknown, error: z.ZodError): readonly MappingIssue[] {
  return error.issues.flatMap((issue) => flat(issue, [], document));
}

/** The words of a document that the language does not know and that say nothing therefore, as JSON pointers: most are misspelt. */
export function unknownWords(document: unknown, mapping: DeviceMapping): readonly string[] {
  const walk = (written: unknown, known: unknown, path: string): readonly string[] => {
    if (typeof written !== 'object' || written === null) return [];
    return Object.entries(written).flatMap(([word, value]) => {
      const place = `${path}/${word.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const kept = member(known, [word]);
      return kept === undefined ? [place] : walk(value, kept, place);
    });
  };
  return walk(document, mapping, '');
}
