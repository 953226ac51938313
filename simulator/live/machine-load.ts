import { cpus } from 'node:os'

/** Time that this machine's cores were busy and that they had, milliseconds added up over them. */
interface CoreTimes {
  busy: number
  all: number
}

/** From this share on, containers wait for a core often enough that what is measured is this machine as well as the design. */
const notableShare = 0.8

/** How busy this machine's cores are while figures are taken, whoever keeps them busy. */
export class MachineLoad {
  readonly #read: () => CoreTimes
  #before: CoreTimes

  constructor(read: () => CoreTimes = readCores) {
    this.#read = read
    this.#before = read()
  }

  /** From here on it counts. */
  begin(): void {
    this.#before = this.#read()
  }

  /** Of the time since `begin`, the share in which a core was busy, 0 to 1. */
  share(): number {
    const now = this.#read()
    const all = now.all - this.#before.all
    return all > 0 ? (now.busy - this.#before.busy) / all : 0
  }

  /** What is to be said of it with the figures; undefined where it did not matter. */
  note(): string | undefined {
    const share = this.share()
    if (share < notableShare) return undefined
    const cores = cpus().length
    return `This machine was too busy to measure well: its ${cores === 1 ? 'core was' : `${cores} cores were`} in use for ${Math.round(share * 100)} % of the time, so that containers waited for each other. Latencies are longer, and throughput may be lower, than the design's own.`
  }
}

/** Time that a hypervisor took away (steal) is in neither sum: it is not told. */
function readCores(): CoreTimes {
  const times = cpus().map((core) => core.times)
  const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0)
  return { all, busy: all - times.reduce((sum, { idle }) => sum + idle, 0) }
}
