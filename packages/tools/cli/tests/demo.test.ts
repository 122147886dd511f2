import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '@civigrid/testing';
import { type SyntheticStreet, syntheticStreet } from '@civigrid/testing/street';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formsOfBytes, formsOfNumber, formsOfText, foundIn, type Needle } from './clear-text.ts';
import { command, type Told } from './command.ts';
import { essence, recordOf, sound, type WholeRecord } from './record.ts';

type Run = Told & { readonly code: number };

let folder = '';
let street: SyntheticStreet;
let first: Run;
let second: Run;
let english: Run;
let afterFirst: WholeRecord;
let afterAllRuns: WholeRecord;
const file = () => join(folder, 'street.db');
/** The write-ahead log in the middle of the day; at the end it has gone into the file. */
const midday = () => join(folder, 'midday.db-wal');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-demo-'));
  street = syntheticStreet();
  const day = (lang: string, heard?: (text: string) => void) =>
    command(['demo', '--lang', lang, '--file', file()], {
      folder,
      ...(heard === undefined ? {} : { heard }),
    });
  first = await day('zh', (text) => {
    if (text.includes('50%')) copyFileSync(`${file()}-wal`, midday());
  });
  afterFirst = await recordOf(file());
  second = await day('zh');
  english = await day('en');
  afterAllRuns = await recordOf(file());
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The numbers below the line that tells how many inputs there were. */
function endings(out: string): { readonly total: number; readonly by: readonly number[] } {
  const lines = out.split('\n');
  const at = lines.findIndex((line) => /(^输入 \d+ 条)|(^\d+ inputs)/.test(line));
  const total = Number(/\d+/.exec(lines[at] ?? '')?.[0]);
  const by = lines.slice(at + 1, at + 8).map((line) => Number(/^ +(\d+) {2}\S/.exec(line)?.[1]));
  return { total, by };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

describe('a day of the whole street', () => {
  test('is told in Chinese and ends by itself', () => {
    expect(first).toMatchObject({ code: 0 });
    for (const heading of ['这一天', '三件事', '公约：从话题到表决'])
      expect(first.out).toContain(`== ${heading} ==`);
    expect(first.err).toBe(
      [0, 25, 50, 75, 100].map((percent) => `重放一天 ${percent}%\n`).join(''),
    );
  });

  test('is told in English as well', () => {
    expect(english).toMatchObject({ code: 0 });
    for (const heading of ['The day', 'Three matters', 'A convention, from the topic to the vote'])
      expect(english.out).toContain(`== ${heading} ==`);
  });

  test('gives every input exactly one ending, and as many of each as were put into the day', () => {
    const { expected } = street;
    const { total, by } = endings(first.out);
    expect(by).toHaveLength(7);
    expect(total).toBe(expected.inputs);
    expect(sum(by)).toBe(expected.inputs);
    expect(endings(english.out)).toEqual({ total, by });
    const [cases = 0, merged = 0, , , , duplicates = 0, letters = 0] = by;
    const badReports = expected.outside + expected.unknownGrids;
    const badPayloads =
      expected.notJson +
      expected.unknownDevices +
      expected.wrongChecksums +
      expected.unknownProtocols;
    expect(cases + merged).toBe(expected.reports - badReports);
    expect(duplicates).toBe(expected.duplicates);
    const behind = expected.late + expected.clockBack;
    expect(english.out).toContain(
      `${behind} messages told of a time more than a quarter of an hour`,
    );
    expect(letters).toBe(badReports + badPayloads);
    expect(afterFirst.letters).toHaveLength(letters);
    const reasons = afterFirst.letters.flatMap((letter) => letter.reasons.map(({ code }) => code));
    const said = (code: string) => reasons.filter((reason) => reason === code).length;
    expect({
      outside: said('governance/outside'),
      unknownGrids: said('governance/unknown-grid'),
      unknownDevices: said('devices/unknown-device'),
      wrongChecksums: said('devices/checksum'),
      unknownProtocols: said('devices/unknown-protocol'),
      notJson: said('guard/invalid-json'),
    }).toEqual({
      outside: expected.outside,
      unknownGrids: expected.unknownGrids,
      unknownDevices: expected.unknownDevices,
      wrongChecksums: expected.wrongChecksums,
      unknownProtocols: expected.unknownProtocols,
      notJson: expected.notJson,
    });
  });

  test('tells a car on the fire lane from the report to the closed case, with the rule that decided', () => {
    const told = first.out.slice(first.out.indexOf('-- 一、'), first.out.indexOf('-- 二、'));
    expect(told).toContain('-- 一、小车堵住消防通道 · 已结案');
    expect(told).toMatch(/规则 \d+（LS-\d+）命中/);
    expect(told).toContain('派给网格长，桂花社区第一网格 (LS.02.01)');
    expect(told.match(/并案：/g)).toHaveLength(3);
    for (const step of [
      '居民上报',
      '立案',
      '派遣给网格长',
      '签收',
      '处置完毕',
      '核查通过',
      '回访',
      '结案',
    ])
      expect(told).toContain(step);
  });

  test('tells the smoke alarm at night, which the fire station leads', () => {
    const told = first.out.slice(first.out.indexOf('-- 二、'), first.out.indexOf('-- 三、'));
    expect(told).toContain('-- 二、深夜烟感报警 · 已结案');
    expect(told).toContain('派给消防站');
    expect(told).toContain(
      '06-15 02:13  设备上报：烟雾火情报警，梧桐社区第二网格07号微网格 (LS.05.02.07)',
    );
    expect(told.match(/并案：设备/g)).toHaveLength(2);
  });

  test('tells the leak between neighbours that goes to mediation and ends with an agreement', () => {
    const told = first.out.slice(first.out.indexOf('-- 三、'), first.out.indexOf('== 公约'));
    expect(told).toContain('-- 三、楼上漏水，邻里调解 · 已结案');
    for (const step of ['派给调解员', '开始调解：当事人2方', '调解达成协议', '结案'])
      expect(told).toContain(step);
  });

  test('ends with the convention: twelve of twenty suggestions, a unanimous vote, and the sentence of law behind it', () => {
    const told = first.out.slice(first.out.indexOf('== 公约'));
    for (const line of [
      '意见建议 20 条，采纳 12 条',
      '表决通过（一致同意）。',
      '人数：应有 35 人，参加 31 人，同意 31 人。',
      '《城市居民委员会组织法》第二十九条：“居民代表会议应当有三分之二以上的组成人员参加方可召开。居民代表会议所作决定，应当经到会组成人员的过半数通过。”',
    ])
      expect(told).toContain(line);
    expect(english.out).toContain('Passed, unanimously.');
    expect(english.out).toContain('Heads: 31 of 35 took part, 31 in favour.');
  });

  test('is not done twice: a second run says that it resumes, tells the same, and adds nothing', () => {
    const { total } = endings(first.out);
    const [opening, resuming, ...rest] = second.out.split('\n');
    expect(second.code).toBe(0);
    expect(resuming).toBe(`上次已经全部办完（${total} 条输入）：本次接续，没有新增，也没有重复。`);
    expect([opening, ...rest].join('\n')).toBe(first.out);
    expect(afterAllRuns.events).toHaveLength(afterFirst.events.length);
    expect(essence(afterAllRuns)).toEqual(essence(afterFirst));
  });

  test('leaves a record without a gap, with every chain whole, every part and photo readable with its key, and no deadline forgotten', () => {
    expect(afterFirst).toMatchObject({ ...sound, photos: street.expected.photos });
    expect(afterFirst.events.length).toBeGreaterThan(2_000);
  });
});

/** What the street itself makes public: whatever occurs in it says nothing about anybody. */
function publicText(town: SyntheticStreet): string {
  const { cells, devices, convention, name, roster, categories, routing, ladders, mappings } = town;
  const { topic, clauses, representatives } = convention;
  return JSON.stringify([
    ...[name, roster, categories, routing, ladders, mappings, town.alarms, topic, clauses],
    representatives.map(({ building }) => building),
    cells.features.map(({ properties }) => properties),
    // Public facilities: their places stand in the cases that they open.
    devices.map(({ point, ownedBy, model }) => [point, ownedBy, model]),
  ]);
}

interface Secrets {
  readonly needles: readonly Needle[];
  /** By kind: how many there are, and how many of them are also public and say nothing. */
  readonly counts: Readonly<Record<string, readonly [searched: number, of: number]>>;
}

/** All that may not be read in a file of the street, in every form. */
function secretsOf(town: SyntheticStreet): Secrets {
  const open = Buffer.from(publicText(town));
  const reports = town.day().flatMap((input) => (input.kind === 'report' ? [input] : []));
  const { suggestions, representatives } = town.convention;
  const parts = (text: string) =>
    text.split(/[，。：、；,.;:!]/).filter((part) => part.length >= 5);
  const texts: Readonly<Record<string, readonly string[]>> = {
    'names of reporters': reports.map(({ reporter }) => reporter.name),
    'names of authors and representatives': [
      ...suggestions.map(({ by }) => by),
      ...representatives.map((each) => each.name),
    ],
    'names of holders': town.persons.map((each) => each.name),
    'phones of reporters': reports.map(({ reporter }) => reporter.phone),
    'phones of holders': town.persons.map(({ phone }) => phone),
    'identity numbers': town.persons.map(({ identityNumber }) => identityNumber),
    reports: reports.map(({ text }) => text),
    'words of reports': reports.flatMap(({ text }) => parts(text)),
    suggestions: suggestions.flatMap(({ words }) => [words.zh, words.en]),
    'words of suggestions': suggestions.flatMap(({ words }) => [
      ...parts(words.zh),
      ...parts(words.en),
    ]),
    // What the staff writes into the mediated leak: who said what, and what was agreed.
    agreements: [
      '三日内修好管道，赔偿吊顶损失',
      'The pipe is mended within three days',
      'the flat above',
    ],
  };
  const counts: Record<string, readonly [number, number]> = {};
  const needles: Needle[] = [];
  const add = (kind: string, all: readonly (readonly Needle[])[]) => {
    const known = new Set(foundIn(open, all.flat()));
    const closed = all.filter((forms) => !forms.some((form) => known.has(form)));
    counts[kind] = [closed.length, all.length];
    needles.push(...closed.flat());
  };
  for (const [kind, all] of Object.entries(texts)) add(kind, [...new Set(all)].map(formsOfText));
  const coordinates = new Set(reports.flatMap(({ point }) => [...point]));
  add('coordinates of reports', [...coordinates].map(formsOfNumber));
  const photos = reports.flatMap(({ id, photo }) => (photo ? [{ id, bytes: photo.bytes }] : []));
  add(
    'photos',
    photos.map(({ id, bytes }) => [
      ...formsOfBytes(`photo of ${id}`, bytes),
      // Only its comment tells one photo from another: it begins behind the marker at byte 20.
      ...formsOfBytes(`comment of ${id}`, bytes.subarray(24, 36)),
    ]),
  );
  return { needles, counts };
}

describe('the files of the street', () => {
  let secrets: Secrets;
  beforeAll(() => {
    secrets = secretsOf(street);
  });

  test('hold no name, number, exact place, photo or word of a resident that anybody could read', () => {
    const { needles, counts } = secrets;
    for (const [searched, of] of Object.values(counts)) {
      expect(searched).toBeGreaterThan(0);
      expect(searched).toBeGreaterThanOrEqual(0.9 * of);
    }
    const told = Object.entries(counts).map(([kind, [n, of]]) => `${n} of ${of} ${kind}`);
    process.stdout.write(
      `searched: ${told.join(', ')}; the rest stands in public texts; ${needles.length} byte strings\n`,
    );
    const files = readdirSync(folder);
    for (const name of ['street.db', 'street.db.keys', 'street.db.keys.media', 'midday.db-wal'])
      expect(files).toContain(name);
    for (const name of files) {
      const found = foundIn(readFileSync(join(folder, name)), needles);
      expect({ name, found: found.map(({ secret, form }) => `${form}: ${secret}`) }).toEqual({
        name,
        found: [],
      });
    }
  }, 120_000);

  test('control: the same search finds each form of a secret where one is planted in the file', () => {
    const { needles } = secrets;
    const random = seededRandom('planted');
    const planted = readFileSync(file());
    const forms = [...new Set(needles.map(({ form }) => form))];
    expect(forms).toHaveLength(15);
    const share = Math.floor(planted.length / forms.length);
    const chosen = forms.map((form, i) => {
      const needle = random.pick(needles.filter((each) => each.form === form));
      needle.bytes.copy(planted, i * share + random.integer(share - needle.bytes.length));
      return needle;
    });
    const found = new Set(foundIn(planted, needles));
    expect(chosen.filter((needle) => !found.has(needle))).toEqual([]);
    const some = needles.filter((_, i) => i % 17 === 0);
    const inARow = Buffer.concat(some.flatMap(({ bytes }) => [Buffer.from(' '), bytes]));
    const seen = new Set(foundIn(inARow, needles));
    expect(some.filter((needle) => !seen.has(needle))).toEqual([]);
  }, 120_000);

  test('control: what is public does stand in the file, so the search reads the right one', () => {
    const [clause] = street.convention.clauses;
    const needles = formsOfText(clause?.text.zh ?? '');
    expect(foundIn(readFileSync(file()), needles).map(({ form }) => form)).toEqual(['as it is']);
  });
});
