import type { ColumnType } from '../column.ts';

/** How FEEL calls the type of a column; a code is a string, an instant of the week a date and time. */
export function typeNameOf(type: ColumnType): string {
  switch (type) {
    case 'tree':
    case 'text':
      return 'string';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
    case 'date':
    case 'time':
      return type;
    case 'dateTime':
    case 'weekTime':
      return 'date and time';
    case 'dayTimeDuration':
      return 'days and time duration';
    case 'yearMonthDuration':
      return 'years and months duration';
  }
}
