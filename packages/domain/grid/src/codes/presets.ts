import { type CodeScheme, codeScheme } from './code-scheme.ts';
import type { CodeRange, CodeSegment } from './segment.ts';

/** A range of one number that is given only where its kind is asked for. */
const only = (number: number, kind: string): CodeRange => ({
  from: number,
  to: number,
  kind,
  reserved: true,
});

/** 00 inside a code: a city without counties (不设区县的市), as 4419 Dongguan has it: 441900003. */
const county = [only(0, 'none'), { from: 1, to: 99 }];

/** GB/T 10114 (县以下行政区划代码编制规则). */
const townships: readonly CodeRange[] = [
  { from: 1, to: 99, kind: 'subdistrict' },
  { from: 100, to: 199, kind: 'town' },
  { from: 200, to: 399, kind: 'township' },
  { from: 400, to: 599, kind: 'enterprise' },
];

const communities = (to: number): readonly CodeRange[] => [
  { from: 1, to: 199, kind: 'residents-committee' },
  { from: 200, to, kind: 'villagers-committee' },
];

/** GB/T 2260 (县及县以上行政区划代码): province, prefecture and county, two digits each. */
const division: readonly CodeSegment[] = [
  { name: 'province', digits: 2, ranges: [{ from: 11, to: 99 }] },
  { name: 'prefecture', digits: 2, blank: true },
  { name: 'county', digits: 2, ranges: county, blank: true },
];

const statistical: readonly CodeSegment[] = [
  ...division,
  { name: 'township', digits: 3, ranges: townships, blank: true },
  { name: 'community', digits: 3, ranges: communities(999), blank: true },
];

/**
 * The statistical division code (统计用区划代码), 12 digits: county 6 (GB/T 2260), township 3 (GB/T 10114: 001–099
 * `subdistrict` 街道, 100–199 `town` 镇, 200–399 `township` 乡, 400–599 `enterprise` 政企合一), community 3 (from 001
 * `residents-committee` 居委会, from 200 `villagers-committee` 村委会). Shorter codes are the divisions above, and so
 * are codes with zeros at the end: `330702001000` is the township `330702001`. Not known: which of the numbers a
 * province uses, and the three digits of urban and rural class (城乡分类), which are published beside the code.
 */
export const statistics12: CodeScheme = codeScheme({
  name: 'statistics-12',
  segments: statistical,
});

/**
 * The unit grid of municipal management (单元网格), 15 digits as in CJ/T 213 and GB/T 30428.1: district 6, street 3,
 * community 3, and a number inside the community, 001 to 999, given from west to east and north to south.
 */
export const unitGrid15: CodeScheme = codeScheme({
  name: 'unit-grid-15',
  segments: [...statistical, { name: 'unit-grid', digits: 3, blank: true }],
});

/**
 * The specialised grid of digital community management (专业网格), CJ/T 349-2010, 20 digits: what is managed 6 (CJ/T
 * 348; the last two are 00 of a major class, 大类), county 6, street 3, community 3, number 2. Of a grid that was made
 * of several communities the community part is from 601 up (kind `merged`), and 00 at the end says that the community
 * is not divided (kind `undivided`); both are given only where their kind is asked for. The division is read only
 * behind the object code: `parent` of a street's part is the county for the same objects.
 */
export const cjt349: CodeScheme = codeScheme({
  name: 'cjt-349-20',
  segments: [
    { name: 'object-class', digits: 4 },
    { name: 'object', digits: 2, ranges: [only(0, 'major-class'), { from: 1, to: 99 }] },
    { name: 'province', digits: 2, ranges: [{ from: 11, to: 99 }] },
    { name: 'prefecture', digits: 2 },
    { name: 'county', digits: 2, ranges: county },
    { name: 'street', digits: 3, ranges: townships },
    {
      name: 'community',
      digits: 3,
      ranges: [...communities(600), { from: 601, to: 999, kind: 'merged', reserved: true }],
    },
    { name: 'grid', digits: 2, ranges: [only(0, 'undivided'), { from: 1, to: 99 }] },
  ],
});

/** What DB6101/T 3185 leaves to us, as far as its public text goes. */
export interface XianOptions {
  /** How many digits the grid part has, 1 to 6; 3 if left out. */
  readonly gridDigits?: number;
  /** The first number of dedicated grids (专属网格); the last tenth of the numbers, 901 of three digits, if left out. */
  readonly dedicatedFrom?: number;
}

/**
 * The codes of Xi'an (社会治理单元空间地址编码, DB6101/T 3185-2024): community 12, grid, building 5 (00001 to 99999, new
 * ones appended in the order of time). A grid belongs to exactly one community. Its public text does not say how long
 * the grid part is nor where base (基础网格) and dedicated grids (专属网格) are told apart: here by the number, `base`
 * below and `dedicated` from a first one on. Both are choices of ours, to be changed by the options. Refuses with
 * `grid/invalid-scheme`.
 */
export function xianScheme({ gridDigits = 3, dedicatedFrom }: XianOptions = {}): CodeScheme {
  const from = dedicatedFrom ?? 9 * 10 ** (gridDigits - 1) + 1;
  const grids: readonly CodeRange[] = [
    { from: 1, to: from - 1, kind: 'base' },
    { from, to: 10 ** gridDigits - 1, kind: 'dedicated' },
  ];
  return codeScheme({
    name: 'xian',
    segments: [
      ...statistical,
      { name: 'grid', digits: gridDigits, ranges: grids },
      { name: 'building', digits: 5 },
    ],
  });
}

/** The codes of Xi'an with a grid part of three digits, dedicated grids from 901; see {@link xianScheme}. */
export const xian: CodeScheme = xianScheme();
