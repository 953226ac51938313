import { expect, test } from 'vitest'
import { scenarioOf } from '../../../app/run/scenario.ts'
import { behindTraffic } from '../fixtures/behind-traffic.ts'
import { compile } from '../model/compile.ts'
import { Counters } from './counters.ts'
import { Histograms } from './histograms.ts'
import { Meter } from './meter.ts'

test('a measured window that begins anew begins with nothing, whatever is counted', () => {
  const design = behindTraffic({ rate: 10 })
  const meter = new Meter(compile(design, scenarioOf(design)))
  const parts = [meter, meter.limits].flatMap((owner) => Object.values(owner) as unknown[])
  const counters = parts.filter((part) => part instanceof Counters)
  const histograms = parts.filter((part) => part instanceof Histograms)
  expect(counters.length).toBeGreaterThan(25)
  for (const each of counters) each.interval.fill(1)
  for (const each of histograms) each.interval.record(0, 5)
  meter.fold(true)
  expect(counters.every(({ total }) => total.length === 0 || total.some((count) => count > 0))).toBe(true)
  meter.restart()
  expect(counters.every(({ total }) => total.every((count) => count === 0))).toBe(true)
  expect(histograms.map(({ total }) => total.of(0).n)).toEqual(histograms.map(() => 0))
})
