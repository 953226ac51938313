import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { spanish } from '../app/language/spanish/spanish.ts'
import { roomsNotDone } from './fixtures/rooms-not-done.ts'

/** A file of the window holds no text that a person reads, but for those that are not translated yet, of which there are ever fewer. */

const room = resolve(import.meta.dirname, '../renderer')
/** Attributes and properties that are read. */
const read = new Set(['label', 'title', 'aria-label', 'placeholder', 'tip', 'description', 'help', 'data-tip', 'detail', 'heading'])
/** The same in every language. */
const names = new Set(['Microcosm', 'YAML'])

interface Syntax {
  type: string
  [key: string]: unknown
}

function textsIn(file: string): string[] {
  const found: string[] = []
  const { program } = parseSync(file, readFileSync(file, 'utf8'))
  visit(program as unknown as Syntax, found)
  return found.filter((text) => /\p{L}{2}/u.test(text) && !names.has(text))
}

function visit(node: unknown, found: string[]): void {
  if (Array.isArray(node)) for (const each of node) visit(each, found)
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return
  const here = node as Syntax
  if (here.type === 'JSXText') found.push(String(here.value).trim())
  if (here.type === 'JSXElement' || here.type === 'JSXFragment') {
    for (const child of here.children as Syntax[]) if (child.type === 'JSXExpressionContainer') found.push(...written(child.expression))
  }
  if (here.type === 'JSXAttribute' && read.has(nameOf(here.name))) found.push(...written(here.value))
  // A word in a table of data is translated where it is shown, if it can be.
  if (here.type === 'Property' && read.has(nameOf(here.key))) found.push(...written(here.value).filter((text) => !(text in spanish)))
  for (const [key, value] of Object.entries(here)) if (key !== 'range' && key !== 'loc') visit(value, found)
}

/** The texts that an expression may come to as it is written: what is passed to a function is none. */
function written(node: unknown): string[] {
  const here = node as Syntax | null
  switch (here?.type) {
    case 'Literal':
      return typeof here.value === 'string' ? [here.value] : []
    case 'TemplateLiteral':
      return [(here.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join(' ')]
    case 'ConditionalExpression':
      return [...written(here.consequent), ...written(here.alternate)]
    case 'LogicalExpression':
      return [...written(here.left), ...written(here.right)]
    case 'JSXExpressionContainer':
      return written(here.expression)
    default:
      return []
  }
}

function nameOf(node: unknown): string {
  const { name, value } = node as { name?: unknown; value?: unknown }
  return typeof name === 'string' ? name : String(value ?? '')
}

const files = readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.startsWith('commands'))
  .map((name) => join(room, name))
const withText = files.filter((file) => textsIn(file).length > 0).map((file) => relative(room, file).replaceAll('\\', '/'))

test('no text stands outside of the translations, but for files that are not done yet', () => {
  expect(withText.filter((file) => !roomsNotDone.includes(file))).toEqual([])
})

test('a file that is done is taken off the list of those that are not', () => {
  expect(roomsNotDone.filter((file) => !withText.includes(file))).toEqual([])
  expect([...roomsNotDone]).toEqual([...roomsNotDone].sort())
})
