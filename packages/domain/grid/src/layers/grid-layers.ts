import { isLocalDate } from '@civigrid/calendar';
import { DomainError, type GridCode, isWellFormed } from '@civigrid/kernel';
import {
  definitionsByName,
  type LayerDefinition,
  type LayerErrorCode,
  sumOf,
} from './layer-definition.ts';
import type { DatedValue, LayerEntry, LayerIssue, LayerIssueCode } from './layer-entry.ts';
import { type CellTree, type LayerTotal, totalOf } from './layer-sum.ts';
import { type LayerValue, type LayerValues, ownValue, readValue } from './layer-value.ts';

/** The value that a layer has, by its name. */
export type LayerValueOf<Definition extends LayerDefinition, Name> = LayerValues[(Definition & {
  readonly name: Name;
})['kind']];

/** The layers of one day. Methods refuse a layer that is not defined with `grid/unknown-layer`. */
export interface LayerView<Definition extends LayerDefinition> {
  readonly day: string;
  /** What a cell itself has; undefined where nothing is known on the day. */
  value<Name extends Definition['name']>(
    cell: GridCode,
    layer: Name,
  ): LayerValueOf<Definition, Name> | undefined;
  /**
   * What a cell and all below it have together, and how many had nothing. A `lowest` layer takes the lowest cells that
   * have a value: where some cells below a community have one, the community's own is not added. Refuses with
   * `grid/layer-not-summed` a layer that does not add up, and what the tree refuses.
   */
  sum<Name extends Definition['name']>(
    cell: GridCode,
    layer: Name,
    tree: CellTree,
  ): LayerTotal<LayerValueOf<Definition, Name>>;
}

/** What setting many values gives: the new layers, what they took, and what was refused. */
export interface LayersSet<Definition extends LayerDefinition> {
  readonly layers: GridLayers<Definition>;
  readonly accepted: readonly LayerEntry[];
  readonly issues: readonly LayerIssue[];
}

/**
 * Attributes of cells with the day from which each holds (图层). Never changed: setting values gives new layers that
 * share what has stayed. Methods refuse a layer that is not defined with `grid/unknown-layer`, but for `set`.
 */
export interface GridLayers<Definition extends LayerDefinition> {
  readonly definitions: readonly Definition[];
  /**
   * Sets values in any order of days, late ones too. One of a day that is known already takes the other's place; within
   * one batch the first stays. Never throws: what cannot be is told.
   */
  set(entries: Iterable<LayerEntry>): LayersSet<Definition>;
  /** The layers as they were on a day `'YYYY-MM-DD'`. Refuses with `grid/invalid-day`. */
  at(day: string): LayerView<Definition>;
  /** All that is known of a cell, the earliest day first. */
  history<Name extends Definition['name']>(
    cell: GridCode,
    layer: Name,
  ): readonly DatedValue<LayerValueOf<Definition, Name>>[];
  /** All entries, by layer, cell and day: set again, they give the same layers. */
  entries(): readonly LayerEntry[];
}

type History = readonly DatedValue<LayerValue>[];
type Store = ReadonlyMap<string, ReadonlyMap<GridCode, History>>;

function refuse(
  code: LayerErrorCode,
  message: string,
  details: { layer: string } | { day: string },
) {
  return new DomainError(code, message, details);
}

const isCell = (value: unknown): value is GridCode =>
  typeof value === 'string' && value !== '' && isWellFormed(value);

/** Reads one entry, or says what of it is wrong. */
function readEntry(
  definitions: ReadonlyMap<string, LayerDefinition>,
  given: unknown,
): LayerEntry | readonly [LayerIssueCode, ...string[]] {
  if (typeof given !== 'object' || given === null) return ['layer-not-an-entry'];
  const [cell, layer, day] = ['cell', 'layer', 'day'].map((key) => ownValue(given, key));
  const value = ownValue(given, 'value');
  if (!isCell(cell)) return ['layer-bad-cell', 'cell'];
  const definition = typeof layer === 'string' ? definitions.get(layer) : undefined;
  if (!definition) return ['layer-unknown', 'layer'];
  if (!isLocalDate(day)) return ['layer-bad-day', 'day'];
  const read = value === null ? null : readValue(definition, value);
  if (read === undefined) return ['layer-bad-value', 'value'];
  return Object.freeze({ cell, layer: definition.name, day, value: read });
}

/** Reads a batch: of two entries for one cell, layer and day the first stays. */
function readEntries(
  definitions: ReadonlyMap<string, LayerDefinition>,
  entries: Iterable<unknown>,
): { readonly accepted: readonly LayerEntry[]; readonly issues: readonly LayerIssue[] } {
  const accepted = new Map<string, LayerEntry>();
  const issues: LayerIssue[] = [];
  let index = 0;
  for (const given of entries) {
    const read = readEntry(definitions, given);
    const isGood = 'cell' in read;
    const key = isGood ? JSON.stringify([read.layer, read.cell, read.day]) : '';
    if (isGood && !accepted.has(key)) accepted.set(key, read);
    else {
      const [code, ...at] = isGood ? (['layer-day-twice', 'day'] as const) : read;
      issues.push({ code, path: [index, ...at], ...namesOf(given) });
    }
    index++;
  }
  return { accepted: [...accepted.values()], issues };
}

/** Whose value an entry was to be, as far as it says. */
function namesOf(given: unknown): Pick<LayerIssue, 'cell' | 'layer'> {
  const cell = ownValue(given, 'cell');
  const layer = ownValue(given, 'layer');
  return { ...(isCell(cell) ? { cell } : {}), ...(typeof layer === 'string' ? { layer } : {}) };
}

/** The place of a day in a history, or of the first day behind it. */
function placeOf(history: History, day: string): number {
  let [from, to] = [0, history.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((history[middle]?.day ?? '') < day) from = middle + 1;
    else to = middle;
  }
  return from;
}

function withEntry(history: History, { day, value }: LayerEntry): History {
  const place = placeOf(history, day);
  const behind = history[place]?.day === day ? place + 1 : place;
  return Object.freeze([
    ...history.slice(0, place),
    Object.freeze({ day, value }),
    ...history.slice(behind),
  ]);
}

/** A copy of the store with entries set; the histories that they do not concern are shared. */
function withEntries(store: Store, entries: readonly LayerEntry[]): Store {
  const copied = new Map<string, Map<GridCode, History>>();
  for (const entry of entries) {
    const cells = copied.get(entry.layer) ?? new Map(store.get(entry.layer) ?? []);
    copied.set(entry.layer, cells.set(entry.cell, withEntry(cells.get(entry.cell) ?? [], entry)));
  }
  return new Map([...store, ...copied]);
}

function layersOf<Definition extends LayerDefinition>(
  definitions: ReadonlyMap<string, Definition>,
  store: Store,
): GridLayers<Definition> {
  const defined = (name: string): Definition => {
    const definition = definitions.get(name);
    if (definition) return definition;
    throw refuse('grid/unknown-layer', 'No layer has this name.', { layer: name });
  };
  const historyOf = (cell: GridCode, { name }: Definition): History =>
    store.get(name)?.get(cell) ?? [];
  const layers: GridLayers<Definition> = {
    definitions: [...definitions.values()],
    set(entries) {
      const { accepted, issues } = readEntries(definitions, entries);
      const isSame = accepted.length === 0;
      const next = isSame ? layers : layersOf(definitions, withEntries(store, accepted));
      return { layers: next, accepted, issues };
    },
    at(day) {
      if (!isLocalDate(day))
        throw refuse('grid/invalid-day', 'This is no day of the calendar.', { day: String(day) });
      const valueOn = (cell: GridCode, definition: Definition): LayerValue | undefined => {
        const history = historyOf(cell, definition);
        const place = placeOf(history, day);
        return history[history[place]?.day === day ? place : place - 1]?.value ?? undefined;
      };
      const view: LayerView<Definition> = {
        day,
        value: (cell, layer) => valueOn(cell, defined(layer)) as never,
        sum(cell, layer, tree) {
          const definition = defined(layer);
          const sum = sumOf(definition);
          if (sum === 'none')
            throw refuse('grid/layer-not-summed', 'This layer does not add up.', { layer });
          return totalOf(tree, cell, sum, (code) => valueOn(code, definition)) as never;
        },
      };
      return Object.freeze(view);
    },
    history: (cell, layer) => historyOf(cell, defined(layer)) as never,
    entries: () =>
      [...definitions.keys()].flatMap((layer) =>
        [...(store.get(layer) ?? [])]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([cell, history]) => history.map((dated) => ({ cell, layer, ...dated }))),
      ),
  };
  return Object.freeze(layers);
}

/**
 * Layers by their definitions, without values. Refuses with `grid/invalid-layer`.
 *
 * @example
 * const { layers } = gridLayers([households]).set([{ cell, layer: 'households', day: '2026-01-01', value: 33 }]);
 * layers.at('2026-06-30').sum(community, 'households', hierarchy); // { value, counted, missing }
 */
export function gridLayers<const Definition extends LayerDefinition>(
  definitions: readonly Definition[],
): GridLayers<Definition> {
  return layersOf(definitionsByName(definitions), new Map());
}
