import { renderInline } from '../../../design/render-yaml.ts'
import { applySplices } from '../../../design/splices.ts'
import { readCompose } from '../../../importers/compose/read.ts'
import { composeLayout } from './layout.ts'

/** The file with the project's name as its first entry, or in place of another name. */
export function withProjectName(path: string, text: string, name: string): string {
  const layout = composeLayout(text)
  const rendered = renderInline(name, layout)
  for (const document of readCompose(path, text).documents) {
    if (document.type !== 'map') continue
    const there = document.entries.get('name')
    if (there) return applySplices(text, [{ start: there.value.at.start, end: there.value.at.end, text: rendered }])
    const first = [...document.entries.values()].map(({ key }) => key.start).sort((a, b) => a - b)[0]
    if (first === undefined) continue
    const key = layout.json ? '"name"' : 'name'
    const isFlow = text[document.at.start] === '{'
    return applySplices(text, [{ start: first, end: first, text: `${key}: ${rendered}${isFlow ? ', ' : layout.eol}` }])
  }
  return text
}
