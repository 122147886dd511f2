import type { GridCode } from '@civigrid/kernel';
import type { SeededRandom } from '../seeded-random.ts';
import type { StreetCells, StreetFeature } from './cells.ts';
import type { ReportInput } from './input.ts';
import { inventedName, inventedPhone } from './invented-person.ts';
import { greyPhoto } from './photo.ts';
import { placeWithin } from './polygon.ts';
import { reportTexts, spots } from './report-texts.ts';

/** What was put into the reports of the day. */
export interface ReportCounts {
  readonly reports: number;
  /** Reports with a photo. */
  readonly photos: number;
  /** Further reports of a matter that somebody has reported nearby within two hours. */
  readonly nearDuplicates: number;
  /** Reports from a point outside the street. */
  readonly outside: number;
  /** Reports that name a grid code which does not exist. */
  readonly unknownGrids: number;
  /** Reports with a category that the street does not have. */
  readonly unknownCategories: number;
}

/** The reports by which two of the three stories begin. */
interface ReportStories {
  /** A car on the fire lane, 08:12. */
  readonly fireLane: string;
  /** A leak between neighbours, 09:40. */
  readonly leak: string;
}

/** The reports of the day in order of arrival. */
export interface Reports {
  readonly reports: readonly ReportInput[];
  readonly counts: ReportCounts;
  readonly stories: ReportStories;
}

type Unnumbered = Omit<ReportInput, 'id' | 'kind'>;
type Role =
  | 'ordinary'
  | 'fireLane'
  | 'leak'
  | 'nearDuplicate'
  | 'outside'
  | 'unknownGrid'
  | 'unknownCategory';
type Draft = readonly [role: Role, report: Unnumbered];

const minute = 60_000;
const ordinaryReports = 160;
/** Where the two stories of the reports happen. */
const fireLaneGrid = 'LS.02.01.05';
const leakGrid = 'LS.09.02.11';

/** Minutes of the Beijing day at which people report: mornings and evenings, rarely at night. */
function minuteOfDay(random: SeededRandom): number {
  const share = random.next();
  if (share < 0.05) return random.integer(360);
  if (share < 0.45) return 420 + random.integer(240);
  if (share < 0.65) return 660 + random.integer(360);
  return 1020 + random.integer(330);
}

/** Writes the reports of a day that begins at `midnight` (UTC ms). */
export function dayReports(
  { features }: StreetCells,
  midnight: number,
  random: SeededRandom,
): Reports {
  const leaves = features.filter(({ properties }) => properties.level === 'microGrid');
  const leafOf = (code: string): StreetFeature => {
    const found = leaves.find(({ properties }) => properties.code === (code as GridCode));
    if (!found) throw new Error(`The street has no ${code}.`);
    return found;
  };
  const weighted = reportTexts.flatMap((row) => Array.from({ length: row[1] }, () => row));

  const report = (
    leaf: StreetFeature,
    at: number,
    category: string,
    text: string,
    more: Partial<Unnumbered> = {},
  ): Unnumbered => ({
    at,
    source: 'resident',
    reporter: { name: inventedName(random), phone: inventedPhone(random) },
    category,
    text,
    point: placeWithin(leaf.geometry.coordinates[0] ?? [], random),
    ...more,
  });
  const photo = (name: string): Pick<ReportInput, 'photo'> => ({
    photo: greyPhoto(`${name} ${random.integer(1e9)}`),
  });
  const instant = (clock: number): number => midnight + clock * minute + random.integer(60_000);

  const ordinary = Array.from({ length: ordinaryReports }, (_, i): Draft => {
    const [category, , texts] = random.pick(weighted);
    const share = random.next();
    const source = share < 0.75 ? 'resident' : share < 0.88 ? 'patrol' : 'hotline';
    const leaf = random.pick(leaves);
    return [
      'ordinary',
      report(
        leaf,
        instant(minuteOfDay(random)),
        category,
        random.pick(texts).replace('{}', random.pick(spots)),
        { source, ...(random.next() < 0.4 && photo(`report ${i}`)) },
      ),
    ];
  });

  /** Others report the same matter from a few steps away. */
  const again = (
    code: string,
    clock: number,
    category: string,
    texts: readonly string[],
    own: Role = 'ordinary',
  ): readonly Draft[] =>
    texts.map(
      (text, i): Draft => [
        i === 0 ? own : 'nearDuplicate',
        report(
          leafOf(code),
          instant(clock + i * 9),
          category,
          text,
          i === 0 ? photo(category) : {},
        ),
      ],
    );

  const drafts: readonly Draft[] = [
    ...ordinary,
    ...again(
      fireLaneGrid,
      492,
      '01.01.01',
      [
        '3号楼北侧小车堵住消防通道，车上没留电话，消防车根本进不来',
        '3号楼旁边消防通道停了一辆白色小车',
        '有车堵着消防通道，就在3号楼北边，请快来挪车',
        '消防通道被小车堵了，3号楼',
      ],
      'fireLane',
    ),
    ...again(
      leakGrid,
      580,
      '04.01.01',
      ['楼上漏水到楼下，卫生间吊顶都泡坏了，楼上说不是他家的问题，请社区来调解'],
      'leak',
    ),
    ...again('LS.04.02.03', 450, '02.01.02', [
      '南门垃圾桶满溢，垃圾堆到路上',
      '南门那排垃圾桶都满了，没人清运',
      '南门垃圾太多，臭气熏天',
    ]),
    ...again('LS.14.01.09', 1200, '03.03.01', [
      '小花园一排路灯全不亮',
      '花园那边路灯坏了，黑漆漆的',
      '路灯不亮，老人散步看不见',
    ]),
    ...again('LS.06.03.02', 1270, '04.01.02', [
      '楼下KTV声音太大，没法休息',
      'KTV噪声扰民，孩子要高考了',
    ]),
    ...again('LS.10.01.04', 1110, '03.01.01', ['路口有个大坑，有人摔倒了', '十字路口路面塌了一块']),
    [
      'outside',
      report(leafOf(leakGrid), instant(640), '02.01.01', '河对岸有一堆垃圾', {
        point: [119.72, 29.15],
      }),
    ],
    [
      'outside',
      report(leafOf(leakGrid), instant(905), '02.02.02', '高速出口有车违停', {
        point: [119.58, 29.02],
      }),
    ],
    [
      'unknownGrid',
      report(
        leafOf('LS.01.01.01'),
        instant(700),
        '03.01.01',
        '热线登记：路面有坑，网格号写的是LS.99.01',
        {
          source: 'hotline',
          grid: 'LS.99.01',
        },
      ),
    ],
    [
      'unknownCategory',
      report(
        leafOf('LS.03.01.02'),
        instant(820),
        '99.01',
        '不知道归谁管：门口的石狮子被人涂了颜色',
      ),
    ],
  ];

  const sorted = drafts.toSorted(([, a], [, b]) => a.at - b.at);
  const numbered = sorted.map(([role, each], i): readonly [Role, ReportInput] => [
    role,
    { kind: 'report', id: `LS-20260615-${String(i + 1).padStart(4, '0')}`, ...each },
  ]);
  const count = (wanted: Role): number => numbered.filter(([role]) => role === wanted).length;
  const story = (wanted: Role): string => numbered.find(([role]) => role === wanted)?.[1].id ?? '';
  const reports = numbered.map(([, each]) => each);
  return {
    reports,
    counts: {
      reports: reports.length,
      photos: reports.filter((each) => each.photo).length,
      nearDuplicates: count('nearDuplicate'),
      outside: count('outside'),
      unknownGrids: count('unknownGrid'),
      unknownCategories: count('unknownCategory'),
    },
    stories: { fireLane: story('fireLane'), leak: story('leak') },
  };
}
