import { defined } from '@civigrid/kernel';

/** Who looks after a device, and when (维保). An organisation only: there is no slot for a person or a telephone. Days are `'YYYY-MM-DD'`. */
export interface Maintenance {
  /** The organisation. */
  readonly by: string;
  /** It is inspected every so many days. */
  readonly everyDays?: number;
  /** The day by which the next inspection is due. */
  readonly next?: string;
  /** The day of the last inspection. */
  readonly last?: string;
  /** The last day of the warranty (保修期). */
  readonly warrantyUntil?: string;
}

/** The same as the record keeps it. */
export type MaintenanceData = {
  readonly by: string;
  readonly everyDays: number | null;
  readonly next: string | null;
  readonly last: string | null;
  readonly warrantyUntil: string | null;
};

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether a text is a day of the calendar, `'YYYY-MM-DD'`. */
export function isDay(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return false;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const most = month === 2 && !leap ? 28 : (monthDays[month - 1] ?? 0);
  return day >= 1 && day <= most;
}

/** The first wrong part of a maintenance, or undefined. */
export function wrongMaintenance({ by, everyDays, ...days }: Maintenance): string | undefined {
  if (typeof by !== 'string' || by === '') return 'by';
  if (everyDays !== undefined && !(Number.isSafeInteger(everyDays) && everyDays > 0))
    return 'everyDays';
  const wrong = (['next', 'last', 'warrantyUntil'] as const).find((name) => {
    const day = days[name];
    return day !== undefined && !isDay(day);
  });
  return wrong;
}

/** A maintenance as the record keeps it. */
export function maintenanceData(maintenance: Maintenance): MaintenanceData {
  const { by, everyDays, next, last, warrantyUntil } = maintenance;
  return {
    by,
    everyDays: everyDays ?? null,
    next: next ?? null,
    last: last ?? null,
    warrantyUntil: warrantyUntil ?? null,
  };
}

/** A maintenance as the registry holds it. */
export function maintenanceOf(data: MaintenanceData): Maintenance {
  const { by, everyDays, next, last, warrantyUntil } = data;
  return defined<Maintenance>({
    by,
    everyDays: everyDays ?? undefined,
    next: next ?? undefined,
    last: last ?? undefined,
    warrantyUntil: warrantyUntil ?? undefined,
  });
}
