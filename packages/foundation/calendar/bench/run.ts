import { parseArgs } from 'node:util';
import {
  type Budget,
  dateOf,
  dayNumber,
  type WorkCalendar,
  workCalendar,
} from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import { alternate, type Contender, type Speed } from '../../../tools/testing/bench/alternate.ts';
import {
  printTable,
  printTargets,
  short,
  type Target,
  writeResults,
} from '../../../tools/testing/bench/report.ts';

/** The peers read days and hours in the zone of the process, which has to stand before they are loaded. */
process.env['TZ'] = 'Asia/Shanghai';
const { default: chineseDays } = await import('chinese-days');
const { default: moment } = await import('moment-business-time');

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    rounds: { type: 'string', default: '11' },
    'run-ms': { type: 'string', default: '100' },
  },
});

type Asker = Contender<Float64Array, Float64Array>;

const many = 200_000;
const dayMs = 86_400_000;
const hours = { from: '08:30', to: '17:30' } as const;
const calendar = workCalendar({ shifts: [[hours.from, hours.to]], years: chinaCalendarYears });

/** Instants of whole minutes in office hours, evenly spread over days; the same in every run. */
function instants(first: string, last: string): Float64Array {
  const [from, to] = [dayNumber(first) ?? 0, dayNumber(last) ?? 0];
  let state = 20260615;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Float64Array.from({ length: many }, () => {
    const day = from + Math.floor(random() * (to - from + 1));
    return day * dayMs + (30 + Math.floor(random() * 540)) * 60_000;
  });
}

const ours = (name: string, of: WorkCalendar, budget: Budget): Asker => ({
  name,
  ask(ats, ends) {
    for (let i = 0; i < ats.length; i++) {
      const due = of.add(ats[i] as number, budget);
      ends[i] = due.ok ? due.at : Number.NaN;
    }
  },
});

/** Whole working days: chinese-days gives the day, which ends with the shift. */
const days: Asker = {
  name: 'chinese-days',
  ask(ats, ends) {
    for (let i = 0; i < ats.length; i++) {
      const today = dateOf(Math.floor(((ats[i] as number) + 8 * 3_600_000) / dayMs));
      const found = chineseDays.findWorkday(5, today);
      ends[i] = (dayNumber(found) ?? Number.NaN) * dayMs + 9.5 * 3_600_000;
    }
  },
};

moment.updateLocale('en', {
  workinghours: {
    0: null,
    ...Object.fromEntries(
      [1, 2, 3, 4, 5].map((weekday) => [weekday, [`${hours.from}:00`, `${hours.to}:00`]]),
    ),
    6: null,
  },
  holidays: [],
});
const moments: Asker = {
  name: 'moment-business-time',
  ask(ats, ends) {
    for (let i = 0; i < ats.length; i++)
      ends[i] = moment(ats[i] as number)
        .addWorkingTime(26, 'hours')
        .valueOf();
  },
};

interface Contest {
  readonly title: string;
  readonly speeds: readonly Speed[];
  /** Of 2,000 instants, how often each says something else than the first. */
  readonly different: readonly number[];
}

function contest(title: string, ats: Float64Array, askers: readonly Asker[]): Contest {
  const ends = new Float64Array(many);
  const speeds = alternate(
    askers,
    (start, count) => [ats.subarray(start, start + count), ends.subarray(0, count)],
    { questions: many, rounds: Number(values.rounds), runMs: Number(values['run-ms']) },
  );
  const some = ats.subarray(0, 2000);
  const answers = askers.map(({ ask }) => {
    const found = new Float64Array(some.length);
    ask(some, found);
    return found;
  });
  const different = answers.map((found) =>
    found.reduce((sum, end, i) => sum + (end === answers[0]?.[i] ? 0 : 1), 0),
  );
  printTable(title, [
    ['', 'a second', 'slowest', 'fastest', 'other answers'],
    ...speeds.map(({ name, perSecond, slowest, fastest }, i) => [
      name,
      short(perSecond),
      short(slowest),
      short(fastest),
      `${different[i]} of ${some.length}`,
    ]),
  ]);
  return { title, speeds, different };
}

// on workdays only: what a peer makes of an instant on a day off is its own affair
const onWorkdays = (ats: Float64Array) =>
  ats.map((at, i) => {
    for (let day = 0; day < 30; day++) {
      const open = calendar.isOpen(at + day * dayMs);
      if (open.ok && open.open) return at + day * dayMs;
    }
    return ats[i] as number;
  });
const years = onWorkdays(instants('2024-01-02', '2026-11-30'));
/** Ten weeks of 2026 without a holiday or a make-up workday, which moment-business-time cannot be told. */
const summer = onWorkdays(instants('2026-06-22', '2026-08-28'));

const byDay = contest('Five working days, 2024 to 2026', years, [
  ours('civigrid, workDay', calendar, { value: 5, unit: 'workDay' }),
  days,
]);
const byHour = contest('26 working hours, a summer without holidays', summer, [
  ours('civigrid, workHour', calendar, { value: 26, unit: 'workHour' }),
  moments,
]);
const lengths = [1, 26, 260, 2600].map((value) =>
  contest(
    `${value} working hours, from early 2024`,
    onWorkdays(instants('2024-01-02', '2025-06-30')),
    [ours('civigrid, workHour', calendar, { value, unit: 'workHour' })],
  ),
);

const rate = ({ speeds }: Contest, i: number) => speeds[i]?.perSecond ?? Number.NaN;
const slowest = Math.min(...[byDay, byHour, ...lengths].map((held) => rate(held, 0)));
const target = (what: string, wanted: string, measured: string, met: boolean): Target => ({
  what,
  wanted,
  measured,
  met,
});
const times = (held: Contest) => rate(held, 0) / rate(held, 1);
printTargets([
  target('add, the slowest of all above', '≥ 10 M/s', `${short(slowest)}/s`, slowest >= 1e7),
  target('add of workDay', '≥ 100 × chinese-days', `${short(times(byDay))} ×`, times(byDay) >= 100),
  target(
    'add of workHour',
    '≥ 10 000 × moment-business-time',
    `${short(times(byHour))} ×`,
    times(byHour) >= 10_000,
  ),
]);
writeResults({ contests: [byDay, byHour, ...lengths] }, values.out);
