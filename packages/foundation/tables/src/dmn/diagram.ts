import { tag } from './xml-text.ts';

const width = 180;
const gap = 40;

/** A picture of a decision above its inputs: editors open a document at its diagram. */
export function diagram(decision: string, inputs: readonly string[]): string {
  const left = (i: number) => 100 + i * (width + gap);
  const middle = left((Math.max(inputs.length, 1) - 1) / 2);
  const point = (x: number, y: number) =>
    tag('di:waypoint', [
      ['x', String(x + width / 2)],
      ['y', String(y)],
    ]);
  return tag(
    'dmndi:DMNDI',
    [],
    [
      tag(
        'dmndi:DMNDiagram',
        [['id', 'civigrid-diagram']],
        [
          shape(decision, middle, 80),
          ...inputs.map((input, i) => shape(input, left(i), 240)),
          ...inputs.map((_, i) =>
            tag(
              'dmndi:DMNEdge',
              [
                ['id', `civigrid-edge-${i + 1}`],
                ['dmnElementRef', `civigrid-requirement-${i + 1}`],
              ],
              [point(left(i), 240), point(middle, 160)],
            ),
          ),
        ],
      ),
    ],
  );
}

function shape(element: string, x: number, y: number): string {
  const bounds = tag('dc:Bounds', [
    ['x', String(x)],
    ['y', String(y)],
    ['width', String(width)],
    ['height', '80'],
  ]);
  return tag(
    'dmndi:DMNShape',
    [
      ['id', `${element}-shape`],
      ['dmnElementRef', element],
    ],
    [bounds],
  );
}
