import { RunFailure } from '../../app/run/engine.ts'

export interface EngineError extends Error {
  code?: string
  statusCode?: number
  json?: { message?: string } | null
  /** Of a connection that failed: a path, or an address with its port; or a name that could not be resolved. */
  address?: string
  port?: number
  hostname?: string
}

/** Where it was tried, as far as the system tells. */
function at({ address, port, hostname }: EngineError): string {
  const place = address ?? hostname
  return place === undefined ? '' : ` at ${port === undefined ? place : `${place}:${port}`}`
}

const unreachable = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT'])
const broken = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'])

/** A failure of the Docker engine as a sentence for the person. `doing` says what was tried: `starting orders`. */
export function toDockerFailure(error: unknown, doing?: string, component?: string): RunFailure {
  if (error instanceof RunFailure) return error
  const { code, message } = error as EngineError
  if (code && unreachable.has(code)) {
    return new RunFailure(
      `Docker does not answer${at(error as EngineError)}: start Docker Desktop or the Docker service, then try again (\`microcosm doctor\` says more).`,
    )
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new RunFailure(
      `You may not use Docker${at(error as EngineError)} on this machine: add your user to the group "docker" and sign in again, or start Docker Desktop.`,
    )
  }
  if ((code && broken.has(code)) || message === 'socket hang up') {
    return new RunFailure('Docker stopped answering: start it again; `microcosm down` then removes what is left of the run.')
  }
  return new RunFailure(`Docker refused${doing ? ` ${doing}` : ''}: ${toReason(error as EngineError)}`, component)
}

// (HTTP code 500) server error - Get …
const wrapping = /^(?:Error response from daemon: |\(HTTP code \d+\) [^-]*- )/

/** The engine's own words, as one sentence, with what to do where that is known. */
export function toReason(error: EngineError): string {
  const said = (error.json?.message || error.message).split('\n')[0]?.replace(wrapping, '').trim() || 'no reason was given'
  const sentence = /[.!?]$/.test(said) ? said : `${said}.`
  if (/port is already allocated|address already in use/.test(said))
    return `${sentence} Another program uses that port: stop it, or choose another port.`
  if (/no space left/.test(said)) return `${sentence} Free some disk space, for instance with \`docker system prune\`.`
  return sentence
}

/** Whether the thing asked for is not there (any more). */
export function isAbsent(error: unknown): boolean {
  return (error as EngineError).statusCode === 404
}

/** Whether the engine was asked for what it has already done, or is doing. */
export function isConflict(error: unknown): boolean {
  const { statusCode } = error as EngineError
  return statusCode === 409 || statusCode === 304
}

/** Whether the engine itself is gone, rather than unwilling. */
export function isEngineGone(error: unknown): boolean {
  const { code, message } = error as EngineError
  return (code !== undefined && (unreachable.has(code) || broken.has(code))) || message === 'socket hang up'
}
