import { dirname, isAbsolute } from 'node:path'
import { Refusal } from '../app/bridge/answer.ts'
import type { PlayedInput } from '../app/bridge/requests.ts'
import type { RunRequest } from '../app/run/engine.ts'
import { readRecordings } from './files/recordings.ts'
import type { Work } from './work/work.ts'

/** The chance of a prediction where nobody asks for another: asked again, it answers the same. */
export const usualSeed = () => 1

/** What the page asks to have played, as an engine takes it; `baseFolder` holds the design's file, null where it has none. */
export async function toRunRequest(
  input: PlayedInput,
  newSeed: () => number,
  work: Work,
): Promise<{ request: Omit<RunRequest, 'signal'>; baseFolder: string | null }> {
  const { text, path, scenario, durationSeconds, seed, precision } = input
  const design = await work.soundDesign(text)
  checkScenario(scenario, Object.keys(design.scenarios ?? {}))
  const baseFolder = baseFolderOf(path)
  const request = {
    design,
    seed: seed ?? newSeed(),
    files: await readRecordings(design, baseFolder),
    ...(scenario === undefined ? {} : { scenario }),
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
    ...(precision === undefined ? {} : { precision }),
  }
  return { request, baseFolder }
}

/** The folder that a design's paths count from; null where it was never saved. */
export function baseFolderOf(path: string | null): string | null {
  return path !== null && isAbsolute(path) ? dirname(path) : null
}

/** Refuses a scenario that the design does not have, and names those it has; every design has the steady one. */
export function checkScenario(name: string | undefined, names: string[], file = 'the design'): void {
  if (name === undefined || name === 'steady' || names.includes(name)) return
  const those = names.length === 0 ? 'It has none: leave the scenario out for steady traffic.' : `It has: ${names.join(', ')}.`
  throw new Refusal('not-found', `There is no scenario "${name}" in ${file}. ${those}`)
}
