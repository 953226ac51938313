import { expect, test } from 'vitest'
import { findCorpus } from './cases.mjs'
import { measureFalseAlarms } from './false-alarms.mjs'

/** Runs where a folder of other people's Compose files is at hand. */
const corpus = findCorpus()

test.skipIf(!corpus)('no ordinary variable of the corpus is taken for a secret', () => {
  const { looked, alarms } = measureFalseAlarms(corpus ?? '')
  expect(alarms).toEqual([])
  expect(looked).toBe(200)
})
