import { DomainError } from '@civigrid/kernel';

/** The name of a layer in the languages of a page. */
export type LayerTitle = Readonly<Record<'zh-CN' | 'en', string>>;

/**
 * How values add up over the tree. `lowest`: the lowest cells that have one count, so that nobody is counted twice
 * (households). `every`: each cell's own value counts, for what belongs to the cell itself (its chat groups). `none`:
 * they do not add up.
 */
export type LayerSum = 'lowest' | 'every' | 'none';

interface Named {
  /** The name by which values are set and asked for. */
  readonly name: string;
  readonly title?: LayerTitle;
}

interface Summed extends Named {
  /** `lowest` if left out. */
  readonly sum?: LayerSum;
}

/** How many there are: a whole number, 0 or more. */
export interface CountLayer extends Summed {
  readonly kind: 'count';
}

/** How much there is, in a unit: any finite number. */
export interface AmountLayer extends Summed {
  readonly kind: 'amount';
  readonly unit: string;
}

/** Several counts under names of their own: the population by age (人口结构). */
export interface PartsLayer extends Summed {
  readonly kind: 'parts';
  readonly parts: readonly string[];
  /** Titles of the parts, in their order. */
  readonly partTitles?: readonly LayerTitle[];
}

/** Two counts of which one is divided by the other: owners online by owners (在线率). Sums add each of them apart. */
export interface RatioLayer extends Summed {
  readonly kind: 'ratio';
  /** The numerator is part of the denominator: it cannot be larger. */
  readonly share?: true;
}

/** A text of at most 2,000 characters. */
export interface TextLayer extends Named {
  readonly kind: 'text';
}

/** At most 200 texts: the resources of a cell (资源). */
export interface ListLayer extends Named {
  readonly kind: 'list';
}

/**
 * One attribute of cells, as data (图层). All are figures of groups: a layer has no place for a single person. A figure
 * of few people may still point at one: see to it (k-anonymity) before it leaves those who may know.
 */
export type LayerDefinition =
  | CountLayer
  | AmountLayer
  | PartsLayer
  | RatioLayer
  | TextLayer
  | ListLayer;

/** The codes with which layers refuse. */
export type LayerErrorCode =
  | 'grid/invalid-layer'
  | 'grid/unknown-layer'
  | 'grid/invalid-day'
  | 'grid/layer-not-summed';

const kinds: readonly string[] = ['count', 'amount', 'parts', 'ratio', 'text', 'list'];

function fault(definition: LayerDefinition): string | undefined {
  const { name, kind } = definition;
  if (typeof name !== 'string' || name === '') return 'a layer needs a name';
  if (!kinds.includes(kind)) return 'there is no such kind of layer';
  if (kind === 'amount' && !definition.unit) return 'an amount needs a unit';
  if (kind !== 'parts') return undefined;
  const { parts, partTitles } = definition;
  if (parts.length === 0 || parts.includes('')) return 'its parts need names';
  if (new Set(parts).size < parts.length) return 'two parts have one name';
  return partTitles && partTitles.length !== parts.length ? 'each part needs a title' : undefined;
}

/** The definitions by name. Refuses with `grid/invalid-layer`. */
export function definitionsByName<Definition extends LayerDefinition>(
  definitions: readonly Definition[],
): ReadonlyMap<string, Definition> {
  const byName = new Map<string, Definition>();
  for (const definition of definitions) {
    const { name } = definition;
    const reason = byName.has(name) ? 'two layers have one name' : fault(definition);
    if (reason !== undefined)
      throw new DomainError(
        'grid/invalid-layer' satisfies LayerErrorCode,
        `This cannot be a layer: ${reason}.`,
        { name },
      );
    byName.set(name, definition);
  }
  return byName;
}

/** How a layer adds up. */
export function sumOf(definition: LayerDefinition): LayerSum {
  if (definition.kind === 'text' || definition.kind === 'list') return 'none';
  return definition.sum ?? 'lowest';
}
