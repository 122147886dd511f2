import { crossingsOf, differenceOf, intersectionOf, unionOf, withoutCrossings, facesOf, sidesOf, type Shape } from '@civigrid/spatial';
import { leftoverOf } from '../src/noding.ts';
import { block, corners, squareQuanta, star } from './blocks.ts';
import { randomFrom } from './random.ts';
function jagged(random: () => number, scale: number): Shape {
  const [x, y] = [Math.round(random() * 60), Math.round(random() * 60)];
  const hole = random() < 0.4 ? [corners(x - 3, y - 3, x + 3, y + 3)] : [];
  return withoutCrossings(block(scale, star(random, x, y, 60), ...hole)) as Shape;
}
const show=(n:string,s?:Shape)=>console.log(n, s&&crossingsOf(s), s?.parts.map(p=>p.map(r=>Array.from(r,(v,i)=>v-(i%2?2900000000:11960000000)).join(' '))));
for (const [seed,scale] of [[41703091,100],[1941427057,100]] as const){
const random=randomFrom(seed); const [a,b]=[jagged(random,scale),jagged(random,scale)];
console.log('noded',leftoverOf([...sidesOf(a,0,1),...sidesOf(b,1,1024)]).noded);
show('a',a);show('b',b);show('u',unionOf([a,b]));show('d',differenceOf(a,b));show('i',intersectionOf(a,b));show('o',differenceOf(b,a));
const pieces=[differenceOf(a,b),intersectionOf(a,b),differenceOf(b,a)];
const t=facesOf([...pieces.flatMap((p,o)=>p?sidesOf(p,o,1):[]),...sidesOf(unionOf([a,b])!,-1,-1)]);
t.forEach(f=>show('left '+f.value,f.shape));
const t2=facesOf([...pieces.slice(0,2).flatMap((p,o)=>p?sidesOf(p,o,1):[]),...sidesOf(a,-1,-1)]);
t2.forEach(f=>show('left a '+f.value,f.shape));
}
