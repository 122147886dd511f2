import { revisionOf } from '@civigrid/grid/division';
import { test } from 'vitest';
import { codeSource, randomChange, randomStreet, randomWish,  changeOf } from './random-change.ts';
import { randomFrom } from './tiling.ts';
import { intersectionOf, differenceOf, readShape, geometryOf, toQuanta } from '@civigrid/spatial';
test('x', () => {
  for (const [seed, stop, options] of [[187, 0, {}], [100, 37, { derived: true }]] as const) {
      const random = randomFrom(seed);
      let street = randomStreet(random, options);
      const newCode = codeSource();
      for (let i = 0; i < 40; i++) {
        if (i === stop) {
          const w = randomWish(street, random, newCode); 
          console.log(JSON.stringify(w));
          if (w?.op !== 'moveBorder') return;
          const q = (g: any) => JSON.stringify(g?.coordinates, (k, v) => typeof v === 'number' ? toQuanta(v) % 1000000 : v);
          console.log('from', q(street.geometry(w.from)), '\nto', q(street.geometry(w.to)), '\narea', q(w.area));
          const c = changeOf(street, w);
          for (const f of c.cells) console.log(f.properties['code'], q(f.geometry));
          const r = street.revised(revisionOf(c));
          console.log(JSON.stringify(r.issues), JSON.stringify(r.validate().defects, (k, v) => typeof v === 'number' ? toQuanta(v) % 1000000 : v));
          break;
        }
        const change = randomChange(street, random, newCode);
        if (change) street = street.revised(revisionOf(change));
      }
    }
}, 600000);
