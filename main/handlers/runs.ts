import { dirname, isAbsolute } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Input, Output } from '../../app/bridge/requests.ts'
import type { RunRequest } from '../../app/run/engine.ts'
import { readRecordings } from '../files/recordings.ts'
import { toSoundDesign } from '../files/sound-design.ts'
import type { Engines } from '../runs/engines.ts'
import type { RunRegistry } from '../runs/run-registry.ts'

export interface RunAccess {
  engines: Engines
  registry: RunRegistry
  newSeed: () => number
}

export async function startRun(input: Input<'runs.start'>, { engines, registry, newSeed }: RunAccess): Promise<Output<'runs.start'>> {
  const design = toSoundDesign(input.text)
  checkScenario(input.scenario, Object.keys(design.scenarios ?? {}))
  if (input.engine === 'live' && registry.liveCount() > 0) {
    throw new Refusal('docker', 'A run on Docker is going on already: stop it before you start another.')
  }
  const baseFolder = input.path !== null && isAbsolute(input.path) ? dirname(input.path) : null
  const files = await readRecordings(design, baseFolder)
  const abort = new AbortController()
  const request: RunRequest = {
    design,
    seed: input.seed ?? newSeed(),
    files,
    signal: abort.signal,
    ...(input.scenario === undefined ? {} : { scenario: input.scenario }),
    ...(input.durationSeconds === undefined ? {} : { durationSeconds: input.durationSeconds }),
  }
  const run = input.engine === 'predict' ? engines.predict(request) : engines.live(request, baseFolder)
  return { runId: registry.add(run, abort) }
}

/** Refuses a scenario that the design does not have, and names those it has; every design has the steady one. */
export function checkScenario(name: string | undefined, names: string[], file = 'the design'): void {
  if (name === undefined || name === 'steady' || names.includes(name)) return
  const those = names.length === 0 ? 'It has none: leave the scenario out for steady traffic.' : `It has: ${names.join(', ')}.`
  throw new Refusal('not-found', `There is no scenario "${name}" in ${file}. ${those}`)
}
