import { expect, test } from 'vitest'
import type { Design } from '../design/design.ts'
import { toWhatRuns } from './what-runs.ts'

const design: Design = {
  microcosm: 1,
  components: {
    users: { kind: 'traffic', rate: 5 },
    web: { kind: 'service', build: './web', replicas: 3, cpu: 0.5, memory: '256MiB' },
    a: { kind: 'postgres', image: 'postgres:17' },
    b: { kind: 'postgres', image: 'postgres:17' },
    sales: { kind: 'mssql' },
  },
}

test('each image is listed once, with all that it is for, and folders with who is built from them', () => {
  const { images, builds } = toWhatRuns(design)
  expect(images.map(({ components }) => components)).toEqual([['a', 'b'], ['sales']])
  expect(images[0]).toMatchObject({ reference: 'postgres:17', licence: 'PostgreSQL License' })
  expect(builds).toEqual([{ path: './web', component: 'web' }])
})

test('cores and memory are those of all replicas, and what has no limit is counted', () => {
  const what = toWhatRuns(design)
  expect(what).toMatchObject({ containers: 7, cpus: 1.5, memoryBytes: 3 * 256 * 2 ** 20, withoutCpus: 4, withoutMemory: 4 })
})

test('terms are to be accepted where an image asks for it, and nowhere else', () => {
  expect(toWhatRuns(design).accepts.map(({ components }) => components)).toEqual([['sales']])
  const { sales: _, ...others } = design.components
  expect(toWhatRuns({ ...design, components: others }).accepts).toEqual([])
})
