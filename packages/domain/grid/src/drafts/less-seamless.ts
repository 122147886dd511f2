import type { DefectType, Seamlessness } from '../defect.ts';

/** An area grows by less than this where a vertex was put into a border that was wrong before. */
const sameSquareMetres = 1;

interface Amount {
  count: number;
  squareMetres: number;
}

function amounts({ defects }: Seamlessness): ReadonlyMap<DefectType, Amount> {
  const found = new Map<DefectType, Amount>();
  for (const { type, areaSquareMetres = 0, harmless } of defects) {
    if (harmless) continue;
    const amount = found.get(type) ?? { count: 0, squareMetres: 0 };
    amount.count++;
    amount.squareMetres += areaSquareMetres;
    found.set(type, amount);
  }
  return found;
}

/** The types of defects of which there are more than before, or on a larger area: none where a division is as good. */
export function worsened(before: Seamlessness, after: Seamlessness): readonly DefectType[] {
  const known = amounts(before);
  return Array.from(amounts(after)).flatMap(([type, { count, squareMetres }]) => {
    const was = known.get(type) ?? { count: 0, squareMetres: 0 };
    const grew = squareMetres > was.squareMetres + sameSquareMetres;
    return count > was.count || grew ? [type] : [];
  });
}
