const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** The most that are named. */
const most = 200;

/**
 * The members of a message that no field of a mapping read (未读字段), as JSON pointers; the elements of the list
 * at `list` count as one, `*`.
 */
export function unreadMembers(
  body: unknown,
  read: ReadonlySet<string>,
  list: string | undefined,
): readonly string[] {
  const unread = new Set<string>();
  const walk = (value: unknown, path: string, shown: string): void => {
    if (read.has(path) || unread.size >= most) return;
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
      if (path !== '') unread.add(shown);
      return;
    }
    for (const [key, member] of Object.entries(value)) {
      const step = `/${escaped(key)}`;
      walk(member, path + step, shown + (list === path ? '/*' : step));
    }
  };
  walk(body, '', '');
  return [...unread];
}
