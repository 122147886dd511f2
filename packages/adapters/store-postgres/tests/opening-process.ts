/** Opens a store, appends one matter and tells that it is done. Run by the tests: `node --conditions=civigrid-source opening-process.ts <url> <schema> <name>`. */
import { writeSync } from 'node:fs';
import { tenantId } from '@civigrid/kernel';
import { postgresStore } from '@civigrid/store-postgres';
import { telling } from './faults/matters.ts';

const [url = '', schema = '', name = ''] = process.argv.slice(2);
const store = await postgresStore({ connectionString: url, schema });
const events = [{ stream: name, partition: 1 }];
await store.append(telling({ tenant: tenantId('street'), name, events }));
await store.close();
writeSync(1, `${name}\n`);
