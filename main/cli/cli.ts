import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { endAtOnce, leftThere, longestStopMs } from '../end-signals.ts'
import { placesOf } from '../files/places.ts'
import { noteWritesIn, removeUnfinished } from '../files/unfinished-writes.ts'
import { userFolder } from '../files/user-folder.ts'
import { catchMistakes } from '../last-resort.ts'
import { openLog } from '../log/log.ts'
import type { Io } from './command.ts'
import { runCli } from './run-cli.ts'
import { toTerminalText } from './terminal-text.ts'

/** The command line's own process: arguments, streams, signals and the exit code. */
const { argv, env, stderr, stdout } = process
const places = placesOf(fileURLToPath(new URL('../..', import.meta.url)), 'mjs')
const interrupt = new AbortController()
/** How long a command may take to end after a mistake that nobody handled. */
const longestEndMs = 20_000
// A bar that is still on the terminal's line goes before anything else is written.
let drawn = ''

const io: Io = {
  out: (text) => void stdout.write(`${toTerminalText(text)}\n`),
  err: (text) => {
    io.terminal?.draw('')
    stderr.write(`${toTerminalText(text)}\n`)
  },
  terminal: stderr.isTTY ? { columns: stderr.columns || 80, draw } : null,
  ask: process.stdin.isTTY && stderr.isTTY ? ask : null,
  cwd: process.cwd(),
  env,
  places,
  interrupted: interrupt.signal,
}

const own = userFolder(env, process.platform)
openLog(own)
noteWritesIn(own)
void removeUnfinished(own)
catchMistakes((sentence) => {
  io.err(`microcosm: ${sentence}`)
  // What was started is removed, as far as that still goes.
  process.exitCode = 1
  interrupt.abort()
  setTimeout(() => process.exit(1), longestEndMs).unref()
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
for (const stream of [stdout, stderr]) stream.on('error', onLostReader)

const code = await runCli(argv.slice(2), io)
const { exitCode = code } = process
// Sockets that are kept open to Docker must not keep the program; what was printed must still be written.
stdout.write('', () => process.exit(exitCode))

async function ask(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: stderr })
  try {
    return /^y(es)?$/i.test((await lines.question(`${toTerminalText(question)} [y/N] `, { signal: interrupt.signal })).trim())
  } catch {
    // Interrupted, or the end of what can be typed: nobody has said yes.
    return false
  } finally {
    lines.close()
  }
}

function draw(text: string): void {
  if (text === drawn) return
  drawn = text
  // \r returns to the line's start, and \x1b[K clears what stood there.
  stderr.write(`\r${toTerminalText(text)}\x1b[K`)
}

/** A reader such as `head` may have seen enough: nobody is left to be told, and what was started is removed before the end. */
function onLostReader(error: NodeJS.ErrnoException): void {
  process.exitCode = error.code === 'EPIPE' ? 0 : 1
  interrupt.abort()
  setTimeout(endAtOnce, longestStopMs).unref()
}

function onSignal(): void {
  io.err(interrupt.signal.aborted ? 'Still stopping; what was started is being removed.' : 'Stopping.')
  if (interrupt.signal.aborted) return
  interrupt.abort()
  setTimeout(() => {
    io.err(leftThere)
    endAtOnce()
  }, longestStopMs)
}
