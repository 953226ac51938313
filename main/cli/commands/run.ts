import { type Command, jsonOption } from '../command.ts'
import { finishRun } from '../finish-run.ts'
import { measure, yesOption } from '../measure.ts'
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
    yes: yesOption,
    keep: { help: 'leave the containers running at the end; "microcosm down --all" removes them' },
  },
  async run(given, io) {
    const argument = await readDesignArgument(given.positionals[0] ?? '', io.cwd)
    const request = await toRunRequest(given, argument, io.interrupted)
    const result = await measure(given, argument, request, io)
    // First, for a report that cannot be written must not take the result with it.
    const code = finishRun(result, argument.design, given.has('json'), io)
    await writeReport('run', given, argument, request, result, io)
    return code
  },
}
