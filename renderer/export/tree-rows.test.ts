import { expect, test } from 'vitest'
import { toTreeRows } from './tree-rows.ts'

test('files stand in their folders, in their order', () => {
  const files = ['README.md', 'base/a.yaml', 'overlays/local/k.yaml', 'base/b.yaml', 'base', 'overlays/k.yaml'].map((path) => ({ path }))
  expect(toTreeRows(files).map(({ depth, name, ...row }) => `${'  '.repeat(depth)}${name}${'folder' in row ? '/' : ''}`)).toEqual([
    'README.md',
    'base/',
    '  a.yaml',
    '  b.yaml',
    'overlays/',
    '  local/',
    '    k.yaml',
    '  k.yaml',
    'base',
  ])
})
