import type { Scalar } from './choice.ts';
import { conditionTests, type MappingCondition } from './condition.ts';
import { type Lookup, look, type PlacedScope } from './lookup.ts';
import type { DeviceMapping, MappingInput } from './mapping.ts';
import { topicPattern } from './topic-pattern.ts';

/** One test that a message passes or fails on its way to a mapping, or to one of its events (分派检查). */
export interface DispatchTest {
  readonly test: 'protocol' | 'topic' | 'equals' | 'has';
  readonly holds: boolean;
  /** What the mapping asks for; left out where anything will do. */
  readonly wanted?: Scalar;
  /** Of `protocol` and `topic`. */
  readonly found?: string;
  /** Of `equals` and `has`. */
  readonly looked?: Lookup;
}

/** The tests of a condition on what is read. */
export function conditionTrace(
  condition: MappingCondition,
  scope: PlacedScope,
): readonly DispatchTest[] {
  return conditionTests(condition).map((one) => {
    const { value, looked } = look(one.pointer, scope);
    const [first] = looked;
    return {
      test: 'wanted' in one ? 'equals' : 'has',
      holds: one.holds(value),
      ...(one.wanted === undefined ? {} : { wanted: one.wanted }),
      ...(first === undefined ? {} : { looked: first }),
    };
  });
}

/** The tests on the way from a message to a mapping. */
export function dispatchTrace(
  { protocol, match = {} }: DeviceMapping,
  message: Pick<MappingInput['message'], 'protocol' | 'topic'>,
  scope: PlacedScope | undefined,
): readonly DispatchTest[] {
  const { topic } = match;
  const tests: DispatchTest[] = [
    {
      test: 'protocol',
      holds: protocol === message.protocol,
      wanted: protocol,
      found: message.protocol,
    },
  ];
  if (topic !== undefined) {
    const pattern = topicPattern(topic);
    const holds =
      pattern === undefined ? topic === message.topic : pattern(message.topic) !== undefined;
    const found = message.topic === undefined ? {} : { found: message.topic };
    tests.push({ test: 'topic', holds, wanted: topic, ...found });
  }
  return scope === undefined ? tests : [...tests, ...conditionTrace(match, scope)];
}
