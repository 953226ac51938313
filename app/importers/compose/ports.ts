import { reject } from './rejection.ts'
import { child, itemsOf, type Node, textOf } from './tree.ts'

/** A port of a container, and how it is published on the machine, if it is. */
export interface Port {
  /** The first of a range. */
  target: number
  published?: string
  /** The address of the machine under which it is published; absent: every one. */
  host?: string
  protocol: string
  at: Node
}

/** The published ports of a service, short and long form. Throws a Rejection for text that is no port. */
export function portsOf(service: Node): Port[] {
  return itemsOf(child(service, 'ports')).map((at) => (at.type === 'map' ? longPort(at) : shortPort(at)))
}

/** Ports that are open to other services without being published. */
export function exposedOf(service: Node): number[] {
  // 3000, "3000/tcp", "3000-3005"
  return itemsOf(child(service, 'expose')).flatMap((item) => {
    const port = /^(\d+)/.exec(textOf(item) ?? '')?.[1]
    return port === undefined ? [] : [Number(port)]
  })
}

function longPort(at: Node): Port {
  const [target, published] = [textOf(child(at, 'target')), textOf(child(at, 'published'))]
  if (target === undefined) reject(at, 'A port must say which of the container it is: add a target.')
  const host = textOf(child(at, 'host_ip'))
  return {
    target: Number(target),
    ...(published ? { published } : {}),
    ...(host ? { host } : {}),
    protocol: textOf(child(at, 'protocol')) ?? 'tcp',
    at,
  }
}

// 8080, 8080:80, 127.0.0.1:8080:80/tcp, [::1]:8080:80, 3000-3005:3000-3005, 127.0.0.1::80
const shortPattern = /^(?:(?:(\[[0-9a-fA-F:.]+\]|[^:[\]]*):)?(\d+(?:-\d+)?)?:)?(\d+)(?:-(\d+))?(?:\/([a-zA-Z]+))?$/

function shortPort(at: Node): Port {
  const text = textOf(at) ?? ''
  const match = shortPattern.exec(text) ?? ipv6Pattern.exec(text)
  const target = Number(match?.[3])
  if (!match || target > 65_535) {
    reject(
      at,
      text === '' ? 'A port is empty.' : `"${text}" is no port: write 80, 8080:80 or 127.0.0.1:8080:80.`,
      text === '' ? 'Is a variable not set?' : undefined,
    )
  }
  return { target, ...(match[2] ? { published: match[2] } : {}), ...(match[1] ? { host: match[1] } : {}), protocol: match[5] ?? 'tcp', at }
}

// ::1:8080:80
const ipv6Pattern = /^([0-9a-fA-F:]*:[0-9a-fA-F]*):(\d+(?:-\d+)?)?:(\d+)(?:-(\d+))?(?:\/([a-zA-Z]+))?$/
