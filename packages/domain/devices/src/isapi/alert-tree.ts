import type { XmlElement } from '@civigrid/guard';
import type { Corner, IsapiAlert } from './alert.ts';
import { position, regionOf } from './region.ts';

function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find(({ local }) => local === name);
}

function region(root: XmlElement): readonly Corner[] {
  const first = child(child(root, 'DetectionRegionList'), 'DetectionRegion');
  const corners = child(first, 'RegionCoordinatesList')?.children ?? [];
  return regionOf(
    corners.map((corner) => [
      position(child(corner, 'positionX')?.text.trim()),
      position(child(corner, 'positionY')?.text.trim()),
    ]),
  );
}

/** The alert in a tree that a bounded reader made; its root is the alert. */
export function alertFromTree(root: XmlElement): IsapiAlert {
  return {
    version: root.attributes.get('version'),
    region: region(root),
    text(field) {
      let at: XmlElement | undefined = root;
      for (const name of field.split('/')) at = child(at, name);
      const text = at?.text.trim();
      return text === '' ? undefined : text;
    },
  };
}
