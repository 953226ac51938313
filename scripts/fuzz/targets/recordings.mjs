import { RunFailure } from '../../../app/run/engine.ts'
import { readArrivals } from '../../../app/run/recorded-arrivals.ts'
import { mutated } from '../mutate.mjs'

const seeds = ['time,journey\n0.5ms,buy\n12ms,look\n13ms\n# later\n1s,buy\n', '0.001\n0.002\n0.5,"buy"\n\n2h\r\n']

export const target = {
  arbitrary: mutated(seeds),
  run(text) {
    try {
      const { timesMs } = readArrivals(text, 'trace.csv', ['buy', 'look'])
      if (!timesMs.every((time, index) => Number.isFinite(time) && time >= (timesMs[index - 1] ?? 0)))
        throw new Error('times that are none')
      return true
    } catch (error) {
      if (error instanceof RunFailure) return false
      throw error
    }
  },
}
