import { dirname } from 'node:path'
import type { RunRequest } from '../../app/run/engine.ts'
import type { Result } from '../../app/run/result.ts'
import { connectDocker } from '../../simulator/live/docker.ts'
import { startLive } from '../../simulator/live/start-live.ts'
import { sweep } from '../../simulator/live/sweep.ts'
import { userFolder } from '../files/user-folder.ts'
import { openDoor } from '../runs/fault-door.ts'
import { announceRun } from './announce-run.ts'
import type { Given, Io } from './command.ts'
import { followRun } from './follow-run.ts'
import type { DesignArgument } from './read-design-argument.ts'

export const yesOption = { help: 'accept the licences that images ask to be accepted, without being asked' }

/** Runs a design on Docker, once the person has been told what that starts, and leaves nothing behind unless asked to. */
export async function measure(given: Given, argument: DesignArgument, request: RunRequest, io: Io): Promise<Result> {
  await announceRun(argument.design, dirname(argument.path), connectDocker(), given.has('yes'), io)
  // What a killed program left behind is taken away first, so that its ports and names are free. Whether the engine answers
  // at all is told by the run itself.
  await sweep(connectDocker()).catch(() => undefined)
  const options = { runtimeFolder: io.places.runtime, baseFolder: dirname(argument.path), keep: given.has('keep') }
  const live = openDoor(startLive(request, options), userFolder(io.env, process.platform), argument.design.name ?? argument.file)
  try {
    return await followRun(live, request, io)
  } finally {
    await live.stopped
  }
}
