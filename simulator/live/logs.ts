import { counted } from '../../app/run/figures.ts'
import { Channel } from './channel.ts'
import { createLogReader, type OutputStream } from './log-reader.ts'
import type { Replica } from './replica.ts'

export interface LogLines {
  component: string
  lines: LogLine[]
}
export interface LogLine {
  replica: number
  stream: OutputStream
  /** As the engine dates it, ISO 8601; empty where it did not. */
  time: string
  text: string
}

const linesBefore = 200
const batchMs = 100
/** Lines kept of one component for one batch. Of who writes more, how many were left out is told in their place. */
export const mostLines = 2000

/** The logs of the components that somebody looks at. Others are not read, for reading costs. */
export class Logs {
  readonly channel = new Channel<LogLines>()
  readonly #followed = new Map<string, Set<() => void>>()
  readonly #waiting = new Map<string, LogLine[]>()
  readonly #leftOut = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined

  /** Sends the last lines of these replicas and then all new ones. */
  follow(component: string, replicas: readonly Replica[]): void {
    if (this.#followed.has(component)) return
    this.#followed.set(component, new Set())
    for (const replica of replicas) this.#read(replica, linesBefore).catch(() => {})
  }

  unfollow(component: string): void {
    for (const stop of this.#followed.get(component) ?? []) stop()
    this.#followed.delete(component)
  }

  /** A replica began (again): its log is read too if its component is followed. */
  onStarted(replica: Replica): void {
    if (this.#followed.has(replica.component)) this.#read(replica, 0).catch(() => {})
  }

  close(): void {
    for (const component of [...this.#followed.keys()]) this.unfollow(component)
    clearTimeout(this.#timer)
    this.#flush()
    this.channel.close()
  }

  /** A log that cannot be read is not shown; the run does not depend on it. */
  async #read(replica: Replica, tail: number): Promise<void> {
    const stream = await replica.container.logs({ follow: true, stdout: true, stderr: true, timestamps: true, tail })
    const followed = this.#followed.get(replica.component)
    const stop = () => (stream as unknown as { destroy(): void }).destroy()
    if (!followed) return stop()
    followed.add(stop)
    const read = createLogReader((name, line) => this.#add(replica, name, line))
    stream.on('data', read)
    stream.on('error', () => {})
    stream.on('close', () => followed.delete(stop))
  }

  #add(replica: Replica, stream: OutputStream, line: string): void {
    const space = line.indexOf(' ')
    const lines = this.#waiting.get(replica.component) ?? []
    this.#waiting.set(replica.component, lines)
    this.#timer ??= setTimeout(() => this.#flush(), batchMs)
    if (lines.length < mostLines) lines.push({ replica: replica.index, stream, time: line.slice(0, space), text: line.slice(space + 1) })
    else this.#leftOut.set(replica.component, (this.#leftOut.get(replica.component) ?? 0) + 1)
  }

  #flush(): void {
    this.#timer = undefined
    for (const [component, lines] of this.#waiting) {
      const leftOut = this.#leftOut.get(component)
      const last = lines.at(-1)
      const told: LogLine[] =
        leftOut && last
          ? [{ ...last, stream: 'stderr', text: `… ${counted(leftOut, 'line')} left out here: they came too fast to be shown.` }]
          : []
      this.channel.send({ component, lines: [...lines, ...told] })
    }
    this.#waiting.clear()
    this.#leftOut.clear()
  }
}
