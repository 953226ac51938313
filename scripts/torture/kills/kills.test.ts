import { expect, test } from 'vitest'
import { createExpectation } from './expectation.mjs'
import { tortureByKills } from './kills.mjs'
import { textOf, versionOf } from './versions.mjs'

test('of twelve kills in the middle of saves, autosaves and recoveries none loses a text or leaves a file', async () => {
  const { line, losses } = await tortureByKills(12, 7)
  expect(losses, line).toEqual([])
})

test('a torn text, one older than was confirmed, a draft that is gone and a file left over are losses', () => {
  expect(versionOf('a', textOf('a', 3))).toBe(3)
  expect(versionOf('a', textOf('a', 3).slice(0, -1))).toBeUndefined()
  const expectation = createExpectation()
  const started = (files: object, drafts: object, left: string[] = []) =>
    expectation.hear({ did: 'start', found: { files, drafts, left, unreadable: 0 } })
  const lines = [
    { will: 'save', name: 'a', version: 1 },
    { did: 'save', name: 'a', version: 1 },
    { will: 'put', name: 'a', version: 2 },
    { did: 'put', name: 'a', version: 2 },
    { will: 'save', name: 'a', version: 3 },
  ]
  const tell = () => lines.flatMap((line) => expectation.hear(line))
  tell()
  expect(started({ a: 3 }, { a: 2 })).toEqual([])
  tell()
  expect(started({ a: 'torn' }, { a: 2 })).toEqual(['a is torn, not one of 1,3'])
  tell()
  expect(started({ a: 1 }, {})).toEqual(['draft a is undefined, not one of 2'])
  tell()
  expect(started({ a: 2 }, {}, ['work/.a.tmp'])).toEqual(['work/.a.tmp is left over', 'a is 2, not one of 1,3'])
})
