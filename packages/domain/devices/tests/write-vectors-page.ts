import { writeFileSync } from 'node:fs';
import { present } from './shared-vectors.ts';
import { vectorsPage, vectorsPagePath } from './vectors-page.ts';

if (present) writeFileSync(vectorsPagePath, vectorsPage());
