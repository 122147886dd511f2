import {
  type Decider,
  type Fact,
  type Handling,
  type Policy,
  type Recorded,
  type StreamId,
  subjectRef,
} from '@civigrid/kernel';

/** What is told to an order: the matter of a resident. */
export type OrderCommand =
  | { readonly type: 'place'; readonly item: string; readonly phone: string; readonly at: number }
  | { readonly type: 'assign'; readonly task: StreamId; readonly at: number }
  | { readonly type: 'warn'; readonly level: number; readonly at: number }
  | { readonly type: 'settle'; readonly at: number };

type OrderEvent = Fact &
  (
    | { readonly type: 'orders/placed'; readonly data: { readonly item: string } }
    | { readonly type: 'orders/assigned'; readonly data: { readonly task: StreamId } }
    | { readonly type: 'orders/warned'; readonly data: { readonly level: number } }
    | { readonly type: 'orders/settled'; readonly data: { readonly tasks: readonly StreamId[] } }
  );

interface OrderState {
  readonly open: boolean;
  readonly tasks: readonly StreamId[];
}

const orderDecider: Decider<OrderState, OrderCommand, OrderEvent> = {
  initial: { open: false, tasks: [] },
  decide: (command, { open, tasks }) => {
    switch (command.type) {
      case 'place': {
        const { item, phone } = command;
        const subject = subjectRef(`caller of ${item}`);
        const personal = [{ subject, purpose: 'contact', value: { phone } }];
        return [{ type: 'orders/placed', schema: 1, data: { item }, personal }];
      }
      case 'assign':
        return [{ type: 'orders/assigned', schema: 1, data: { task: command.task } }];
      case 'warn':
        return [{ type: 'orders/warned', schema: 1, data: { level: command.level } }];
      case 'settle':
        return open ? [{ type: 'orders/settled', schema: 1, data: { tasks } }] : [];
    }
  },
  evolve: (state, happened) => {
    switch (happened.type) {
      case 'orders/placed':
        return { ...state, open: true };
      case 'orders/assigned':
        return { ...state, tasks: [...state.tasks, happened.data.task] };
      case 'orders/warned':
        return state;
      case 'orders/settled':
        return { ...state, open: false };
    }
  },
};

/** What is told to a task: the work that an order makes. */
export type TaskCommand =
  | { readonly type: 'open'; readonly order: StreamId; readonly at: number }
  | { readonly type: 'wake'; readonly now: number; readonly at: number }
  | { readonly type: 'finish'; readonly at: number };

type TaskEvent = Fact &
  (
    | {
        readonly type: 'tasks/opened';
        readonly data: { readonly order: StreamId; readonly due: number };
      }
    | {
        readonly type: 'tasks/escalated';
        readonly data: { readonly order: StreamId; readonly level: number; readonly due: number };
      }
    | { readonly type: 'tasks/finished'; readonly data: null }
  );

interface TaskState {
  readonly order?: StreamId;
  readonly open: boolean;
  readonly level: number;
  readonly due: number;
}

/** How long a task may lie at one level: half an hour. */
const limitMs = 30 * 60_000;
const topLevel = 2;

const taskDecider: Decider<TaskState, TaskCommand, TaskEvent> = {
  initial: { open: false, level: 0, due: 0 },
  decide: (command, { order, open, level, due }) => {
    switch (command.type) {
      case 'open': {
        const data = { order: command.order, due: command.at + limitMs };
        return [{ type: 'tasks/opened', schema: 1, data }];
      }
      case 'wake': {
        if (!open || order === undefined || due > command.now || level >= topLevel) return [];
        const data = { order, level: level + 1, due: due + limitMs };
        return [{ type: 'tasks/escalated', schema: 1, data }];
      }
      case 'finish':
        return open ? [{ type: 'tasks/finished', schema: 1, data: null }] : [];
    }
  },
  evolve: (state, happened) => {
    switch (happened.type) {
      case 'tasks/opened': {
        const { order, due } = happened.data;
        return { order, open: true, level: 0, due };
      }
      case 'tasks/escalated': {
        const { level, due } = happened.data;
        return { ...state, level, due };
      }
      case 'tasks/finished':
        return { ...state, open: false };
    }
  },
};

/** How orders are handled. */
export const orders: Handling<OrderState, OrderCommand, OrderEvent> = { decider: orderDecider };

/** How tasks are handled: an open one wakes when its limit is over. */
export const tasks: Handling<TaskState, TaskCommand, TaskEvent> = {
  decider: taskDecider,
  wakes: ({ open, level, due }) => (open && level < topLevel ? [{ name: 'limit', at: due }] : []),
};

/** What a policy wants done in the town. */
export type TownOrder =
  | { readonly to: 'new task'; readonly order: StreamId }
  | { readonly to: 'order'; readonly stream: StreamId; readonly command: OrderCommand }
  | { readonly to: 'task'; readonly stream: StreamId; readonly command: TaskCommand };

/** The data of an event that its policy asked for by type. */
function dataOf<Data>(event: Recorded): Data {
  return event.data as Data;
}

/** An order opens two tasks; a task tells its order that it exists and that it is late; a settled order ends its tasks. */
export const policies: readonly Policy<undefined, TownOrder>[] = [
  {
    name: 'open tasks',
    on: ['orders/placed'],
    react: ({ stream }) =>
      ['repair', 'inspection'].map((slot) => ({ slot, order: { to: 'new task', order: stream } })),
  },
  {
    name: 'tell the order',
    on: ['tasks/opened', 'tasks/escalated'],
    react: (event) => {
      const { order, level } = dataOf<{ readonly order: StreamId; readonly level?: number }>(event);
      const { at } = event;
      const command: OrderCommand =
        level === undefined
          ? { type: 'assign', task: event.stream, at }
          : { type: 'warn', level, at };
      return [{ slot: 'tell', order: { to: 'order', stream: order, command } }];
    },
  },
  {
    name: 'end tasks',
    on: ['orders/settled'],
    react: (event) =>
      dataOf<{ readonly tasks: readonly StreamId[] }>(event).tasks.map((stream) => ({
        slot: `finish ${stream}`,
        order: { to: 'task', stream, command: { type: 'finish', at: event.at } },
      })),
  },
];
