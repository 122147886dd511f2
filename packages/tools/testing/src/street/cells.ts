import { type GridCode, gridCode } from '@civigrid/kernel';
import type { SeededRandom } from '../seeded-random.ts';
import type { Bilingual } from './bilingual.ts';
import { type Division, divideStreet, meshSize } from './division.ts';
import { jitteredMesh, type Mesh, type StreetPoint } from './mesh.ts';

/** How deep a cell of the street lies (层级). */
export type StreetLevel = 'street' | 'community' | 'grid' | 'microGrid';

/** What the street says about a cell; the names of the members are those that `gridHierarchy` looks for. */
export interface StreetCellProperties {
  readonly code: GridCode;
  readonly parent: GridCode | null;
  readonly level: StreetLevel;
  /** Chinese name. */
  readonly name: string;
  /** English name. */
  readonly nameEn: string;
  /** Invented number of households (户). */
  readonly households: number;
}

/** One cell of the street as a GeoJSON feature. */
export interface StreetFeature {
  readonly type: 'Feature';
  readonly properties: StreetCellProperties;
  readonly geometry: {
    readonly type: 'Polygon';
    /** One closed counter-clockwise ring. */
    readonly coordinates: readonly (readonly StreetPoint[])[];
  };
}

/** All cells of the street, upper cells first, as a GeoJSON feature collection. */
export interface StreetCells {
  readonly type: 'FeatureCollection';
  readonly features: readonly StreetFeature[];
}

/** The street's invented name (柳树街道). */
export const streetName: Bilingual = { zh: '柳树街道', en: 'Liushu Street' };

const communityNames: readonly Bilingual[] = [
  ['银杏', 'Yinxing'],
  ['桂花', 'Guihua'],
  ['柳荫', 'Liuyin'],
  ['百合', 'Baihe'],
  ['梧桐', 'Wutong'],
  ['青石', 'Qingshi'],
  ['石榴', 'Shiliu'],
  ['望江', 'Wangjiang'],
  ['临江', 'Linjiang'],
  ['竹园', 'Zhuyuan'],
  ['东篱', 'Dongli'],
  ['书院', 'Shuyuan'],
  ['和睦', 'Hemu'],
  ['翠湖', 'Cuihu'],
  ['枫桥', 'Fengqiao'],
].map(([zh, en]) => ({ zh: `${zh}社区`, en: `${en} Community` }));

const ordinals = ['一', '二', '三', '四'];
const twoDigits = (index: number): string => String(index + 1).padStart(2, '0');

type Drawn = { readonly cells: readonly number[]; readonly features: readonly StreetFeature[] };

/** Draws the street: 1 street, 15 communities, 55 grids, 1,623 micro-grids that tile their parents exactly. */
export function streetCells(random: SeededRandom): StreetCells {
  const mesh = jitteredMesh(meshSize.columns, meshSize.rows, random.fork('mesh'));
  const division: Division = divideStreet(mesh, random.fork('division'));
  const households = random.fork('households');

  const leaf = (cell: number, properties: CellName): Drawn =>
    feature(mesh, [cell], properties, [], 22 + households.integer(25));

  const root = gridCode('LS');
  const communities = division.map((grids, i) => {
    const code = gridCode(`LS.${twoDigits(i)}`);
    const name = communityNames[i] as Bilingual;
    const drawn = grids.map((cells, j) => {
      const grid = gridCode(`${code}.${twoDigits(j)}`);
      const zh = `${name.zh}第${ordinals[j]}网格`;
      const en = `${name.en}, Grid ${j + 1}`;
      const leaves = cells.map((cell, k) =>
        leaf(cell, {
          code: gridCode(`${grid}.${twoDigits(k)}`),
          parent: grid,
          level: 'microGrid',
          name: `${zh}${twoDigits(k)}号微网格`,
          nameEn: `${en}, Micro-grid ${k + 1}`,
        }),
      );
      return above(mesh, leaves, { code: grid, parent: code, level: 'grid', name: zh, nameEn: en });
    });
    return above(mesh, drawn, {
      code,
      parent: root,
      level: 'community',
      name: name.zh,
      nameEn: name.en,
    });
  });
  const street = above(mesh, communities, {
    code: root,
    parent: null,
    level: 'street',
    name: streetName.zh,
    nameEn: streetName.en,
  });
  return { type: 'FeatureCollection', features: street.features };
}

type CellName = Omit<StreetCellProperties, 'households'>;

function feature(
  mesh: Mesh,
  cells: readonly number[],
  name: CellName,
  below: readonly StreetFeature[],
  households: number,
): Drawn {
  const [ring, ...others] = mesh.rings(cells) ?? [];
  if (!ring || others.length > 0) throw new Error(`${name.code} is no single block of cells.`);
  const properties = { ...name, households };
  const geometry = { type: 'Polygon', coordinates: [ring] } as const;
  return { cells, features: [{ type: 'Feature', properties, geometry }, ...below] };
}

/** The cell above others: its outline goes over their own vertices. */
function above(mesh: Mesh, children: readonly Drawn[], name: CellName): Drawn {
  return feature(
    mesh,
    children.flatMap(({ cells }) => cells),
    name,
    children.flatMap(({ features }) => features),
    children.reduce((sum, { features }) => sum + (features[0]?.properties.households ?? 0), 0),
  );
}
