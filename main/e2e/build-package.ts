import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { project } from './open-window.ts'

const execute = promisify(execFile)

export interface BuiltPackage {
  /** The packaged program. */
  program: string
  /** Fuses that this Electron has, as they are wanted. */
  wanted: Record<string, boolean>
  remove(): void
}

/**
 * The package that people get, of the Electron under test, as a folder. An Electron that is too old for a fuse gets a package without
 * it: what it lacks is answered by `wanted`, which leaves it out.
 */
export async function buildPackage(electron: string): Promise<BuiltPackage> {
  const folder = mkdtempSync(join(tmpdir(), 'microcosm-package-'))
  const distribution = join(folder, 'electron')
  cpSync(dirname(electron), distribution, { recursive: true })
  // What makes a bare Electron run a folder is no part of a package.
  rmSync(join(distribution, 'resources', 'app'), { recursive: true, force: true })
  const config = parse(readFileSync(join(project, 'electron-builder.yml'), 'utf8'))
  const count = readFuses(readFileSync(electron)).length
  const wanted = Object.fromEntries(Object.entries<boolean>(config.electronFuses).filter(([name]) => fuseNames.indexOf(name) < count))
  const { stdout } = await execute(electron, ['-p', 'process.versions.electron'], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
  const settings = {
    ...config,
    electronFuses: wanted,
    electronDist: distribution,
    electronVersion: stdout.trim(),
    directories: { ...config.directories, output: join(folder, 'dist') },
  }
  const file = join(folder, 'electron-builder.json')
  writeFileSync(file, JSON.stringify(settings))
  const builder = join(project, 'node_modules', 'electron-builder', 'cli.js')
  await execute(process.execPath, [builder, '--linux', 'dir', '--config', file], { cwd: project, maxBuffer: 64 * 2 ** 20 })
  const program = join(folder, 'dist', 'linux-unpacked', 'microcosm')
  return { program, wanted, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The Electron under test under another name, by which it takes itself for a packaged program and keeps its fuses as they were. */
export function renameElectron(electron: string): { program: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'microcosm-renamed-'))
  cpSync(dirname(electron), folder, { recursive: true })
  const program = join(folder, 'microcosm')
  renameSync(join(folder, 'electron'), program)
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** In the order in which they stand in the program: https://github.com/electron/fuses/blob/main/src/config.ts */
const fuseNames = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
]

/** What stands before the fuses: a version, their number, and one sign for each, `0` for off and `1` for on. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

function readFuses(program: Buffer): string {
  const at = program.indexOf(sentinel)
  if (at < 0) throw new Error('There are no fuses in this program.')
  const start = at + sentinel.length
  return program.subarray(start + 2, start + 2 + (program[start + 1] ?? 0)).toString('latin1')
}

/** Which fuses of a program are on, by the names that electron-builder gives them. */
export function fusesOf(program: string): Record<string, boolean> {
  return Object.fromEntries([...readFuses(readFileSync(program))].map((sign, index) => [fuseNames[index] ?? String(index), sign === '1']))
}
