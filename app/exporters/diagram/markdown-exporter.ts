import type { Exporter } from '../exporter.ts'
import { toFileStem } from './file-stem.ts'
import { notesLost } from './losses.ts'
import { toMarkdown } from './markdown.ts'
import { toSvg } from './svg.ts'

export const markdownExporter: Exporter = {
  id: 'markdown',
  label: 'Markdown page',
  summary: 'A page with the drawing, everything it is made of, its objectives, and how it is predicted to do.',
  icon: 'file-text',
  output: 'folder',
  needs: ['layout', 'prediction'],
  export(design, { layout, prediction, version }) {
    const stem = toFileStem(design.name)
    const picture = `${stem}.svg`
    return {
      files: [
        { path: `${stem}.md`, content: toMarkdown({ design, picture, prediction, version }) },
        { path: picture, content: toSvg(design, layout) },
      ],
      losses: notesLost(design),
    }
  },
}
