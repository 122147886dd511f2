import { type GridCode, type StreamId, streamId } from '@civigrid/kernel';
import { checkedCode } from '../record/checked.ts';
import { refusal } from './programme-error.ts';

/** The stream of a programme: `programme/<programme>`. Refuses with `people/not-a-code` a name with a `/`, which volunteers' ledgers and themed grids have. */
export function programmeStream(programme: string): StreamId {
  if (checkedCode(programme, '/programme').includes('/'))
    throw refusal('people/not-a-code', 'The name of a programme holds no /.', {
      path: '/programme',
    });
  return streamId('programme', programme);
}

/** The stream of a themed grid: `programme/themes/<grid>`. */
export function themedGridStream(grid: GridCode): StreamId {
  return streamId('programme', `themes/${grid}`);
}
