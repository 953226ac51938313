import { isAbsolute, join, normalize, sep } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import { behaviourOf } from '../../app/catalogue/behaviour-of.ts'
import type { Design } from '../../app/design/design.ts'
import { RunFailure } from '../../app/run/engine.ts'
import { readArrivalsInSteps } from '../../app/run/recorded-arrivals.ts'
import { readSharedFile } from '../../simulator/files/read-shared-file.ts'
import { reasonOf } from './file-failure.ts'

/** A day of a hundred requests a second, each with its journey. */
const largestBytes = 200_000_000

/**
 * The bytes of every recording that the design's traffic names, by the name it uses; threads that are given them share them. They lie beside the design or in a folder
 * below it; what is elsewhere is refused, since a design may come from anybody. `folder` null: the design was never saved.
 */
export async function readRecordings(design: Design, folder: string | null): Promise<Record<string, Uint8Array>> {
  const named = Object.entries(design.components).flatMap(([id, component]) => {
    const behaviour = behaviourOf(component)
    if (behaviour?.model !== 'source' || behaviour.trace?.file === undefined) return []
    return [{ id, file: behaviour.trace.file, journeys: Object.keys(behaviour.journeys) }]
  })
  const read = await Promise.all(
    named.map(async ({ id, file, journeys }) => [file, await checked(await readRecording(id, file, folder), file, journeys)] as const),
  )
  return Object.fromEntries(read)
}

/** A bad line is refused before anything runs; the window is answered meanwhile, however long the recording. */
async function checked(text: Uint8Array, file: string, journeys: string[]): Promise<Uint8Array> {
  try {
    for (const _ of readArrivalsInSteps(text, file, journeys)) await new Promise((next) => setImmediate(next))
    return text
  } catch (error) {
    throw error instanceof RunFailure ? new Refusal('bad-input', error.message) : error
  }
}

async function readRecording(id: string, file: string, folder: string | null): Promise<Uint8Array> {
  if (folder === null) throw new Refusal('bad-input', `${id} has its arrivals in ${file}, beside the design: save the design first.`)
  const below = normalize(file)
  if (isAbsolute(below) || below === '..' || below.startsWith(`..${sep}`)) {
    throw new Refusal('bad-input', `${id} has its arrivals in ${file}: put the file beside the design, or in a folder below it.`)
  }
  const path = join(folder, below)
  try {
    return await readSharedFile(path, largestBytes)
  } catch (error) {
    throw new Refusal('not-found', `${id} has its arrivals in ${file}, which could not be read from ${folder}: ${reasonOf(error)}.`)
  }
}
