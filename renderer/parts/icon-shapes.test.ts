import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { kinds } from '../../app/catalogue/catalogue.ts'
import { Icon } from './Icon.tsx'

// As the formatter has it: a long text goes onto a line of its own, but not after a key that is hardly longer than the indent.
const widest = 140
const longestInLine = 5

/** Rewritten by `vitest run --project core renderer/parts/icon-shapes.test.ts -u` when a kind brings a new icon. */
test('pictures of designs have the shape of every icon that the window shows', async () => {
  const names = [...new Set([...kinds.map(({ icon }) => icon), 'circle-question-mark'])].sort()
  const entries = names.map((name) => {
    const [, shape = ''] = /^<svg[^>]*>(.*)<\/svg>$/.exec(renderToStaticMarkup(createElement(Icon, { name }))) ?? []
    const closed = shape.replace(/><\/\w+>/g, '/>')
    const key = /^\w+$/.test(name) ? name : `'${name}'`
    const line = `  ${key}: '${closed}',`
    return line.length > widest && key.length >= longestInLine ? `  ${key}:\n    '${closed}',` : line
  })
  await expect(
    [
      '/** Lucide icons of the kinds (ISC licence), as they stand within a drawing of 24 by 24. Written by renderer/parts/icon-shapes.test.ts. */',
      'export const iconShapes: Record<string, string> = {',
      ...entries,
      '}',
      '',
    ].join('\n'),
  ).toMatchFileSnapshot('../../app/exporters/diagram/icon-shapes.ts')
})
