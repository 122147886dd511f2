import {
  type AppendBatch,
  actorId,
  canonicalJson,
  commandId,
  contentOf,
  correlationId,
  type Draft,
  eventContent,
  eventId,
  type Json,
  keyId,
  preparedAppend,
  type StreamId,
  subjectRef,
  tenantId,
} from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digest } from './world.ts';

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const instant = fc.integer({ min: -8.64e15, max: 8.64e15 });
const part = fc
  .record({ subject: word, purpose: word, key: word, nonce: word, box: word })
  .map((made) => ({ ...made, subject: subjectRef(made.subject), key: keyId(made.key) }));

const draft: fc.Arbitrary<Draft> = fc
  .record(
    {
      id: word.map(eventId),
      type: word,
      schema: fc.nat(),
      data: fc.jsonValue().map((value) => value as Json),
      sealed: fc.array(part, { maxLength: 3 }),
      at: instant,
      actor: word.map(actorId),
      cause: word.map(eventId),
      correlation: word.map(correlationId),
    },
    { requiredKeys: ['id', 'type', 'schema', 'data', 'at', 'actor', 'correlation'] },
  )
  .map((made) => made as Draft);

test('the hash of a prepared event is that of its content, whatever it holds', () => {
  fc.assert(
    fc.property(draft, word, word, (event, tenant, command) => {
      const belonging = {
        tenant: tenantId(tenant),
        stream: 'case/网格 "1"' as StreamId,
        command: commandId(command),
      };
      const batch: AppendBatch = {
        ...belonging,
        entries: [{ stream: belonging.stream, partition: 0, expected: 'any', events: [event] }],
      };
      const [entry] = preparedAppend(batch, digest).entries;
      const content = digest.sha256(canonicalJson(eventContent(event, belonging)));
      expect(contentOf(event, belonging, digest)).toEqual(content);
      expect(entry?.events[0]?.content).toEqual(content);
    }),
  );
});
