import { type PersonId, personId } from '@civigrid/kernel';
import type { SeededRandom } from '../seeded-random.ts';

/** An invented person with what must never stand in the clear in a record. */
export interface InventedPerson {
  readonly person: PersonId;
  readonly name: string;
  /** Born on 30 February and with a wrong check digit: nobody can have it. */
  readonly identityNumber: string;
  /** Eleven digits from `100`, a block that no operator has. */
  readonly phone: string;
}

const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段';
const first = '建国志明文海春晓家思俊雅丽秀桂玉兰淑慧美婷晨宇浩子梓欣雨佳嘉立永世德仁义礼智信';
const second = '华军平强伟芳英红霞梅燕玲娟敏静波涛斌峰勇杰鹏飞龙云雪莹琳颖洁瑶涵轩睿泽然安宁康乐';

/** A name of two or three characters from common surnames and given names. */
export function inventedName(random: SeededRandom): string {
  const given = random.pick([...second]);
  return `${random.pick([...surnames])}${random.next() < 0.8 ? random.pick([...first]) : ''}${given}`;
}

/** A telephone number that nobody has. */
export const inventedPhone = (random: SeededRandom): string =>
  `100${String(random.integer(100_000_000)).padStart(8, '0')}`;

/** Weights and check characters of GB 11643-1999. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

function impossibleIdentityNumber(random: SeededRandom): string {
  const digits = `330799${1950 + random.integer(50)}0230${String(random.integer(1000)).padStart(3, '0')}`;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return `${digits}${checks[((sum % 11) + 1 + random.integer(10)) % 11]}`;
}

/** Invents a person; `number` keeps apart those of one street. */
export const inventedPerson = (number: number, random: SeededRandom): InventedPerson => ({
  person: personId(`person-${String(number).padStart(5, '0')}`),
  name: inventedName(random),
  identityNumber: impossibleIdentityNumber(random),
  phone: inventedPhone(random),
});
