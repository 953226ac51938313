import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Send } from '../app/bridge/events.ts'
import { onEndSignals } from './end-signals.ts'
import { readDesignFile } from './files/design-file.ts'
import { errorCodeOf } from './files/file-failure.ts'
import { placesOf } from './files/places.ts'
import { userFolder } from './files/user-folder.ts'
import { catchMistakes } from './last-resort.ts'
import { openLog } from './log/log.ts'
import { createProgram, type Program } from './program.ts'
import { serveWeb } from './web-host.ts'

/** `web-host.mjs [DESIGN] [--port N]`: the program for a browser on this machine. */
const places = placesOf(fileURLToPath(new URL('../..', import.meta.url)), 'mjs')
let program: Program | undefined
let tell: Send = () => {}
openLog(userFolder(process.env, process.platform))
catchMistakes((message) => tell('app.mistake', { message }))

try {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { port: { type: 'string', default: '0' } } })
  const named = positionals[0] === undefined ? undefined : resolve(positionals[0])
  // Here a person reads the terminal, so a file that cannot be read is said there, before a page is served.
  if (named !== undefined) await readDesignFile(named)
  const host = await serveWeb(
    places.renderer,
    parsePort(values.port),
    (send) => {
      tell = send
      const window = { setState() {}, setMenu() {}, heard() {}, close() {} }
      program = createProgram({ kind: 'web', places, named, dialogs: null, window, send })
      program.prepare()
      return program.handlers
    },
    // Nobody watches a run whose page is gone, and a page that comes back cannot find it again.
    () => void program?.leavePages(),
  )
  onEndSignals(
    async () => {
      await program?.close()
      await host.close()
    },
    () => process.exit(0),
  )
  console.log(
    `${reason()} Open this link in a browser on this machine; it works once, within ten minutes:\n\n  ${host.link}\n\nCtrl-C ends Microcosm.`,
  )
} catch (error) {
  console.error(`microcosm: ${toSentence(error)}`)
  process.exitCode = 1
}

function reason(): string {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  return hasDisplay ? 'Microcosm serves its page to a browser.' : 'There is no display here, so Microcosm serves its page to a browser.'
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new Error(`--port ${text} is not a port: write a number from 1 to 65535, or 0 for a free one.`)
}

function toSentence(error: unknown): string {
  if (errorCodeOf(error)?.startsWith('ERR_PARSE_ARGS')) return 'That is not how it is called. Usage: web-host.mjs [DESIGN] [--port N]'
  if (errorCodeOf(error) === 'EADDRINUSE') return 'This port is taken by another program: choose another with --port, or 0 for a free one.'
  if (errorCodeOf(error) === 'EACCES') return 'You are not allowed to use this port: choose one above 1023 with --port.'
  return error instanceof Error ? error.message : String(error)
}
