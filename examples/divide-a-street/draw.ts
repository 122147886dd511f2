import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Defect, GridHierarchy } from '@civigrid/grid';
import type { AreaGeometry, Point } from '@civigrid/spatial';

const width = 1200;

/** A colour that stays the same as long as the grid keeps its code. */
function colourOf(code: string): string {
  let hash = 0;
  for (let i = 0; i < code.length; i++) hash = (Math.imul(hash, 31) + code.charCodeAt(i)) | 0;
  return `hsl(${Math.abs(hash * 47) % 360}, ${45 + (Math.abs(hash) % 3) * 15}%, 72%)`;
}

/** Draws a division as a picture (SVG): micro-grids in the colour of their grid, grids and communities outlined, defects marked. */
function drawing(street: GridHierarchy, title: string, defects: readonly Defect[]): string {
  const [west, south, east, north] = street.roots.map(street.bounds)[0] ?? [0, 0, 1, 1];
  const narrow = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = width / ((east - west) * narrow);
  const height = Math.ceil((north - south) * scale);
  const place = ([lng, lat]: Point) =>
    `${((lng - west) * narrow * scale).toFixed(1)} ${((north - lat) * scale).toFixed(1)}`;
  const ringsOf = ({ type, coordinates }: AreaGeometry) =>
    type === 'Polygon' ? coordinates : coordinates.flat();
  const path = (geometry: AreaGeometry) =>
    ringsOf(geometry)
      .map((ring) => `M${ring.map(place).join('L')}Z`)
      .join('');
  const outlines = (level: string, style: string) =>
    street.codes
      .filter((code) => street.levelOf(code) === level)
      .map((code) => street.geometry(code))
      .flatMap((geometry) => (geometry ? `<path d="${path(geometry)}" ${style}/>` : []));
  const leaves = street.codes
    .filter((code) => street.leafIndex(code) >= 0)
    .flatMap((code) => {
      const geometry = street.geometry(code);
      const grid = street.ancestorAt(code, 'grid') ?? code;
      return geometry ? `<path d="${path(geometry)}" fill="${colourOf(grid)}"/>` : [];
    });
  const marks = defects.flatMap(({ type, codes, geometry }) => {
    if (!geometry) return [];
    const points = geometry.type === 'Point' ? [geometry.coordinates] : ringsOf(geometry).flat();
    const [x, y] = place(points[0] as Point).split(' ');
    const area = geometry.type === 'Point' ? '' : `<path d="${path(geometry)}" fill="red"/>`;
    return `${area}<circle cx="${x}" cy="${y}" r="14" fill="none" stroke="red" stroke-width="4"><title>${type}: ${codes.join(', ')}</title></circle>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -40 ${width + 20} ${height + 50}" font-family="sans-serif">`,
    `<title>${title}</title><text x="0" y="-14" font-size="20">${title}</text>`,
    '<g stroke="white" stroke-width="0.6" fill-rule="evenodd">',
    ...leaves,
    '</g><g fill="none" stroke="black" stroke-linejoin="round">',
    ...outlines('grid', 'stroke-width="1.5"'),
    ...outlines('community', 'stroke-width="3.5"'),
    '</g>',
    ...marks,
    '</svg>',
  ].join('\n');
}

const folder = mkdtempSync(join(tmpdir(), 'divide-a-street-'));

/** Writes the picture of a division into a temporary folder, and says where. */
export function picture(
  street: GridHierarchy,
  name: string,
  defects: readonly Defect[] = [],
): string {
  const file = join(folder, `${name}.svg`);
  writeFileSync(file, drawing(street, `${name} (synthetic)`, defects));
  return `  drawn: ${file}`;
}
