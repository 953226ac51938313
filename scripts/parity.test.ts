import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { notTried } from './parity/reasons.mjs'
import * as table from './parity/table.mjs'

interface Cell {
  test?: string
  reason?: string
}
interface Row extends Record<'predicted' | 'live' | 'compose', Cell> {
  owner: string
  path: string
}

const project = resolve(import.meta.dirname, '..')
const rows: Row[] = table.parityRows()
const page = readFileSync(join(project, 'docs/parity.md'), 'utf8')

test('every field of the schema and of every kind of fault stands in docs/parity.md: else run `npm run parity`', () => {
  const isWritten = (row: Row) => page.includes(`| ${table.nameOf(row)} | `)
  expect(rows.filter((row) => !isWritten(row)).map(({ owner, path }) => `${owner} ${path}`)).toEqual([])
})

test.each(['predicted', 'live'] as const)(
  'each is %s with a test that uses it, or not for a reason (app/run/predicted-only.ts, app/faults/support.ts, scripts/parity/reasons.mjs)',
  (column) => {
    const known: string[] = notTried[column]
    const isKnown = ({ owner, path }: Row) =>
      [`${owner} ${path}`, `${owner} ${path.split('.')[0]}`, `* ${path.split('.')[0]}`].some((name) => known.includes(name))
    // What stands within a field is shown in the table; the field itself is what has to be tried.
    const open = rows.filter((row) => !row.path.includes('.') && !row[column].test && !row[column].reason && !isKnown(row))
    expect(open.map(({ owner, path }) => `${owner} ${path}`)).toEqual([])
  },
)

test('the tests that are named are there', () => {
  const named = new Set(rows.flatMap((row) => [row.predicted.test, row.live.test, row.compose.test].filter((each) => each !== undefined)))
  expect([...named].filter((file) => !existsSync(join(project, file)))).toEqual([])
})
