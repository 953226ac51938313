import { Refusal } from '../../app/bridge/answer.ts'
import { RunFailure } from '../../app/run/engine.ts'
import { redact } from '../../app/secrets/redact.ts'
import { type Command, exitCodes, type Io } from './command.ts'
import { commands } from './commands.ts'
import { toCommandHelp, toHelp } from './help.ts'
import { parseGiven } from './parse-given.ts'

/**
 * Runs one command and returns the exit code; every failure is one line on the standard error. What is written for people is kept in
 * logs and shown to others, so no secret of a design's names stands in it; JSON is the data as they are.
 */
export async function runCli(args: string[], given: Io): Promise<number> {
  const io: Io = {
    ...given,
    out: (text) => given.out(/^[[{]/.test(text) ? text : redact(text)),
    err: (text) => given.err(redact(text)),
  }
  try {
    return await dispatch(args, io)
  } catch (error) {
    io.err(`microcosm: ${toLine(error)}`)
    return io.interrupted.aborted ? exitCodes.interrupted : exitCodes.failure
  }
}

async function dispatch([name, ...args]: string[], io: Io): Promise<number> {
  const asked = name === 'help' ? args[0] : undefined
  if (asked !== undefined) return showHelp(commandNamed(asked), io)
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    // Without a command nothing was done, which a script must notice.
    const text = toHelp(commands, io.places.version)
    if (name !== undefined) io.out(text)
    else io.err(text)
    return name === undefined ? exitCodes.failure : exitCodes.good
  }
  if (name === '--version') {
    io.out(io.places.version)
    return exitCodes.good
  }
  const command = commandNamed(name)
  if (args.includes('--help') || args.includes('-h')) return showHelp(command, io)
  return command.run(parseGiven(command, args), io)
}

function showHelp(command: Command, io: Io): number {
  io.out(toCommandHelp(command))
  return exitCodes.good
}

function commandNamed(name: string): Command {
  const command = commands.find((one) => one.name === name)
  if (command) return command
  const kind = name.startsWith('-') ? 'option' : 'command'
  throw new Refusal('bad-input', `There is no ${kind} "${name}". The commands are: ${commands.map((one) => one.name).join(', ')}.`)
}

/** A mistake of ours is told in one line too; its stack is worth a line to whoever sets MICROCOSM_DEBUG. */
function toLine(error: unknown): string {
  if (error instanceof Refusal || error instanceof RunFailure) return error.message
  if (process.env.MICROCOSM_DEBUG && error instanceof Error) return error.stack ?? error.message
  const reason = error instanceof Error ? error.message : String(error)
  return `Microcosm made a mistake: ${reason} (set MICROCOSM_DEBUG=1 to see where).`
}
