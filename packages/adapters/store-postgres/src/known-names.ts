import type { TenantId } from '@civigrid/kernel';
import type { Database } from './database.ts';
import { plainText, storedText } from './stored-text.ts';

/** What an event is: its type and the version of its form. */
interface Kind {
  readonly type: string;
  readonly schema: number;
}

/** The integers by which tenants and kinds of events are named in the tables. They never change, so each is asked for once. */
export interface KnownNames {
  /** The number of a tenant, or undefined where it has not begun. */
  tenant(name: TenantId): Promise<number | undefined>;
  /** Makes sure that all these have numbers. */
  learn(tenants: Iterable<TenantId>, kinds: Iterable<Kind>): Promise<void>;
  tenantNumber(name: TenantId): number;
  kindNumber(kind: Kind): number;
  /** Makes sure that all these numbers are known. */
  recall(kinds: Iterable<number>): Promise<void>;
  kind(number: number): Kind;
}

const keyOf = ({ type, schema }: Kind) => `${schema} ${type}`;

function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('A name was not learnt before it was used.');
  return value;
}

/** The names of one schema. */
export function knownNames(database: Database, schema: string): KnownNames {
  const tenants = new Map<TenantId, number>();
  const numbers = new Map<string, number>();
  const kinds = new Map<number, Kind>();

  function keep(number: number, type: string, version: number): void {
    const kind = { type: plainText(type), schema: version };
    numbers.set(keyOf(kind), number);
    kinds.set(number, kind);
  }

  async function tenant(name: TenantId): Promise<number | undefined> {
    const before = tenants.get(name);
    if (before !== undefined) return before;
    const [row] = await database.query<readonly [number]>(
      'tenant',
      `SELECT id FROM ${schema}.tenants WHERE name = $1`,
      [storedText(name)],
    );
    if (row !== undefined) tenants.set(name, row[0]);
    return row?.[0];
  }

  async function learnTenant(name: TenantId): Promise<void> {
    if ((await tenant(name)) !== undefined) return;
    const text = `INSERT INTO ${schema}.tenants (name) VALUES ($1) ON CONFLICT DO NOTHING`;
    await database.query('bear-tenant', text, [storedText(name)]);
    known(await tenant(name));
  }

  async function learnKind({ type, schema: version }: Kind): Promise<void> {
    const values = [storedText(type), version];
    await database.query(
      'bear-kind',
      `INSERT INTO ${schema}.kinds (type, schema) SELECT $1, $2
       WHERE NOT EXISTS (SELECT FROM ${schema}.kinds WHERE type = $1 AND schema = $2) ON CONFLICT DO NOTHING`,
      values,
    );
    const [row] = await database.query<readonly [number]>(
      'kind',
      `SELECT id FROM ${schema}.kinds WHERE type = $1 AND schema = $2`,
      values,
    );
    keep(known(row)[0], storedText(type), version);
  }

  return {
    tenant,
    learn: async (names, wanted) => {
      for (const name of new Set(names)) if (!tenants.has(name)) await learnTenant(name);
      for (const kind of wanted) if (!numbers.has(keyOf(kind))) await learnKind(kind);
    },
    tenantNumber: (name) => known(tenants.get(name)),
    kindNumber: (kind) => known(numbers.get(keyOf(kind))),
    recall: async (wanted) => {
      if (Array.from(wanted).every((number) => kinds.has(number))) return;
      const rows = await database.query<readonly [number, string, number]>(
        'kinds',
        `SELECT id, type, schema FROM ${schema}.kinds`,
      );
      for (const [id, type, version] of rows) keep(id, type, version);
    },
    kind: (number) => known(kinds.get(number)),
  };
}
