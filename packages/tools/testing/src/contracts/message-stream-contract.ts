import { deepStrictEqual as equal, ok, strictEqual as same } from 'node:assert/strict';
import type { Message, MessageStream } from '@civigrid/kernel';
import { type ContractCase, contract, type Make, type Promises } from './contract.ts';
import { upTo } from './samples.ts';

const subject = 'gov.zhuhai.ls.3.01.case';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));

function publish(stream: MessageStream, id: string, to: string = subject) {
  return stream.publish(to, bytesOf(id), id);
}

/** A consumer from whom one asks for the next message; only what is known to come may be asked for. */
function consumer(stream: MessageStream, group: string, filter: string): () => Promise<Message> {
  const messages = stream.consume(group, filter)[Symbol.asyncIterator]();
  return async () => {
    const { value, done } = await messages.next();
    ok(done !== true, 'A stream of messages does not end.');
    return value;
  };
}

async function handled(next: () => Promise<Message>, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const _ of upTo(count)) {
    const message = await next();
    ids.push(message.id);
    await message.ack();
  }
  return ids;
}

const promises: Promises<MessageStream> = {
  'a message comes with its subject, its id and its bytes': async (stream) => {
    const bytes = Uint8Array.from([0, 255, 128, 10]);
    equal(await stream.publish(subject, bytes, 'm-1'), { duplicate: false });
    const message = await consumer(stream, 'g', subject)();
    equal([message.subject, message.id, message.deliveries], [subject, 'm-1', 1]);
    equal([...message.bytes], [...bytes]);
  },
  'a message of the same id is a duplicate, also from twenty publishers at once': async (
    stream,
  ) => {
    const answers = await Promise.all(upTo(20).map(() => publish(stream, 'm-1')));
    same(answers.filter(({ duplicate }) => !duplicate).length, 1);
    equal(await publish(stream, 'm-1'), { duplicate: true });
    await publish(stream, 'm-2');
    equal(await handled(consumer(stream, 'g', subject), 2), ['m-1', 'm-2']);
  },
  'a new group begins at the first message that is kept': async (stream) => {
    for (const n of upTo(5)) await publish(stream, `m-${n}`);
    const early = await handled(consumer(stream, 'early', 'gov.>'), 5);
    await publish(stream, 'm-6');
    const late = await handled(consumer(stream, 'late', 'gov.>'), 6);
    equal(
      early,
      upTo(5).map((n) => `m-${n}`),
    );
    equal(
      late,
      upTo(6).map((n) => `m-${n}`),
    );
  },
  'messages of a subject come in the order of publishing': async (stream) => {
    for (const n of upTo(50)) await publish(stream, `m-${n}`);
    equal(
      await handled(consumer(stream, 'g', subject), 50),
      upTo(50).map((n) => `m-${n}`),
    );
  },
  'a consumer waits for what is published later': async (stream) => {
    const next = consumer(stream, 'g', subject);
    const waiting = next();
    await publish(stream, 'm-1');
    same((await waiting).id, 'm-1');
  },
  'two consumers of one group share its messages, two groups each get all': async (stream) => {
    for (const n of upTo(6)) await publish(stream, `m-${n}`);
    const one = consumer(stream, 'shared', subject);
    const two = consumer(stream, 'shared', subject);
    const shared = [...(await handled(one, 3)), ...(await handled(two, 3))];
    equal(
      [...shared].sort(),
      upTo(6).map((n) => `m-${n}`),
    );
    equal((await handled(consumer(stream, 'other', subject), 6)).length, 6);
  },
  'a star stands for one word, and a last arrow for all that follow': async (stream) => {
    const subjects = ['gov.a.case', 'gov.b.case', 'gov.a.case.photo', 'gov.a.device', 'raw.a.case'];
    for (const to of subjects) await publish(stream, to, to);
    equal(await handled(consumer(stream, 'words', 'gov.*.case'), 2), ['gov.a.case', 'gov.b.case']);
    equal(await handled(consumer(stream, 'rest', 'gov.a.>'), 3), [
      'gov.a.case',
      'gov.a.case.photo',
      'gov.a.device',
    ]);
    equal(await handled(consumer(stream, 'exact', 'raw.a.case'), 1), ['raw.a.case']);
  },
  'a message to be tried again comes again and counts its deliveries': async (stream) => {
    await publish(stream, 'm-1');
    const next = consumer(stream, 'g', subject);
    await (await next()).retry(0);
    const again = await next();
    equal([again.id, again.deliveries], ['m-1', 2]);
    await again.retry(0);
    same((await next()).deliveries, 3);
  },
  'a message to be tried much later lets others pass': async (stream) => {
    await publish(stream, 'm-1');
    const next = consumer(stream, 'g', subject);
    await (await next()).retry(3_600_000);
    await publish(stream, 'm-2');
    same((await next()).id, 'm-2');
  },
  'a message that was handled or given up does not come again': async (stream) => {
    for (const n of upTo(3)) await publish(stream, `m-${n}`);
    const next = consumer(stream, 'g', subject);
    await (await next()).ack();
    await (await next()).dead('no codec for it');
    same((await next()).id, 'm-3');
    await publish(stream, 'm-4');
    same((await next()).id, 'm-4');
  },
  'bytes that their publisher or reader changes do not change the message': async (stream) => {
    const bytes = bytesOf('before');
    const published = stream.publish(subject, bytes, 'm-1');
    bytes.fill(0);
    await published;
    const first = await consumer(stream, 'one', subject)();
    first.bytes.fill(1);
    const second = await consumer(stream, 'two', subject)();
    equal([...second.bytes], [...bytesOf('before')]);
  },
};

/** What every `MessageStream` promises: at least once, in order of a subject, every group from the first message on. */
export function messageStreamContract(make: Make<MessageStream>): readonly ContractCase[] {
  return contract(make, promises);
}
