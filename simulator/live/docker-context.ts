import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { RunFailure } from '../../app/run/engine.ts'

/** Where an engine is, as far as this file can tell: the part of what the engine's client takes. */
export interface EngineAddress {
  socketPath?: string
  protocol?: 'http' | 'https'
  host?: string
  port?: number
  ca?: string
  cert?: string
  key?: string
}

/**
 * Where the active context of the `docker` command leads; undefined: DOCKER_HOST says it, or nothing does, and the system's own
 * socket is meant. The order is that of the command itself: DOCKER_HOST, DOCKER_CONTEXT, `docker context use`. Throws a RunFailure
 * where a context is chosen that is not there or cannot be used.
 */
export function addressOfContext(env: NodeJS.ProcessEnv = process.env, home = homedir()): EngineAddress | undefined {
  if (env.DOCKER_HOST) return undefined
  const folder = env.DOCKER_CONFIG || join(home, '.docker')
  const name = env.DOCKER_CONTEXT || chosenIn(folder)
  if (name === undefined || name === 'default') return undefined
  const id = createHash('sha256').update(name).digest('hex')
  const host = hostIn(readText(join(folder, 'contexts', 'meta', id, 'meta.json')))
  if (host === undefined) {
    throw new RunFailure(
      `The Docker context "${name}" is chosen, but it is not there or names no engine: choose another with \`docker context use\`.`,
    )
  }
  const credential = (file: string) => readText(join(folder, 'contexts', 'tls', id, 'docker', file))
  return toAddress(name, host, { ca: credential('ca.pem'), cert: credential('cert.pem'), key: credential('key.pem') })
}

function toAddress(name: string, host: string, credentials: Record<'ca' | 'cert' | 'key', string | undefined>): EngineAddress {
  // unix:///var/run/docker.sock, npipe:////./pipe/docker_engine
  const [, socketPath] = /^(?:unix|npipe):\/\/(.+)$/.exec(host) ?? []
  if (socketPath !== undefined) return { socketPath }
  // tcp://192.168.1.5:2376
  const [, hostname, port] = /^(?:tcp|https?):\/\/(\[[^\]]+\]|[^/:]+)(?::(\d+))?\/?$/.exec(host) ?? []
  if (hostname === undefined) {
    throw new RunFailure(
      `The Docker context "${name}" leads to ${host}, which Microcosm cannot reach: choose one with a socket or a tcp address with \`docker context use\`.`,
    )
  }
  const given = Object.fromEntries(Object.entries(credentials).filter(([, text]) => text !== undefined))
  const secure = Object.keys(given).length > 0 || host.startsWith('https:')
  const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port ?? (secure ? 2376 : 2375)) }
  return { protocol: secure ? 'https' : 'http', ...address, ...given }
}

function chosenIn(folder: string): string | undefined {
  const { currentContext } = parse(readText(join(folder, 'config.json'))) as { currentContext?: unknown }
  return typeof currentContext === 'string' && currentContext !== '' ? currentContext : undefined
}

function hostIn(meta: string | undefined): string | undefined {
  const { Endpoints } = parse(meta) as { Endpoints?: { docker?: { Host?: unknown } } }
  const host = Endpoints?.docker?.Host
  return typeof host === 'string' && host !== '' ? host : undefined
}

/** What cannot be read says nothing, as for the `docker` command. */
function parse(text: string | undefined): object {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
