import type { Point } from '@civigrid/cases';
import {
  type ComparedCase,
  type DuplicateCandidate,
  defaultDuplicatePolicy,
  duplicateIndex,
} from '@civigrid/cases/duplicates';
import { caseId } from '@civigrid/kernel';
import { median, milliseconds } from '../../../tools/testing/bench/alternate.ts';
import { linearDuplicates } from '../tests/linear-duplicates.ts';

/** How long one suggestion takes among many open cases, in milliseconds. */
export interface DuplicatesBench {
  readonly openCases: number;
  readonly questions: number;
  /** Cases suggested for a report: the mean. */
  readonly suggested: number;
  readonly index: { readonly median: number; readonly p99: number; readonly slowest: number };
  /** One question after another over the same reports, without looking at the clock between them. */
  readonly perSecond: number;
  /** The naive search of the tests, which looks at every case, in turn with the index on the same reports. */
  readonly scan: { readonly questions: number; readonly median: number };
  /** Taking in one case. */
  readonly putMs: number;
  /** Held by the index, per case. */
  readonly bytesPerCase: number;
  /** Of the reports asked of both, how often they answered differently. */
  readonly different: number;
}

const hour = 3_600_000;
const start = Date.UTC(2026, 2, 2);
const things =
  '井盖 路灯 垃圾桶 消防通道 电动车 树枝 污水 围墙 广告牌 水管 电线 楼道灯 健身器材'.split(' ');
const troubles = '破损 满溢 堵塞 不亮 倒伏 漏水 被占用 噪音很大 有异味 掉落 松动 积水'.split(' ');
const places = '门口 东侧 楼下 路口 小区北门 菜市场旁 学校对面 电梯口 车库入口 花坛边'.split(' ');
const wishes = '请尽快处理 麻烦来人看看 影响出行 存在安全隐患 已经好几天了 有人差点摔倒'.split(' ');

/** A crowded street of 6 by 6 km, half of its reports at 500 places; the same in every run. */
function street(cases: number, questions: number) {
  let state = 20260302;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const of = <Thing>(list: readonly Thing[]): Thing =>
    list[Math.floor(random() * list.length)] as Thing;
  const somewhere = (): Point => [113.4 + random() * 0.058, 22.1 + random() * 0.054];
  const hot = Array.from({ length: 500 }, somewhere);
  const point = (): Point => {
    if (random() < 0.5) return somewhere();
    const [longitude, latitude] = of(hot);
    return [longitude + (random() - 0.5) * 0.001, latitude + (random() - 0.5) * 0.001];
  };
  const words = () =>
    `${1 + Math.floor(random() * 60)}号楼${of(places)}${of(things)}${of(troubles)}，${of(wishes)}`;
  const report = (): DuplicateCandidate => ({
    category: `0${1 + Math.floor(random() * 9)}.${10 + Math.floor(random() * 10)}`,
    point: point(),
    at: start + Math.floor(random() * 240 * hour),
    ...(random() < 0.9 ? { words: words() } : {}),
  });
  return {
    known: Array.from(
      { length: cases },
      (_, i): ComparedCase => ({ ...report(), case: caseId(`case-${i}`) }),
    ),
    asked: Array.from({ length: questions }, report),
  };
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

const share = (sorted: readonly number[], of: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? Number.NaN;

/** Measures suggestions among 100,000 open cases, and asks the naive search the same. */
export function benchDuplicates({
  quick = false,
}: {
  readonly quick?: boolean;
} = {}): DuplicatesBench {
  const openCases = quick ? 5_000 : 100_000;
  const { known, asked } = street(openCases, quick ? 500 : 20_000);
  const scanned = quick ? 50 : 200;
  const before = heap();
  const index = duplicateIndex();
  const put = milliseconds(() => {
    for (const each of known) index.put(each);
  });
  const bytes = heap() - before;
  const scan = linearDuplicates(defaultDuplicatePolicy);
  for (const each of known) scan.put(each);
  for (const report of asked.slice(0, 1000)) index.suggest(report);
  scan.suggest(asked[0] as DuplicateCandidate);

  const took: number[] = [];
  const scans: number[] = [];
  let different = 0;
  let suggested = 0;
  asked.forEach((report, i) => {
    let found: ReturnType<typeof index.suggest> = [];
    took.push(milliseconds(() => (found = index.suggest(report))));
    suggested += found.length;
    if (i >= scanned) return;
    let naive: ReturnType<typeof scan.suggest> = [];
    scans.push(milliseconds(() => (naive = scan.suggest(report))));
    const plain = found.map(({ category: _, parts: __, ...rest }) => rest);
    if (JSON.stringify(plain) !== JSON.stringify(naive)) different++;
  });
  const all = milliseconds(() => {
    for (const report of asked) index.suggest(report);
  });
  const sorted = took.toSorted((a, b) => a - b);
  return {
    openCases,
    questions: asked.length,
    suggested: suggested / asked.length,
    index: { median: median(took), p99: share(sorted, 0.99), slowest: share(sorted, 1) },
    perSecond: (asked.length * 1000) / all,
    scan: { questions: scans.length, median: median(scans) },
    putMs: put / openCases,
    bytesPerCase: bytes / openCases,
    different,
  };
}
