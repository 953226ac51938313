import { expect, test } from 'vitest'
import { knownMeans } from '../../app/analysis/statistics/controls.ts'
import { relaxation } from '../../app/analysis/statistics/relaxation.ts'
import { toStatistics } from '../../app/analysis/statistics/to-statistics.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { compile } from '../engine/model/compile.ts'
import { Simulation } from '../engine/simulation.ts'
import { single } from './trusted.ts'

/** What the requests of a mean cost whose arrivals and work are taken into account, beside those of one that is only counted. */
const seeds = 24
const seconds = { 50: 20, 70: 20, 90: 200 }

test.each([50, 70, 90] as const)('at %i % load a mean takes about half the requests', { timeout: 60_000 }, (percent) => {
  const { design } = single(percent / 100, 1000)
  const scenario = scenarioOf(design, undefined, seconds[percent])
  let [plain, controlled] = [0, 0]
  for (let seed = 1; seed <= seeds; seed++) {
    const simulation = new Simulation(compile(design, scenario), seed)
    while (!simulation.finished) simulation.advance(1e6)
    const result = simulation.result(seed, [])
    const measured = {
      ...simulation.counts(),
      steady: true,
      relaxation: relaxation(design, scenario.id, result),
      passes: () => Object.keys(design.components),
      leadsTo: () => '',
    }
    const half = (means?: ReturnType<typeof knownMeans>) => {
      const [low = 0, high = 0] = toStatistics({ ...measured, means }).statistics.intervals.journeys.default?.['latency.mean'] ?? []
      return (high - low) / 2
    }
    plain += half() ** 2
    controlled += half(knownMeans(design, scenario.id, result)) ** 2
  }
  // The length that an interval takes goes with its square.
  expect(plain / controlled).toBeGreaterThan(1.6)
  expect(plain / controlled).toBeLessThan(2.6)
})
