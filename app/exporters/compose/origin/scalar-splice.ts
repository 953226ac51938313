import { renderInline } from '../../../design/render-yaml.ts'
import type { Splice } from '../../../design/splices.ts'
import type { ScalarNode } from '../../../importers/compose/tree.ts'
import { composeLayout } from './layout.ts'

/** Another value in a scalar's place, in the quotes it has. */
export function toScalarSplice({ at: { start, end } }: ScalarNode, value: string, text: string): Splice {
  const written = text.slice(start, end)
  const quotes = written.startsWith('"') ? 'QUOTE_DOUBLE' : written.startsWith("'") ? 'QUOTE_SINGLE' : undefined
  const ending = /\r?\n$/.exec(written)?.[0] ?? ''
  return { start, end, text: renderInline(value, composeLayout(text), quotes) + ending }
}
