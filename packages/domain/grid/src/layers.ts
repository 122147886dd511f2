export type { GridLayers, LayersSet, LayerValueOf, LayerView } from './layers/grid-layers.ts';
export { gridLayers } from './layers/grid-layers.ts';
export type {
  AmountLayer,
  CountLayer,
  LayerDefinition,
  LayerErrorCode,
  LayerSum,
  LayerTitle,
  ListLayer,
  PartsLayer,
  RatioLayer,
  TextLayer,
} from './layers/layer-definition.ts';
export type { DatedValue, LayerEntry, LayerIssue, LayerIssueCode } from './layers/layer-entry.ts';
export type { CellTree, LayerTotal } from './layers/layer-sum.ts';
export type { LayerValue, LayerValues, RatioValue } from './layers/layer-value.ts';
export { ratioOf } from './layers/layer-value.ts';
export type { NamedLayer } from './layers/presets.ts';
export {
  careGroups,
  chatGroups,
  households,
  ownersOnline,
  population,
  resources,
} from './layers/presets.ts';
