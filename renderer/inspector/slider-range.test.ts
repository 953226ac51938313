import { expect, test } from 'vitest'
import * as z from 'zod'
import { toFieldSpecs } from './field-spec.ts'
import { sliderRange } from './slider-range.ts'

const [share, replicas, workers] = toFieldSpecs({
  share: z.number().min(0).max(1).optional().meta({ title: 'Share', absent: 0.25 }),
  replicas: z.int().min(1).max(100).optional().meta({ title: 'Replicas', absent: 1, unit: 'replicas' }),
  workers: z.int().min(1).max(100_000).optional().meta({ title: 'Workers', unit: 'requests' }),
})
if (!share || !replicas || !workers) throw new Error('The fields are not there.')

test('a share slides from 0 to 100 per cent, and begins where it stands while nothing is written', () => {
  expect(sliderRange(share, '', '')).toEqual({ min: 0, max: 100, at: 25 })
  expect(sliderRange(share, '7.5', '')).toEqual({ min: 0, max: 100, at: 7.5 })
  expect(sliderRange(share, 'seven', '')).toBeUndefined()
})

test('replicas slide to twice what was kept, which does not change while they are dragged', () => {
  expect(sliderRange(replicas, '', '')).toEqual({ min: 1, max: 10, at: 1 })
  expect(sliderRange(replicas, '20', '12')).toEqual({ min: 1, max: 24, at: 20 })
  expect(sliderRange(replicas, '80', '80')).toEqual({ min: 1, max: 100, at: 80 })
})

test('what spans powers of ten is typed', () => {
  expect(sliderRange(workers, '16', '16')).toBeUndefined()
})
