import { roster } from '@civigrid/people';
import { rosterInputSchema } from '@civigrid/people/schemas';
import { expect, test } from 'vitest';

const text = {
  posts: [{ id: 'leader', role: 'gridLeader', grid: 'LS.01' }],
  tenures: [
    {
      post: 'leader',
      person: 'chen',
      from: 0,
      elected: true,
      by: { kind: 'meeting', ref: 'M-1' },
    },
  ],
  leaves: [{ post: 'leader', person: 'chen', from: 5, until: 9 }],
  rotas: [
    {
      id: 'days',
      from: 0,
      pattern: {
        kind: 'cycle',
        days: 1,
        anchor: '1970-01-01',
        shifts: [{ day: 0, post: 'leader', from: '00:00', to: '24:00' }],
      },
      changes: [{ date: '1970-01-02', post: 'leader', shifts: [] }],
    },
  ],
  parents: [
    ['LS.01', 'LS'],
    ['LS', null],
  ],
};

test('a roster written as JSON is read once at the edge and then builds', () => {
  const read = rosterInputSchema.parse(JSON.parse(JSON.stringify(text)));
  expect(read).toEqual(text);
  expect(roster(read).issues).toEqual([]);
});

test('what has not the form is refused with its place; what contradicts is for the roster', () => {
  const read = rosterInputSchema.safeParse({
    ...text,
    posts: [{ id: '', role: 'gridLeader', grid: 'LS.01' }],
    tenures: [{ post: 'leader', person: 'chen', from: 'now' }],
  });
  expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'posts.0.id',
    'tenures.0.from',
  ]);
  const twice = rosterInputSchema.parse({ ...text, tenures: [...text.tenures, ...text.tenures] });
  expect(roster(twice).issues).toMatchObject([{ code: 'people/terms-overlap', index: 1 }]);
});
