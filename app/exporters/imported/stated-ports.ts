import type { Service } from '../../importers/compose/services.ts'
import { child, itemsOf, type Node, textOf } from '../../importers/compose/tree.ts'
import type { StatedPort } from './stated.ts'

/** A range of more is for programs that choose among them themselves, and no target publishes it port by port. */
const mostInRange = 64

/** Every port of a service, ranges written out: what it publishes and what it exposes. */
export function toStatedPorts({ node }: Pick<Service, 'node'>): StatedPort[] {
  const open = itemsOf(child(node, 'ports')).flatMap(toPorts)
  // One may stand there twice, with a number of the machine and without.
  const first = [...open.filter(({ published }) => published !== undefined), ...open.filter(({ published }) => published === undefined)]
  const found = [...first, ...itemsOf(child(node, 'expose')).flatMap(toExposed)]
  const isFirst = ({ number, protocol }: StatedPort, index: number) =>
    found.findIndex((other) => other.number === number && other.protocol === protocol) === index
  return found.filter(isFirst)
}

function toPorts(at: Node): StatedPort[] {
  if (at.type === 'map') {
    const say = (key: string) => textOf(child(at, key))
    const [number, published, host] = [Number(say('target')), say('published'), say('host_ip')]
    return [{ number, protocol: protocolOf(say('protocol')), ...publishedAs(published, 0), ...(host ? { host } : {}) }]
  }
  // 127.0.0.1:8000-8002:80-82/tcp
  const text = textOf(at) ?? ''
  const [, host, published, target = '', protocol] =
    /^(?:(?:(\[[^\]]*\]|[^:]*|(?:[0-9a-fA-F]*:){2,}[0-9a-fA-F]*):)?([\d-]*):)?([\d-]+)(?:\/(\w+))?$/.exec(text) ?? []
  const ip = host?.replace(/^\[|\]$/g, '')
  return range(target).map((number, index) => ({
    number,
    protocol: protocolOf(protocol),
    ...publishedAs(published, index),
    ...(ip ? { host: ip } : {}),
  }))
}

function toExposed(at: Node): StatedPort[] {
  const [, numbers = '', protocol] = /^([\d-]+)(?:\/(\w+))?$/.exec(textOf(at) ?? '') ?? []
  return range(numbers).map((number) => ({ number, protocol: protocolOf(protocol) }))
}

function publishedAs(text: string | undefined, index: number): { published?: number } {
  const [first] = (text ?? '').split('-')
  return first ? { published: Number(first) + index } : {}
}

/** The ports of `8000-8002`; none of a range that is too long. */
function range(text: string): number[] {
  const [first, last = first] = text.split('-').map(Number)
  if (!first || last === undefined || last < first || last - first >= mostInRange) return []
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

const protocolOf = (text: string | undefined) => (text?.toLowerCase() === 'udp' ? 'udp' : 'tcp')
