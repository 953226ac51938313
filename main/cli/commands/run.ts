import { dirname } from 'node:path'
import { connectDocker } from '../../../simulator/live/docker.ts'
import { startLive } from '../../../simulator/live/start-live.ts'
import { sweep } from '../../../simulator/live/sweep.ts'
import { announceRun } from '../announce-run.ts'
import { type Command, jsonOption } from '../command.ts'
import { finishRun } from '../finish-run.ts'
import { followRun } from '../follow-run.ts'
import { readDesignArgument } from '../read-design-argument.ts'
import { runOptions, toRunRequest } from '../run-options.ts'
import { reportOption, writeReport } from '../write-report.ts'

export const run: Command = {
  name: 'run',
  summary: 'run a design on Docker and measure it',
  argument: 'DESIGN',
  options: {
    ...runOptions,
    report: reportOption,
    json: jsonOption,
    yes: { help: 'accept the licences that images ask to be accepted, without being asked' },
    keep: { help: 'leave the containers running at the end; "microcosm down --all" removes them' },
  },
  async run(given, io) {
    const argument = await readDesignArgument(given.positionals[0] ?? '', io.cwd)
    const request = await toRunRequest(given, argument, io.interrupted)
    await announceRun(argument.design, dirname(argument.path), connectDocker(), given.has('yes'), io)
    // What a killed program left behind is taken away first, so that its ports and names are free. Whether the engine answers
    // at all is told by the run itself.
    await sweep(connectDocker()).catch(() => undefined)
    const live = startLive(request, {
      runtimeFolder: io.places.runtime,
      baseFolder: dirname(argument.path),
      keep: given.has('keep'),
    })
    try {
      const result = await followRun(live, request, io)
      await writeReport('run', given, argument, request, result, io)
      return finishRun(result, argument.design, given.has('json'), io)
    } finally {
      await live.stopped
    }
  },
}
