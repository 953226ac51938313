import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { lastTime, playOn, type Speed, stepFrom } from './playback.ts'
import { type EngineRun, isActive } from './run-state.ts'
import { movePlayhead, type RunState, runStore, useRunStore } from './run-store.ts'

/** Moves the playhead through what an engine has shown: plays, pauses and steps. */
export interface PlayerState {
  /** The playhead moves by itself. */
  playing: boolean
  speed: Speed
}

export const playerStore = createStore<PlayerState>(() => ({ playing: false, speed: 1 }))

export function usePlayer<T>(select: (state: PlayerState) => T): T {
  return useStore(playerStore, select)
}

/** Whether the picture moves: it is played, or a run that goes on is followed. */
export function useIsMoving(): boolean {
  const playing = usePlayer((state) => state.playing)
  return useRunStore((state) => (state.playhead === null ? firstRun(state) !== null && isGoingOn(state) : playing))
}

/** Whether there is anything to play. */
export function canPlay(state: RunState): boolean {
  return (firstRun(state)?.frames.length ?? 0) > 0
}

/** Plays on from the moment shown, from the beginning where there is none; pauses what moves. */
export function togglePlaying(): void {
  const state = runStore.getState()
  const run = firstRun(state)
  if (!run || run.frames.length === 0) return
  if (playerStore.getState().playing) pause()
  else if (state.playhead === null && isGoingOn(state)) movePlayhead(lastTime(run.frames))
  else play(state, run)
}

function play(state: RunState, run: EngineRun): void {
  const isAtEnd = state.playhead !== null && state.playhead >= lastTime(run.frames) && !isGoingOn(state)
  if (state.playhead === null || isAtEnd) movePlayhead(0)
  playerStore.setState({ playing: true })
  before = null
  picture = requestAnimationFrame(tick)
}

export function pause(): void {
  cancelAnimationFrame(picture)
  playerStore.setState({ playing: false })
}

export function chooseSpeed(speed: Speed): void {
  playerStore.setState({ speed })
}

/** Shows the frame before or after the one that is shown, and stays there. */
export function stepFrames(direction: 1 | -1): void {
  const state = runStore.getState()
  const run = firstRun(state)
  if (!run || run.frames.length === 0) return
  pause()
  movePlayhead(stepFrom(run.frames, state.playhead ?? lastTime(run.frames), direction))
}

/** Shows this moment, as far as the run has come, and stays there. */
export function scrubTo(seconds: number): void {
  const run = firstRun(runStore.getState())
  pause()
  if (run) movePlayhead(Math.min(Math.max(0, seconds), lastTime(run.frames)))
}

/** Smooth to the eye, and leaves the screen time to draw charts and cards in between. */
const leastMs = 40
/** When the playhead was moved last, ms; null: not since it began to play. */
let before: number | null = null
/** The next picture, as the browser numbers it. */
let picture = 0

function tick(now: number): void {
  before ??= now
  const passedMs = now - before
  if (passedMs >= leastMs) before = now
  if (passedMs < leastMs || advance(passedMs / 1000)) picture = requestAnimationFrame(tick)
  else pause()
}

/** Moves the playhead on; false: there is nothing more to play. */
function advance(passed: number): boolean {
  const state = runStore.getState()
  const run = firstRun(state)
  // Another run was started, or the whole run is looked at again.
  if (!run || state.playhead === null) return false
  const { speed } = playerStore.getState()
  const next = playOn({ time: state.playhead, passed, speed, frames: run.frames, isOver: !isGoingOn(state) })
  if (next === 'end') movePlayhead(lastTime(run.frames))
  else movePlayhead(next === 'now' ? null : next)
  return typeof next === 'number'
}

/** The run that the playhead moves through: of the engine that comes first. */
function firstRun({ engine, runs }: RunState): EngineRun | null {
  return engine === null ? null : runs[engine]
}

function isGoingOn(state: RunState): boolean {
  const run = firstRun(state)
  return run !== null && isActive(run)
}
