import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const renderer = resolve(import.meta.dirname, '../renderer')
const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'))

/** Names that the canvas's library gives to its own elements, to be used with one of our names beside them only. */
const takenNames = ['target', 'source', 'selected', 'dragging', 'animated', 'connectable', 'draggable', 'nopan', 'nodrag', 'parent']

test.each(files)('%s gives no look to what the canvas’s library names', (name) => {
  const text = readFileSync(join(renderer, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const selectors = [...text.matchAll(/(?:^|[{}])\s*([^{}@]+)\{/g)].flatMap(([, list]) => (list ?? '').split(','))
  const bare = selectors
    .map((selector) => selector.trim())
    .filter((selector) => takenNames.some((taken) => new RegExp(`^\\.${taken}(?![\\w-])`).test(selector)))
  expect(bare).toEqual([])
})
