import type { Container } from './docker.ts'
import { runIn } from './in-container.ts'

/** Ports of a container on which a program listens: for everybody, and for itself alone. */
export interface Listening {
  ports: number[]
  onlyInside: number[]
}

/** As the kernel tells it inside the container; null where that cannot be read, as in an image without any tools. */
export async function readListening(container: Container): Promise<Listening | null> {
  const read = await runIn(container, ['cat', '/proc/net/tcp', '/proc/net/tcp6'])
  return read && read.lines.length > 0 ? toListening(read.lines) : null
}

//   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 ...
const row = /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} 0A /
// 127.0.0.1 and ::1, in the kernel's byte order; the engine's own name server listens on 127.0.0.11.
const loopback = /^(?:[0-9A-F]{6}7F|0{24}01000000)$/
const nameServer = /^0B00007F$/

/** `lines`: of /proc/net/tcp and /proc/net/tcp6. */
export function toListening(lines: string[]): Listening {
  const ports = new Set<number>()
  const inside = new Set<number>()
  for (const line of lines) {
    const [, address = '', port = ''] = row.exec(line) ?? []
    if (address === '' || nameServer.test(address)) continue
    const to = loopback.test(address) ? inside : ports
    to.add(Number.parseInt(port, 16))
  }
  const sorted = (set: Set<number>) => [...set].sort((a, b) => a - b)
  return { ports: sorted(ports), onlyInside: sorted(inside).filter((port) => !ports.has(port)) }
}

/** What is the matter with a program that does not answer on its port, as a sentence's end. */
export function toReasonOfSilence(port: number, listening: Listening | null): string {
  if (listening === null) return `nothing answers on its port ${port}`
  const { ports, onlyInside } = listening
  if (onlyInside.includes(port))
    return `it listens on port ${port} of 127.0.0.1, where nobody outside its container reaches it: let it listen on 0.0.0.0`
  if (ports.length > 0 && !ports.includes(port))
    return `nothing answers on its port ${port}, while it listens on ${ports.join(', ')}: set the port that it listens on`
  if (ports.length === 0 && onlyInside.length === 0) return `nothing answers on its port ${port}: it listens on none yet`
  return `nothing answers on its port ${port} yet`
}
