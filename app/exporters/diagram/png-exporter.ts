import type { Design } from '../../design/design.ts'
import type { Exporter, Loss } from '../exporter.ts'
import { toFileStem } from './file-stem.ts'
import { notesLost } from './losses.ts'
import { toSvg } from './svg.ts'

/** One picture in pixels, light. */
export const pngExporter: Exporter = {
  id: 'png',
  label: 'PNG picture',
  summary: 'The drawing as a light picture in pixels, at twice its size, for slides and wikis that take no SVG.',
  icon: 'image',
  output: 'file',
  needs: ['layout', 'png'],
  export(design, { layout, toPng }) {
    if (!toPng) throw new Error('A PNG needs somebody who draws it')
    const content = toPng(toSvg(design, layout))
    return {
      files: [{ path: `${toFileStem(design.name)}.png`, content, encoding: 'base64' }],
      losses: [...notesLost(design), ...toLosses(design)],
    }
  },
}

/** Letters that the bundled type does not have: everything beyond Latin with its accents, punctuation and currencies. */
const undrawn = /[^\p{Cc}\p{Zs}\u0020-\u02FF\u1E00-\u1EFF\u2000-\u206F\u20A0-\u20C0\u2122\u2191\u2193\u2212\u2215]/u

function toLosses({ name, components, groups = {} }: Design): Loss[] {
  const places: [string, string | undefined][] = [
    ['name', name],
    ...Object.entries(components).map(([id, component]): [string, string] => [id, `${component.name ?? ''}${component.team ?? ''}`]),
    ...Object.entries(groups).map(([id, group]): [string, string | undefined] => [`groups.${id}`, group.name]),
  ]
  return places.flatMap(([where, text]) =>
    text !== undefined && undrawn.test(text) ? [{ where, what: 'Its name holds letters that a PNG cannot show; the SVG has them.' }] : [],
  )
}
