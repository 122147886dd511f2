import { workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import {
  type PlanTask,
  type TaskCommand,
  type TaskEvent,
  type TaskState,
  taskDeciderUnder,
  taskId,
} from '@civigrid/cases/tasks';
import { gridCode, mediaRef, personId, postId, subjectRef } from '@civigrid/kernel';
import { Matter, type Plain } from './matter.ts';

/** The mainland's calendar with an office's hours. */
export const office = workCalendar({
  shifts: [
    ['08:30', '12:00'],
    ['14:00', '17:30'],
  ],
  years: chinaCalendarYears,
});

/** An instant in Beijing: `'2026-09-24 10:00'`. */
export const beijing = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);

export type TaskStep = Plain<TaskCommand>;

export const widow = subjectRef('subject-widow');
export const member = personId('person-member');
export const photo = {
  media: mediaRef('media-1'),
  mediaType: 'image/jpeg',
  hash: 'a'.repeat(64),
};

/** An errand for the widow who lives alone: her gas bottle. */
export const errand: Plain<PlanTask> = {
  type: 'plan',
  task: taskId('task-errand'),
  kind: 'errand',
  grid: gridCode('SS.03.02'),
  post: postId('gridMember@SS.03.02'),
  holder: member,
  subject: widow,
  schedule: {
    first: '2026-09-22',
    window: { opens: '08:30', budget: { value: 4, unit: 'workHour' } },
  },
  personal: [
    { subject: widow, purpose: 'address', value: 'invented lane 7, door 402' },
    { subject: widow, purpose: 'instructions', value: 'rings twice, hard of hearing' },
  ],
};

/** A care visit every Thursday, on the worked day after it where it is a holiday. */
export const care: Plain<PlanTask> = {
  ...errand,
  task: taskId('task-care'),
  kind: 'care',
  checklist: [
    { code: 'gasHose', answer: 'yesNo', name: { 'zh-CN': '燃气软管完好', en: 'gas hose sound' } },
    { code: 'medicine', answer: 'choice', choices: ['enough', 'low'], sealed: true },
    { code: 'wishes', answer: 'number', optional: true },
  ],
  schedule: {
    first: '2026-09-24',
    window: { opens: '09:00', budget: { value: 8, unit: 'hour' } },
    rule: { every: 'week', interval: 1, weekdays: [4] },
    onHoliday: 'after',
  },
};

/** A round of four stops every day. */
export const round: Plain<PlanTask> = {
  type: 'plan',
  task: taskId('task-round'),
  kind: 'patrol',
  grid: gridCode('FS.01'),
  post: postId('patroller@FS.01'),
  stops: [
    { stop: 'gate', grid: gridCode('FS.01.01') },
    { stop: 'hydrant', thing: 'component:hydrant-12' },
    { stop: 'corner', point: [114.02, 22.53] },
    { stop: 'yard', grid: gridCode('FS.01.02') },
  ],
  schedule: {
    first: '2026-03-02',
    window: { opens: '20:00', budget: { value: 3, unit: 'hour' } },
    rule: { every: 'day', interval: 1 },
  },
};

export const taskUnderOffice = taskDeciderUnder(office);

/** A task that lives under the office's calendar. */
export const taskLife = (): Matter<TaskState, TaskCommand, TaskEvent> =>
  new Matter(taskUnderOffice);
