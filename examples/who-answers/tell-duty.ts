import type { Responsibilities } from '@civigrid/governance';
import type { Post } from '@civigrid/people';
import { roleTitle } from '@civigrid/people/messages';
import type { SyntheticStreet } from '@civigrid/testing/street';

const inBoth = (role: string) => `${roleTitle(role, 'zh-CN')} ${roleTitle(role, 'en')}`;
const others: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  holder: ['承办人', 'its holder'],
  levelLeader: ['层级负责人', 'the leader of its level'],
};

/** What ids of the street are called. */
export const namesOf =
  (street: SyntheticStreet, language: 'zh-CN' | 'en') =>
  (kind: string, id: string): string | undefined => {
    const en = language === 'en';
    const category = street.categories.find(({ code }) => code === id);
    const cell = street.cells.features.find(({ properties }) => properties.code === id)?.properties;
    if (kind === 'category') return en ? category?.en : category?.zh;
    if (kind === 'grid') return en ? cell?.nameEn : cell?.name;
    if (kind !== 'role') return undefined;
    return others[id]?.[en ? 1 : 0] ?? roleTitle(id, language);
  };

const words = { vacantPost: 'vacant', offDuty: 'off duty', onLeave: 'on leave' } as const;

/** Who answers at an instant for every matter in every cell, told by the role that should lead. */
export function dutyLines(
  { answerAt, matrix }: Responsibilities,
  posts: readonly Post[],
  at: number,
): readonly string[] {
  const { categories, grids } = matrix.input();
  const roleOf = new Map<string, string>(posts.map(({ id, role }) => [id, role]));
  const codes = categories.map((category) =>
    typeof category === 'string' ? category : category.code,
  );
  const leaves = codes.filter((code) => !codes.some((other) => other.startsWith(`${code}.`)));
  const byLead = new Map<string, Map<string, number>>();
  for (const { code: grid } of grids)
    for (const category of leaves) {
      const answer = answerAt({ category, grid, at });
      if (!answer.ok || answer.status === 'conflict' || answer.role === undefined) continue;
      const silent = answer.passed.map(
        ({ post, why }) => `${inBoth(roleOf.get(post) ?? '')} ${words[why]}`,
      );
      const because = silent.length > 0 ? ` (${[...new Set(silent)].join(', ')})` : '';
      const holder = answer.status === 'gap' ? undefined : roleOf.get(answer.post);
      const who =
        holder === answer.role ? 'itself' : holder === undefined ? 'NOBODY' : inBoth(holder);
      const said = who + because;
      const counts = byLead.get(answer.role) ?? new Map<string, number>();
      byLead.set(answer.role, counts.set(said, (counts.get(said) ?? 0) + 1));
    }
  return Array.from(byLead, ([lead, counts]) => {
    const ways = Array.from(counts, ([said, count]) => `${said} ${count.toLocaleString('en')}`);
    return `${inBoth(lead)}: ${ways.join('; ')}`;
  });
}
