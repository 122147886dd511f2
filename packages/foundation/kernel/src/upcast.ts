import type { Recorded } from './envelope.ts';
import type { Json } from './json.ts';

/** By type of event and by schema as written: how its data becomes that of the next schema. */
export type Upcasters = ReadonlyMap<string, ReadonlyMap<number, (data: Json) => Json>>;

/** An event in the newest form that its upcasters know; sealed parts keep the schema under which they were sealed. */
export function upcast(event: Recorded, upcasters: Upcasters | undefined): Recorded {
  const steps = upcasters?.get(event.type);
  if (steps === undefined) return event;
  let { schema, data } = event;
  for (let step = steps.get(schema); step !== undefined; step = steps.get(schema)) {
    data = step(data);
    schema++;
  }
  return { ...event, schema, data };
}
