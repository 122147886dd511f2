/** The levels of a topic that a pattern names. */
export type TopicLevels = Readonly<Record<string, string>>;

const named = /^\{([A-Za-z][A-Za-z0-9]*)\}$/;

/**
 * A topic with names for whole levels (主题模板), such as `$oc/devices/{device}/sys/properties/report`: a name stands for exactly one
 * level, which is then found at `/topic/<name>`. Undefined for a topic without names, which is meant as it stands.
 */
export function topicPattern(
  text: string,
): ((topic: string | undefined) => TopicLevels | undefined) | undefined {
  const wanted = text.split('/').map((part) => ({ part, name: named.exec(part)?.[1] }));
  const names = wanted.flatMap(({ name }, i) => (name === undefined ? [] : [{ name, i }]));
  if (names.length === 0) return undefined;
  return (topic) => {
    const parts = topic?.split('/') ?? [];
    const fits = wanted.every(({ part, name }, i) =>
      name === undefined ? parts[i] === part : (parts[i] ?? '') !== '',
    );
    if (!fits || parts.length !== wanted.length) return undefined;
    return Object.fromEntries(names.map(({ name, i }) => [name, parts[i] ?? '']));
  };
}
