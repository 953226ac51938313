import { expect, test } from 'vitest'
import { findCorpus } from './cases.mjs'
import { measureFields } from './fields.mjs'

const corpus = findCorpus()

/** One system for each manner of writing; `npm run corpus` looks at all. */
const chosen = ['docker+awesome-compose', 'open-telemetry', 'EdwinVW+pitstop', 'getsentry', 'mailcow+mailcow-dockerized/docker']

test.skipIf(!corpus)(
  'every field of a part of the corpus is in the manifests, in the code for AWS, or in the losses of each',
  () => {
    const { services, missed } = measureFields(corpus ?? '', (name: string) => chosen.some((system) => name.startsWith(system)))
    expect(missed).toEqual([])
    expect(services).toBeGreaterThan(100)
  },
  120_000,
)
