import type { Exporter } from '../exporter.ts'
import { toFileStem } from './file-stem.ts'
import { notesLost } from './losses.ts'
import { toSvg } from './svg.ts'

/** One picture that follows the reader's light or dark system. */
export const svgExporter: Exporter = {
  id: 'svg',
  label: 'SVG picture',
  summary: 'The drawing as a picture of any size, light or dark as the reader has it.',
  icon: 'pen-tool',
  output: 'file',
  needs: ['layout'],
  export: (design, { layout }) => ({
    files: [{ path: `${toFileStem(design.name)}.svg`, content: toSvg(design, layout) }],
    losses: notesLost(design),
  }),
}
