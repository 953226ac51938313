import { resolve } from 'node:path'
import { type Finding, inspectMachine } from '../../doctor/inspect-machine.ts'
import { userFolder } from '../../files/user-folder.ts'
import { writeDiagnostics } from '../../handlers/diagnostics.ts'
import { type Command, exitCodes, jsonOption } from '../command.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: 'say what this machine can do, and how to get what is missing',
  argument: '',
  options: { json: jsonOption, bundle: { value: 'FILE.txt', help: 'write what helps to find a mistake, without secrets and designs' } },
  async run(given, io) {
    const findings = await inspectMachine(io.places, io.env)
    const bundle = given.text('bundle')
    if (bundle !== undefined) {
      const path = await writeDiagnostics(resolve(io.cwd, bundle), {
        places: io.places,
        environment: io.env,
        userFolder: userFolder(io.env, process.platform),
        now: () => new Date(),
      })
      io.out(`Written to ${path}. Read it before you pass it on.`)
      return exitCodes.good
    }
    if (given.has('json')) io.out(JSON.stringify(findings, null, 2))
    else for (const finding of findings) io.out(toText(finding))
    return exitCodes.good
  },
}

// ok       Docker    20.10.24
// missing  Compose   Install the Compose plugin …
function toText({ name, ok, detail, remedy }: Finding): string {
  const head = `${ok ? 'ok' : 'missing'}`.padEnd(9) + name.padEnd(12)
  return `${head}${detail}${remedy ? ` ${remedy}` : ''}`
}
