import { mkdir, stat } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Design } from '../../app/design/design.ts'
import type { Frame, RunEvent } from '../../app/run/frame.ts'
import type { Result } from '../../app/run/result.ts'
import { checkDocker, connectDocker, type DockerConnection } from './docker.ts'
import { type Live, startLive } from './start-live.ts'

/** What the tests of the live engine share: runs on the real engine, and waiting for what a run says. */
export const runtimeFolder = join(import.meta.dirname, '../../out/runtime')

/** Why tests on the engine cannot be made here; undefined: they can. */
export async function reasonToSkip(): Promise<string | undefined> {
  if (process.env.MICROCOSM_SKIP_LIVE) return 'MICROCOSM_SKIP_LIVE is set'
  const { available, message } = await checkDocker(connectDocker())
  return available ? undefined : message
}

/** Bundles what runs inside containers, as `npm run build` does. */
export async function buildRuntime(): Promise<void> {
  await mkdir(runtimeFolder, { recursive: true })
  const { createBuilder } = await import('vite')
  const builder = await createBuilder({ configFile: join(import.meta.dirname, '../../vite.config.ts'), logLevel: 'error' })
  for (const name of ['runtime', 'mesh']) {
    const environment = builder.environments[name]
    if (!environment) throw new Error(`vite.config.ts builds no ${name}`)
    await builder.build(environment)
    await stat(join(runtimeFolder, `${name}.mjs`))
  }
}

/** A run whose events are kept, so that a test can wait for one and look back at all. */
export class TriedRun {
  readonly live: Live
  readonly seen: RunEvent[] = []
  static readonly #all = new Set<TriedRun>()
  readonly #abort = new AbortController()
  #wake: (() => void)[] = []

  constructor(design: Design, options: { scenario?: string; durationSeconds?: number; docker?: DockerConnection } = {}) {
    const { docker, ...request } = options
    const location = { runtimeFolder, baseFolder: null, ...(docker ? { docker } : {}) }
    this.live = startLive({ design, seed: 1, signal: this.#abort.signal, ...request }, location)
    TriedRun.#all.add(this)
    this.#read()
  }

  /** Ends whatever runs a test left going on. */
  static async cancelAll(): Promise<void> {
    await Promise.all([...TriedRun.#all].map((run) => run.cancel()))
    TriedRun.#all.clear()
  }

  async #read(): Promise<void> {
    for await (const event of this.live.events) {
      this.seen.push(event)
      for (const wake of this.#wake.splice(0)) wake()
    }
  }

  /** The first event, past or to come, for which this holds. Throws if the run fails before. */
  async until<T extends RunEvent>(holds: (event: RunEvent) => event is T): Promise<T>
  async until(holds: (event: RunEvent) => boolean): Promise<RunEvent>
  async until(holds: (event: RunEvent) => boolean): Promise<RunEvent> {
    for (;;) {
      const found = this.seen.find(holds)
      if (found) return found
      const last = this.seen.at(-1)
      if (last?.type === 'failed' || last?.type === 'result') throw new Error(`the run ended first: ${JSON.stringify(last).slice(0, 500)}`)
      await new Promise<void>((wake) => this.#wake.push(wake))
    }
  }

  /** The first frame from now on for which this holds. */
  async frame(holds: (frame: Frame) => boolean = () => true): Promise<Frame> {
    const from = this.seen.length
    const found = await this.until((event) => event.type === 'frame' && this.seen.indexOf(event) >= from && holds(event.frame))
    if (found.type !== 'frame') throw new Error('no frame came')
    return found.frame
  }

  async result(): Promise<Result> {
    const event = await this.until((each) => each.type === 'result')
    if (event.type !== 'result') throw new Error('no result came')
    await this.live.stopped
    return event.result
  }

  /** The sentence with which it fails. */
  async failure(): Promise<string> {
    const event = await this.until((each) => each.type === 'failed')
    await this.live.stopped
    return event.type === 'failed' ? event.message : ''
  }

  async cancel(): Promise<void> {
    this.#abort.abort()
    await this.live.stopped
  }
}

/** A way to the engine that can be cut, as if the engine had stopped. */
export async function startForwarder(): Promise<{ port: number; stop(): void }> {
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect('/var/run/docker.sock')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.pipe(to)
      from.on('error', () => to.destroy())
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const stop = () => {
    server.close()
    for (const socket of open) socket.destroy()
  }
  return { port: typeof address === 'object' && address ? address.port : 0, stop }
}

/** Ids of everything in the engine that was made by a process. */
export async function objectsOf(pid: number): Promise<string[]> {
  const docker = connectDocker()
  const filters = { label: [`microcosm.owner.pid=${pid}`] }
  const [containers, networks, volumes] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ])
  return [...containers.map(({ Id }) => Id), ...networks.map(({ Id }) => Id), ...(volumes.Volumes ?? []).map(({ Name }) => Name)]
}
