import type { Counts } from '../../app/analysis/statistics/assess.ts'
import { isSteady } from '../../app/analysis/statistics/is-steady.ts'
import { type Engine, RunFailure, type RunRequest } from '../../app/run/engine.ts'
import type { Frame, RunEvent } from '../../app/run/frame.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { nextStretch, steps, toAssessed } from './go-on.ts'
import { compile } from './model/compile.ts'
import { Simulation } from './simulation.ts'

/** About 20 ms of work on a usual machine. */
const eventsBetweenBreaths = 100_000
const framesBetweenBreaths = 20

/**
 * The prediction engine. `breathe` lets the thread attend to other things, such as a wish to stop: this room has no timers of
 * its own. The same design, scenario and seed give the same events, to the last digit.
 */
export function createPredict(breathe: () => Promise<void>, onCounts: (counts: Counts) => void = () => {}): Engine {
  return (request) => {
    const wish = { finish: false }
    return {
      events: predict(request, wish, breathe, onCounts),
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

async function* predict(
  request: RunRequest,
  wish: { finish: boolean },
  breathe: () => Promise<void>,
  onCounts: (counts: Counts) => void,
): AsyncGenerator<RunEvent> {
  try {
    yield { type: 'progress', phase: 'prepare', message: 'Reading the design' }
    const { design, seed } = request
    const scenario = scenarioOf(design, request.scenario, request.durationSeconds)
    const simulation = new Simulation(compile(design, scenario, request.files), seed)
    const goesOn = request.precision !== undefined && isSteady(design, scenario)
    const precision = goesOn ? request.precision : undefined
    for await (const frame of advanceAll(simulation, request, wish, breathe)) {
      const done = frame.time
      yield { type: 'frame', frame }
      yield {
        type: 'progress',
        phase: 'predict',
        message: `Second ${Math.round(done)} of ${scenario.duration}`,
        done,
        total: scenario.duration,
      }
    }
    let assessed = toAssessed(simulation, design, scenario, seed, precision)
    for (let first = true; precision !== undefined && !wish.finish && !request.signal.aborted; first = false) {
      const stretch = nextStretch(simulation, design, assessed.result, { precision, judges: request.judges ?? false }, first)
      if (!stretch) break
      yield { type: 'progress', phase: 'settle', message: `Going on to second ${Math.round(stretch.until)}, until the figures are known` }
      if (stretch.warmupUntil > simulation.seconds) {
        simulation.goOn(stretch.warmupUntil, 1, false)
        for await (const _ of advanceAll(simulation, request, wish, breathe));
      }
      simulation.goOn(stretch.until, steps, first)
      for await (const _ of advanceAll(simulation, request, wish, breathe));
      assessed = toAssessed(simulation, design, scenario, seed, precision)
    }
    if (request.signal.aborted) {
      yield { type: 'failed', message: 'The prediction was cancelled.' }
      return
    }
    const { result, counts } = assessed
    onCounts(counts)
    for (const message of result.notes) yield { type: 'note', message }
    yield { type: 'result', result }
  } catch (error) {
    if (!(error instanceof RunFailure || error instanceof RangeError)) throw error
    const component = error instanceof RunFailure ? error.component : undefined
    yield { type: 'failed', message: error.message, ...(component === undefined ? {} : { component }) }
  }
}

/** Advances to the end that is set now, or until somebody wishes otherwise: but not to less than was shown. */
async function* advanceAll(
  simulation: Simulation,
  { signal }: RunRequest,
  wish: { finish: boolean },
  breathe: () => Promise<void>,
): AsyncGenerator<Frame> {
  let sinceBreath = 0
  while (!simulation.finished && (!wish.finish || simulation.isBehind) && !signal.aborted) {
    const frame = simulation.advance(eventsBetweenBreaths)
    sinceBreath += frame ? 1 : framesBetweenBreaths
    if (frame) yield frame
    if (sinceBreath >= framesBetweenBreaths) {
      sinceBreath = 0
      await breathe()
    }
  }
}
