import { type Engine, RunFailure, type RunRequest } from '../../app/run/engine.ts'
import type { RunEvent } from '../../app/run/frame.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { compile } from './model/compile.ts'
import { Simulation } from './simulation.ts'

/** About 20 ms of work on a usual machine. */
const eventsBetweenBreaths = 100_000
const framesBetweenBreaths = 20

/**
 * The prediction engine. `breathe` lets the thread attend to other things, such as a wish to stop: this room has no timers of
 * its own. The same design, scenario and seed give the same events, to the last digit.
 */
export function createPredict(breathe: () => Promise<void>): Engine {
  return (request) => {
    const wish = { finish: false }
    return {
      events: predict(request, wish, breathe),
      inject: refuse,
      heal: refuse,
      finish: () => {
        wish.finish = true
      },
    }
  }
}

async function refuse(): Promise<never> {
  throw new RunFailure('A prediction is over before anything could be broken by hand: put the fault into the scenario and predict again.')
}

async function* predict(request: RunRequest, wish: { finish: boolean }, breathe: () => Promise<void>): AsyncGenerator<RunEvent> {
  try {
    yield { type: 'progress', phase: 'prepare', message: 'Reading the design' }
    const scenario = scenarioOf(request.design, request.scenario, request.durationSeconds)
    const simulation = new Simulation(compile(request.design, scenario, request.files), request.seed)
    let sinceBreath = 0
    while (!simulation.finished && !wish.finish) {
      const frame = simulation.advance(eventsBetweenBreaths)
      sinceBreath += frame ? 1 : framesBetweenBreaths
      if (frame) {
        yield { type: 'frame', frame }
        const done = frame.time
        yield {
          type: 'progress',
          phase: 'predict',
          message: `Second ${Math.round(done)} of ${scenario.duration}`,
          done,
          total: scenario.duration,
        }
      }
      if (sinceBreath >= framesBetweenBreaths) {
        sinceBreath = 0
        await breathe()
      }
      if (request.signal.aborted) {
        yield { type: 'failed', message: 'The prediction was cancelled.' }
        return
      }
    }
    const result = simulation.result(request.seed, scenario.objectives)
    for (const message of result.notes) yield { type: 'note', message }
    yield { type: 'result', result }
  } catch (error) {
    if (!(error instanceof RunFailure || error instanceof RangeError)) throw error
    const component = error instanceof RunFailure ? error.component : undefined
    yield { type: 'failed', message: error.message, ...(component === undefined ? {} : { component }) }
  }
}
