import type { Exporter } from '../exporter.ts'
import { toFileStem } from './file-stem.ts'
import { toLosses } from './losses.ts'
import { toMermaid } from './mermaid.ts'

export const mermaidExporter: Exporter = {
  id: 'mermaid',
  label: 'Mermaid flowchart',
  summary: 'Text that GitHub, GitLab and many wikis draw as a flowchart, with a layout of their own.',
  icon: 'workflow',
  output: 'file',
  needs: [],
  export: (design) => ({
    files: [{ path: `${toFileStem(design.name)}.mmd`, content: toMermaid(design) }],
    losses: toLosses(design, 'Mermaid'),
  }),
}
