import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'

// A program that does all that it must not, so that it can be seen that each is noticed. It is part of no fuzz.
const deeds = [
  () => true,
  () => {
    throw new Error('a deed of its own')
  },
  () => writeFileSync(join('..', 'outside.txt'), 'reached'),
  () => {
    for (const begun = process.cpuUsage().user; process.cpuUsage().user - begun < 2_100_000; );
    return true
  },
  () => process.exit(7),
  () => {
    void Promise.reject(new Error('nobody waits for it'))
    return new Promise((next) => setTimeout(next, 1000))
  },
  () => true,
]

export const target = {
  arbitrary: fc.constant(''),
  run: (_, { index }) => deeds[index % deeds.length](),
}
