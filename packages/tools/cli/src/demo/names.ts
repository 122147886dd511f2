import type { GridHierarchy } from '@civigrid/grid';
import { type GridCode, gridCode } from '@civigrid/kernel';
import { roleTitle } from '@civigrid/people/messages';
import type { SyntheticStreet } from '@civigrid/testing/street';
import type { Language } from '../language.ts';

/** How a town calls its roles, cells, categories and levels. */
export interface TownNames {
  readonly messageLanguage: 'zh-CN' | 'en';
  role(role: string): string;
  grid(code: string): string;
  category(code: string): string;
  path(codes: readonly GridCode[]): string;
  /** For catalogues that name things by kind. */
  named(kind: string, id: string): string | undefined;
}

/** The words of a ladder that name no role but somebody of the case. */
const ofTheCase: ReadonlyMap<string, Readonly<Record<Language, string>>> = new Map([
  ['holder', { zh: '承办人', en: 'the holder' }],
  ['levelLeader', { zh: '本级负责人', en: 'the leader of the level' }],
  ['upperLeader', { zh: '上一级负责人', en: 'the leader of the level above' }],
]);

/** The names of a town in a language; what has none keeps its code. */
export function townNames(
  grid: GridHierarchy,
  language: Language,
  street: SyntheticStreet | undefined,
): TownNames {
  const messageLanguage = language === 'zh' ? 'zh-CN' : 'en';
  const categories = new Map(
    street?.categories.map((each) => [each.code as string, each[language]]),
  );
  const role = (name: string) =>
    ofTheCase.get(name)?.[language] ?? roleTitle(name, messageLanguage);
  const cell = (code: string): string => {
    const found = grid.cell(gridCode(code));
    const english = found?.properties['nameEn'];
    const name = language === 'en' && typeof english === 'string' ? english : found?.name;
    return name === undefined ? code : `${name} (${code})`;
  };
  const category = (code: string) => categories.get(code) ?? code;
  return {
    messageLanguage,
    role,
    grid: cell,
    category,
    path: (codes) => codes.map((code) => cell(code).replace(/ \(.*\)$/, '')).join(' › '),
    named: (kind, id) => {
      switch (kind) {
        case 'role':
          return role(id);
        case 'grid':
          return cell(id);
        case 'category':
          return category(id);
        default:
          return undefined;
      }
    },
  };
}
