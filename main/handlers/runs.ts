import { Refusal } from '../../app/bridge/answer.ts'
import type { Input, Output } from '../../app/bridge/requests.ts'
import type { Design } from '../../app/design/design.ts'
import { logMistake } from '../log/log.ts'
import { baseFolderOf, toRunRequest, usualSeed } from '../run-request.ts'
import { type AcceptedSheets, hashOf } from '../runs/accepted-sheets.ts'
import type { Engines } from '../runs/engines.ts'
import type { RunRegistry } from '../runs/run-registry.ts'
import type { Work } from '../work/work.ts'

export interface RunAccess {
  engines: Engines
  registry: RunRegistry
  accepted: AcceptedSheets
  newSeed: () => number
  work: Work
}

export async function showRunSheet(
  { text, path }: Input<'runs.sheet'>,
  { engines, accepted, work }: Pick<RunAccess, 'engines' | 'accepted' | 'work'>,
): Promise<Output<'runs.sheet'>> {
  const sheet = await engines.sheet(await work.soundDesign(text), baseFolderOf(path))
  const changed = await accepted.changes(path, sheet)
  return { sheet, hash: hashOf(sheet), accepted: changed?.length === 0, changed: changed ?? null }
}

export async function startRun(input: Input<'runs.start'>, access: RunAccess): Promise<Output<'runs.start'>> {
  const { engines, registry, newSeed, work } = access
  const refuseSecond = () => {
    if (input.engine === 'predict' || registry.liveCount() === 0) return
    throw new Refusal('docker', 'A run on Docker is going on already: stop it before you start another.')
  }
  refuseSecond()
  const { request, baseFolder } = await toRunRequest(input, input.engine === 'predict' ? usualSeed : newSeed, work)
  if (input.engine === 'live') await checkAccepted(input, request.design, baseFolder, access)
  // Another may have been started meanwhile.
  refuseSecond()
  const abort = new AbortController()
  const run =
    input.engine === 'predict'
      ? engines.predict({ ...request, signal: abort.signal })
      : engines.live({ ...request, signal: abort.signal }, baseFolder)
  return { runId: registry.add(run, abort) }
}

/** Compares with what would run now, whatever the page has shown: it may be older, or of a page that shows nothing. */
async function checkAccepted(
  { path, accepted }: Input<'runs.start'>,
  design: Design,
  baseFolder: string | null,
  { engines, accepted: remembered }: RunAccess,
): Promise<void> {
  const sheet = await engines.sheet(design, baseFolder)
  if (!accepted) throw new Refusal('not-accepted', 'Nobody has accepted what this run starts: look at it before it starts.')
  if (accepted.hash !== hashOf(sheet)) {
    throw new Refusal('not-accepted', 'What this run starts has changed since it was shown: look at it again.')
  }
  const isKnown = (await remembered.changes(path, sheet))?.length === 0
  const missing = isKnown ? undefined : sheet.consents.find(({ id }) => !accepted.consents.includes(id))
  if (missing) throw new Refusal('not-accepted', `Nobody has accepted ${missing.what} for ${missing.components.join(', ')}.`)
  // A list that cannot be written is asked about again, and keeps nobody from running.
  await remembered.accept(path, sheet).catch((error: unknown) => logMistake('What was accepted cannot be remembered', error))
}
