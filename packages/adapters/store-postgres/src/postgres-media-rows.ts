import type { MediaRef, StreamId, SubjectRef, TenantId } from '@civigrid/kernel';
import type { MediaRows } from '@civigrid/store-core';
import type { Database } from './database.ts';
import { plainText, storedText } from './stored-text.ts';

type MediaColumns = readonly [
  tenant: string,
  subject: string,
  stream: string,
  type: string,
  key: string,
  nonce: Buffer,
  box: Buffer,
];

/** The sealed photos in a schema. */
export function postgresMediaRows(database: Database, schema: string): MediaRows {
  return {
    add: async ({ ref, tenant, subject, stream, type, key, nonce, box }) => {
      await database.query(
        'add-media',
        `INSERT INTO ${schema}.media (ref, tenant, subject, stream, type, key, nonce, box)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          ...[ref, tenant, subject, stream, type, key].map(storedText),
          Buffer.from(nonce),
          Buffer.from(box),
        ],
      );
    },
    get: async (ref) => {
      const [row] = await database.query<MediaColumns>(
        'media',
        `SELECT tenant, subject, stream, type, key, nonce, box FROM ${schema}.media WHERE ref = $1`,
        [storedText(ref)],
      );
      if (row === undefined) return undefined;
      const [tenant, subject, stream, type, key, nonce, box] = row;
      return {
        ref: ref as MediaRef,
        // What comes out of these columns is what was added.
        tenant: plainText(tenant) as TenantId,
        subject: plainText(subject) as SubjectRef,
        stream: plainText(stream) as StreamId,
        type: plainText(type),
        key: plainText(key),
        nonce: new Uint8Array(nonce),
        box: new Uint8Array(box),
      };
    },
    drop: async (ref) => {
      await database.query('drop-media', `DELETE FROM ${schema}.media WHERE ref = $1`, [
        storedText(ref),
      ]);
    },
    dropAll: async ({ tenant, subject, stream }) => {
      await database.query(
        'drop-media-of',
        `DELETE FROM ${schema}.media WHERE tenant = $1 AND subject = $2 AND ($3::text IS NULL OR stream = $3)`,
        [storedText(tenant), storedText(subject), stream === undefined ? null : storedText(stream)],
      );
    },
  };
}
