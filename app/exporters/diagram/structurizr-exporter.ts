import type { Exporter } from '../exporter.ts'
import { toFileStem } from './file-stem.ts'
import { toLosses } from './losses.ts'
import { toStructurizr } from './structurizr.ts'

export const structurizrExporter: Exporter = {
  id: 'structurizr',
  label: 'Structurizr (C4)',
  summary: 'A C4 model in the language of Structurizr: people, the system, its containers and who calls whom.',
  icon: 'boxes',
  output: 'file',
  needs: [],
  export: (design) => ({
    files: [{ path: `${toFileStem(design.name)}.dsl`, content: toStructurizr(design) }],
    losses: toLosses(design, 'Structurizr'),
  }),
}
