import type { Objective } from '../../app/design/design.ts'
import { RunFailure } from '../../app/run/engine.ts'
import { type Frame, mostPredictedFrames } from '../../app/run/frame.ts'
import type { Result } from '../../app/run/result.ts'
import type { Tally } from '../../app/run/tally.ts'
import { FrameRecorder } from './measure/frame-recorder.ts'
import { Sections } from './measure/sections.ts'
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
  #world!: World
  private recorder!: FrameRecorder
  private window!: MeasuredWindow
  private sections!: Sections
  /** A second of the scenario, or more where that would make too many frames. */
  private stepMs = 0
  private frameEndMs = 0
  private lastFrameEndMs = 0
  private eventsAtLastMoment = 0
  private lastMoment = -1
  private readonly seed: number
  private frames = 0
  /** After how many frames the run went on, and how. */
  private readonly stretches: { after: number; untilSeconds: number; steps: number; anew: boolean }[] = []
  /** So many frames are made again, and were given away already. */
  private given = 0

  constructor(model: Model, seed: number, shortcuts = true) {
    checkSize(model)
    this.seed = seed
    this.begin(createWorld(model, seed, shortcuts))
  }

  get world(): World {
    return this.#world
  }

  private begin(world: World): void {
    this.#world = world
    this.recorder = new FrameRecorder(world)
    this.window = new MeasuredWindow(world)
    this.sections = new Sections(world)
    this.sections.begin()
    this.stepMs = Math.max(1000, world.model.durationMs / mostPredictedFrames)
    this.frameEndMs = this.frameEndAfter(0)
    this.lastFrameEndMs = 0
    this.given = this.frames
    this.frames = 0
    begin(world)
  }

  /** Whether the last frame has ended. The clock alone does not tell: more may happen at the last moment. */
  get finished(): boolean {
    return this.lastFrameEndMs >= this.world.untilMs
  }

  /** Whether frames are made again, with events, that were given away already. */
  get isBehind(): boolean {
    return this.frames < this.given
  }

  /** Seconds of the scenario that are over. */
  get seconds(): number {
    return this.lastFrameEndMs / 1000
  }

  /**
   * Lets the run go on after the scenario's end until this second, in so many steps, of which there are no pictures. `anew`: what
   * was measured before is left out, as part of the warm-up.
   */
  goOn(untilSeconds: number, steps: number, anew: boolean): void {
    this.stretches.push({ after: this.frames, untilSeconds, steps, anew })
    this.stretch(untilSeconds, steps, anew)
  }

  private stretch(untilSeconds: number, steps: number, anew: boolean): void {
    const now = this.world.queue.clock[0]
    if (anew) {
      this.world.meter.restart()
      this.window.begin(now)
      this.sections.begin()
    }
    this.world.untilMs = untilSeconds * 1000
    // Sections of one length stay so: a step is one of them, or a part of it that it is made of.
    this.stepMs = this.sections.lengthMs > 0 && !anew ? this.sections.lengthMs : (this.world.untilMs - now) / steps
    this.frameEndMs = this.frameEndAfter(now)
  }

  /** What the measured window holds, for the statistics, and the seconds from which and for which it was measured. */
  counts(): { tallies: Tally[]; from: number; counted: number } {
    const { startMs } = this.window
    return { tallies: [this.sections.tally()], from: startMs / 1000, counted: Math.max(0, this.lastFrameEndMs - startMs) / 1000 }
  }

  /** Goes on for so many events, or until a frame is complete, which it then returns. Throws a RunFailure when it runs away. */
  advance(events: number): Frame | undefined {
    const reached = advance(this.world, this.frameEndMs, events)
    this.checkLimits()
    if (this.world.feedForward?.timedOut) {
      this.begin(createWorld(this.world.model, this.seed, true, false))
      return undefined
    }
    if (!reached) return undefined
    const frame = this.endFrame()
    if (this.frames > this.given) return frame
    for (const { after, untilSeconds, steps, anew } of this.stretches) if (after === this.frames) this.stretch(untilSeconds, steps, anew)
    return undefined
  }

  /** The result of what has been seen so far. */
  result(seed: number, objectives: Objective[]): Result {
    if (this.world.queue.clock[0] > this.lastFrameEndMs) this.endFrame()
    // Of a run that is ended in its warm-up nothing is measured.
    if (this.lastFrameEndMs < this.world.model.warmupMs) this.sections.begin()
    return toResult(this.world, this.recorder, this.window, this.sections, seed, objectives)
  }

  private endFrame(): Frame | undefined {
    const now = this.world.queue.clock[0]
    for (const station of this.world.foreseen) if (station?.clear) station.account(this.world)
    countDirect(this.world)
    this.window.noteHighs()
    const { durationMs, warmupMs } = this.world.model
    const frame = now > durationMs + 1e-6 ? this.recorder.pass() : this.recorder.record()
    if (now <= warmupMs) {
      this.window.begin(now)
      if (now === warmupMs) this.sections.begin()
    } else this.sections.note()
    this.frameEndMs = this.frameEndAfter(now)
    this.lastFrameEndMs = now
    this.frames++
    return frame
  }

  /** Frames end with the warm-up and with the run, so that each belongs to the measured window or does not. */
  private frameEndAfter(now: number): number {
    const { warmupMs } = this.world.model
    const { untilMs } = this.world
    const end = now + this.stepMs
    // A hair's breadth more, so that rounding does not leave an empty frame behind.
    if (now < warmupMs && end > warmupMs - 1e-6) return warmupMs
    return end > untilMs - 1e-6 ? untilMs : end
  }

  private checkLimits(): void {
    const { queue, visits, directs } = this.world
    const second = (queue.clock[0] / 1000).toFixed(1)
    const ofAll = `second ${second} of ${this.world.untilMs / 1000}`
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
    if (directs.reduce((sum, direct) => sum + (direct?.station.size ?? 0), visits.live) > mostInFlight) {
      throw new RunFailure(
        `The prediction was stopped at ${ofAll}: more than ${mostInFlight / 1e6} million requests are under way at once. Lower the rate, limit the queues, or add capacity.`,
      )
    }
  }
}
