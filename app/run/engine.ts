import type { Design } from '../design/design.ts'
import type { Fault } from '../faults/faults.ts'
import type { RunEvent } from './frame.ts'

/** The part of an AbortSignal that engines use, so that this room needs no platform. */
export interface StopSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** What either engine is given: time, chance and cancelling come from outside. */
export interface RunRequest {
  design: Design
  /** Name of a scenario of the design; absent: the steady one. */
  scenario?: string
  /** Overrides the scenario's duration, seconds. */
  durationSeconds?: number
  seed: number
  /**
   * Where the scenario asks for a steady state, the run goes on after the scenario's end until half the 95 % interval of what is asked
   * for is this share of the figure; absent: it ends with the scenario.
   */
  precision?: number
  /** Only the objectives say how long it goes on: until each is decided, or its figure is that precise. */
  judges?: boolean
  /**
   * The files that the design names beside itself (recorded arrivals), by the name it uses: as text, or as its bytes in UTF-8, which
   * threads can share.
   */
  files?: Record<string, string | Uint8Array>
  /** Stops the run as soon as possible; what was made is removed. */
  signal: StopSignal
}

/** A run that has begun. `events` ends after a `result` or a `failed`. */
export interface Run {
  events: AsyncIterable<RunEvent>
  /** Starts a fault now (its `at` is ignored) and returns the id under which it can be healed. */
  inject(fault: Fault): Promise<string>
  heal(faultId: string): Promise<void>
  /** Ends the run early and in good order: the result covers what has been seen so far. */
  finish(): void
}

/** Both engines are functions of this type; the page cannot tell which is running. */
export type Engine = (request: RunRequest) => Run

/** A failure that a person can act on: one sentence that says where, what is wrong and what to do. */
export class RunFailure extends Error {
  override name = 'RunFailure'
  readonly component: string | undefined
  constructor(message: string, component?: string) {
    super(message)
    this.component = component
  }
}
