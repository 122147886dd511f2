declare module 'moment-business-time' {
  interface Moment {
    addWorkingTime(amount: number, unit: 'hours' | 'minutes'): Moment;
    valueOf(): number;
  }
  interface WorkingHours {
    readonly workinghours: Readonly<Record<number, readonly [string, string] | null>>;
    readonly holidays: readonly string[];
  }
  interface MomentFactory {
    (at: number): Moment;
    updateLocale(name: string, hours: WorkingHours): unknown;
  }
  const moment: MomentFactory;
  export = moment;
}
