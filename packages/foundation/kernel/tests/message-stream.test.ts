import { type Message, memoryMessageStream } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { movableClock } from './world.ts';

const bytes = new Uint8Array([1]);

async function take(from: AsyncIterator<Message>): Promise<Message> {
  const { value, done } = await from.next();
  if (done === true) throw new Error('the stream has ended');
  return value;
}

test('a new group begins at the first message kept and sees its subjects only', async () => {
  const stream = memoryMessageStream(movableClock(0));
  expect(await stream.publish('gov.LS.01', bytes, 'a')).toEqual({ duplicate: false });
  expect(await stream.publish('raw.LS', bytes, 'b')).toEqual({ duplicate: false });
  expect(await stream.publish('gov.LS.02', bytes, 'c')).toEqual({ duplicate: false });
  expect(await stream.publish('gov.LS.02', bytes, 'c')).toEqual({ duplicate: true });
  const all = stream.consume('one', 'gov.>')[Symbol.asyncIterator]();
  expect([(await take(all)).id, (await take(all)).id]).toEqual(['a', 'c']);
  const second = stream.consume('two', 'gov.*.02')[Symbol.asyncIterator]();
  expect((await take(second)).id).toBe('c');
});

test('a message to be tried again comes back later, counted; a dead one never', async () => {
  const clock = movableClock(0);
  const stream = memoryMessageStream(clock);
  await stream.publish('raw.a', bytes, 'a');
  const consumer = stream.consume('g', 'raw.>')[Symbol.asyncIterator]();
  await (await take(consumer)).retry(100);
  await stream.publish('raw.b', bytes, 'b');
  expect((await take(consumer)).id).toBe('b');
  clock.at = 100;
  const again = await take(consumer);
  expect([again.id, again.deliveries]).toEqual(['a', 2]);
  await again.dead('no such device');
  expect(stream.dead).toEqual([{ id: 'a', subject: 'raw.a', reason: 'no such device' }]);
});

test('two consumers of a group share its messages, and both are woken', async () => {
  const stream = memoryMessageStream(movableClock(0));
  const one = take(stream.consume('g', 'raw.>')[Symbol.asyncIterator]());
  const two = take(stream.consume('g', 'raw.>')[Symbol.asyncIterator]());
  await stream.publish('raw.a', bytes, 'a');
  await stream.publish('raw.b', bytes, 'b');
  expect([(await one).id, (await two).id].sort()).toEqual(['a', 'b']);
});
