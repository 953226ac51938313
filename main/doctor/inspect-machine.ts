import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createDockerAccess } from '../docker-access.ts'
import type { Places } from '../files/places.ts'

/** One thing that Microcosm can use on a machine: whether it is there, and how to get it. */
export interface Finding {
  name: 'Node.js' | 'Docker' | 'Compose' | 'Left behind' | 'Display' | 'Electron'
  ok: boolean
  detail: string
  /** What to do, one sentence; only where it is not there. */
  remedy?: string
}

const execute = promisify(execFile)

/** Looks and changes nothing. */
export async function inspectMachine(places: Places, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  return [node(), ...(await docker()), await compose(), display(env), electron(places)]
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > 18 || (major === 18 && minor >= 15)
  return {
    name: 'Node.js',
    ok,
    detail: `${process.versions.node}.`,
    ...(ok ? {} : { remedy: 'Install Node.js 18.15 or later from nodejs.org.' }),
  }
}

async function docker(): Promise<Finding[]> {
  const access = createDockerAccess()
  const status = await access.status()
  if (!status.available) return [{ name: 'Docker', ok: false, detail: status.message ?? 'Docker does not answer.' }]
  let left: number
  try {
    left = await access.countLeftBehind()
  } catch (error) {
    return [{ name: 'Docker', ok: false, detail: error instanceof Error ? error.message : String(error) }]
  }
  return [
    { name: 'Docker', ok: true, detail: `Engine ${status.version} at ${status.address}.` },
    {
      name: 'Left behind',
      ok: left === 0,
      detail: left === 0 ? 'Nothing of earlier runs.' : `${left} things of runs whose program is gone.`,
      ...(left === 0 ? {} : { remedy: 'Remove them with "microcosm down".' }),
    },
  ]
}

async function compose(): Promise<Finding> {
  try {
    const { stdout } = await execute('docker', ['compose', 'version', '--short'])
    return { name: 'Compose', ok: true, detail: `${stdout.trim()}, to start what was exported.` }
  } catch {
    return {
      name: 'Compose',
      ok: false,
      detail: 'The command "docker compose" is not there; only exported projects need it.',
      remedy: 'It comes with Docker Desktop; elsewhere install the package docker-compose-plugin or docker-compose-v2.',
    }
  }
}

function display(env: NodeJS.ProcessEnv): Finding {
  const there = process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
  return there
    ? { name: 'Display', ok: true, detail: 'There is one, for the window.' }
    : { name: 'Display', ok: false, detail: 'There is none here;', remedy: '"npm start" serves the page to a browser instead.' }
}

function electron({ renderer }: Places): Finding {
  const root = join(renderer, '..', '..')
  // The package's installer writes this file last, when the whole runtime is there.
  const official = join(root, 'node_modules', 'electron', 'path.txt')
  const standIn = join(root, '.cache', 'electron-fallback')
  if (existsSync(official)) return { name: 'Electron', ok: true, detail: 'The official runtime is installed.' }
  if (existsSync(standIn))
    return { name: 'Electron', ok: true, detail: 'A stand-in runtime (25) is installed, as the official one could not be downloaded.' }
  return { name: 'Electron', ok: false, detail: 'The runtime is not here yet;', remedy: '"npm start" fetches it.' }
}
