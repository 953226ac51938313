import { Refusal } from '../../app/bridge/answer.ts'
import type { Input, Output } from '../../app/bridge/requests.ts'
import { toRunRequest } from '../run-request.ts'
import type { Engines } from '../runs/engines.ts'
import type { RunRegistry } from '../runs/run-registry.ts'
import type { Work } from '../work/work.ts'

export interface RunAccess {
  engines: Engines
  registry: RunRegistry
  newSeed: () => number
  work: Work
}

export async function startRun(input: Input<'runs.start'>, { engines, registry, newSeed, work }: RunAccess): Promise<Output<'runs.start'>> {
  if (input.engine === 'live' && registry.liveCount() > 0) {
    throw new Refusal('docker', 'A run on Docker is going on already: stop it before you start another.')
  }
  const { request, baseFolder } = await toRunRequest(input, newSeed, work)
  const abort = new AbortController()
  const run =
    input.engine === 'predict'
      ? engines.predict({ ...request, signal: abort.signal })
      : engines.live({ ...request, signal: abort.signal }, baseFolder)
  return { runId: registry.add(run, abort) }
}
