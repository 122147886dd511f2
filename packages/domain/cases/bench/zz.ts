import { workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import { statisticsOf } from '@civigrid/cases/statistics';
import { streetYear, yearFrom, yearUntil } from './street-year.ts';
const calendar = workCalendar({ shifts: [['08:30','12:00'],['14:00','17:30']], years: chinaCalendarYears });
const events = streetYear(1_000_000);
for (let i=0;i<4;i++){ globalThis.gc?.(); const t=performance.now(); statisticsOf(events,{period:{from:yearFrom,until:yearUntil},calendar}); console.log(performance.now()-t|0);}
