import type { Objective } from '../../app/design/design.ts'
import { RunFailure } from '../../app/run/engine.ts'
import { type Frame, mostPredictedFrames } from '../../app/run/frame.ts'
import type { Result } from '../../app/run/result.ts'
import { FrameRecorder } from './measure/frame-recorder.ts'
import { toResult } from './measure/to-result.ts'
import { MeasuredWindow } from './measure/window.ts'
import { checkSize, mostEvents } from './model/check-size.ts'
import type { Model } from './model/model.ts'
import { advance, begin } from './parts/advance.ts'
import { createWorld } from './parts/create-world.ts'
import { countDirect } from './parts/direct-call.ts'
import type { World } from './parts/world.ts'

/** Beyond so many a run is given up: it would take all memory. */
const mostInFlight = 5e6
/** So many events without any time passing mean that it never will. */
const mostWithoutTime = 4e6

/** A simulation is one run of a model, advanced piece by piece by whoever owns the clock. */
export class Simulation {
  readonly world: World
  private readonly recorder: FrameRecorder
  private readonly window: MeasuredWindow
  /** A second of the scenario, or more where that would make too many frames. */
  private readonly stepMs: number
  private frameEndMs: number
  private lastFrameEndMs = 0
  private eventsAtLastMoment = 0
  private lastMoment = -1

  constructor(model: Model, seed: number, shortcuts = true) {
    checkSize(model)
    this.world = createWorld(model, seed, shortcuts)
    this.recorder = new FrameRecorder(this.world)
    this.window = new MeasuredWindow(this.world)
    this.stepMs = Math.max(1000, model.durationMs / mostPredictedFrames)
    this.frameEndMs = this.frameEndAfter(0)
    begin(this.world)
  }

  /** Whether the last frame has ended. The clock alone does not tell: more may happen at the last moment. */
  get finished(): boolean {
    return this.lastFrameEndMs >= this.world.model.durationMs
  }

  /** Goes on for so many events, or until a frame is complete, which it then returns. Throws a RunFailure when it runs away. */
  advance(events: number): Frame | undefined {
    const reached = advance(this.world, this.frameEndMs, events)
    this.checkLimits()
    if (!reached) return undefined
    return this.endFrame()
  }

  /** The result of what has been seen so far. */
  result(seed: number, objectives: Objective[]): Result {
    if (this.world.queue.clock[0] > this.lastFrameEndMs) this.endFrame()
    return toResult(this.world, this.recorder, this.window, seed, objectives)
  }

  private endFrame(): Frame {
    const now = this.world.queue.clock[0]
    countDirect(this.world)
    this.window.noteHighs()
    const frame = this.recorder.record()
    if (now <= this.world.model.warmupMs) this.window.begin(now)
    this.frameEndMs = this.frameEndAfter(now)
    this.lastFrameEndMs = now
    return frame
  }

  /** Frames end with the warm-up and with the run, so that each belongs to the measured window or does not. */
  private frameEndAfter(now: number): number {
    const { warmupMs, durationMs } = this.world.model
    const end = now + this.stepMs
    // A hair's breadth more, so that rounding does not leave an empty frame behind.
    if (now < warmupMs && end > warmupMs - 1e-6) return warmupMs
    return end > durationMs - 1e-6 ? durationMs : end
  }

  private checkLimits(): void {
    const { queue, visits } = this.world
    const second = (queue.clock[0] / 1000).toFixed(1)
    const ofAll = `second ${second} of ${this.world.model.durationMs / 1000}`
    if (queue.clock[0] !== this.lastMoment) {
      this.lastMoment = queue.clock[0]
      this.eventsAtLastMoment = queue.count
    } else if (queue.count - this.eventsAtLastMoment > mostWithoutTime) {
      throw new RunFailure(
        `The prediction stands still at ${ofAll}: requests follow each other without time passing. Give a component in the loop a work time, or its users a think time.`,
      )
    }
    if (queue.count > mostEvents) {
      throw new RunFailure(
        `The prediction was stopped at ${ofAll} after ${mostEvents / 1e9} thousand million events. Shorten the scenario or lower the rate.`,
      )
    }
    if (visits.live > mostInFlight) {
      throw new RunFailure(
        `The prediction was stopped at ${ofAll}: more than ${mostInFlight / 1e6} million requests are under way at once. Lower the rate, limit the queues, or add capacity.`,
      )
    }
  }
}
