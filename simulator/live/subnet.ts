/** IPv4 addresses as numbers, and the range of addresses that a run gets for itself. */
export interface Range {
  network: number
  prefix: number
}

/** The lower half holds containers, the upper half one address for each drawn connection. */
export interface RunSubnet {
  range: Range
  cidr: string
  gateway: string
  mesh: string
  edges: { network: string; prefix: number }
  /** Address of the n-th container, n from 0. */
  container(n: number): string
  /** Address of the n-th drawn connection, n from 0. */
  edge(n: number): string
}

const prefix = 20
const size = 2 ** (32 - prefix)
/** The engine's gateway, the mesh, and a few to spare come first. */
const firstContainer = 16

/**
 * Private ranges that routers at home, offices, Docker and Kubernetes seldom use, in the order they are tried
 * (10.201.0.0/20 to 10.238.240.0/20).
 */
function candidates(): Range[] {
  const first = parseAddress('10.201.0.0')
  return Array.from({ length: 38 * 16 }, (_, index) => ({ network: first + index * size, prefix }))
}

/** The first range that touches none of those in use, beginning `skip` further; undefined: there is none left. */
export function chooseSubnet(used: readonly Range[], skip = 0): RunSubnet | undefined {
  const free = candidates().filter((candidate) => !used.some((range) => overlaps(candidate, range)))
  const range = free[skip]
  return range && toRunSubnet(range)
}

export function overlaps(one: Range, other: Range): boolean {
  const common = Math.min(one.prefix, other.prefix)
  // A range of all addresses is the default route, which every address matches and none is taken by.
  if (common === 0) return false
  const shift = 32 - common
  return Math.floor(one.network / 2 ** shift) === Math.floor(other.network / 2 ** shift)
}

function toRunSubnet(range: Range): RunSubnet {
  const upper = range.network + size / 2
  return {
    range,
    cidr: `${formatAddress(range.network)}/${range.prefix}`,
    gateway: formatAddress(range.network + 1),
    mesh: formatAddress(range.network + 2),
    edges: { network: formatAddress(upper), prefix: range.prefix + 1 },
    container: (n) => formatAddress(range.network + firstContainer + n),
    edge: (n) => formatAddress(upper + 1 + n),
  }
}

/** How many containers and connections fit. */
export const mostContainers = size / 2 - firstContainer - 1
export const mostEdges = size / 2 - 2

export function parseAddress(text: string): number {
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')
}

/** `172.17.0.0/16`; undefined for what is no IPv4 range. */
export function parseRange(text: string): Range | undefined {
  // 172.17.0.0/16
  const match = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(text)
  return match ? { network: parseAddress(match[1] ?? ''), prefix: Number(match[2]) } : undefined
}
