export { replaceShapes, type ShapeChanges } from './replace-shapes.ts';
