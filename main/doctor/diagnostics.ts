import { readdir, readFile, stat } from 'node:fs/promises'
import { arch, cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { counted } from '../../app/run/figures.ts'
import type { Places } from '../files/places.ts'
import { createLogFile } from '../log/log-file.ts'
import { inspectMachine } from './inspect-machine.ts'
import { withoutSecrets } from './without-secrets.ts'

export interface DiagnosticsSubject {
  places: Places
  environment: NodeJS.ProcessEnv
  userFolder: string
  now: () => Date
}

const mostLogBytes = 300_000

/**
 * One text that a person can read and pass on, so that a mistake can be found: the program, the machine, its settings, the size
 * of what it keeps, and its log. No design, no draft, no variable of the shell, no secret.
 */
export async function makeDiagnostics({ places, environment, userFolder, now }: DiagnosticsSubject): Promise<string> {
  const findings = await inspectMachine(places, environment)
  const log = createLogFile(join(userFolder, 'log', 'microcosm.log'))
  const sections: [title: string, lines: string[]][] = [
    ['Program', toProgram(places)],
    ['Machine', findings.map(({ name, ok, detail }) => `${ok ? 'ok' : 'missing'}  ${name}: ${detail}`)],
    ['Settings', [await readSettings(userFolder)]],
    ['Own folder', await listSizes(userFolder)],
    ['Log', [log.tail(mostLogBytes).trimEnd() || 'Nothing was logged.']],
  ]
  const body = sections.map(([title, lines]) => `== ${title} ==\n${lines.join('\n')}\n`).join('\n')
  return withoutSecrets(`Microcosm diagnostics, ${now().toISOString()}\nNo designs, drafts or secrets are in here.\n\n${body}`)
}

function toProgram({ version }: Places): string[] {
  const { node, electron, chrome } = process.versions
  const runtime = electron ? `Electron ${electron}, Chromium ${chrome}, Node.js ${node}` : `Node.js ${node}`
  const memoryGib = Math.round(totalmem() / 2 ** 30)
  return [`Microcosm ${version}`, runtime, `${process.platform} ${release()} ${arch()}, ${cpus().length} cores, ${memoryGib} GiB`]
}

async function readSettings(userFolder: string): Promise<string> {
  return readFile(join(userFolder, 'settings.json'), 'utf8').then(
    (text) => text.trimEnd().slice(0, 20_000),
    () => 'None yet.',
  )
}

// drafts/  2 files, 14203 bytes
async function listSizes(userFolder: string): Promise<string[]> {
  const names = await readdir(userFolder).catch(() => [])
  return Promise.all(
    names.sort().map(async (name) => {
      const path = join(userFolder, name)
      const about = await stat(path).catch(() => undefined)
      if (!about?.isDirectory()) return `${name}  ${about?.size ?? '?'} bytes`
      const inside = await readdir(path).catch(() => [])
      const sizes = await Promise.all(
        inside.map((one) =>
          stat(join(path, one)).then(
            ({ size }) => size,
            () => 0,
          ),
        ),
      )
      return `${name}/  ${counted(inside.length, 'file')}, ${sizes.reduce((sum, size) => sum + size, 0)} bytes`
    }),
  )
}
