import type { Loss } from '../exporter.ts'
import { timersAmong } from '../timers.ts'
import { toPascalCase } from './names.ts'
import type { Part, Plan } from './plan.ts'
import type { Way } from './through-balancers.ts'

/**
 * Where the internet comes in: services and functions that traffic calls. Traffic that comes evenly stands for a timer where other
 * traffic does not, and what only a timer calls is not opened to the world.
 */
export function toEntrances(plan: Plan): Plan['entrances'] {
  const timers = new Set(timersOf(plan))
  return plan.entrances
    .map(({ part, ways }) => ({ part, ways: ways.filter(({ source }) => !timers.has(source)) }))
    .filter(({ part, ways }) => ways.length > 0 && canBeReached(part))
}

export const timersOf = ({ parts }: Plan): Part[] => timersAmong(parts)

/** A rule of the load balancer, with a target group of its own by which CloudWatch tells it from others. */
export interface Route {
  /** Its key among the entrances: `shop`, `shopBuy`. */
  name: string
  part: Part
  /** The journeys that come this way. */
  journeys: string[]
  /** Absent both: whatever no other rule takes. */
  paths?: string[]
  hosts?: string[]
  /** Rules of lower numbers are looked at first. */
  priority: number
}

/** A task is registered with five target groups at most. */
const mostPaths = 4

/**
 * Journeys that ask for paths of their own are told apart by these, and so are components. Of those that no path tells apart the first
 * takes what is left over, and each other the names that begin with its own: `admin.example.org`.
 */
export function toRoutes(plan: Plan): Route[] {
  const entrances = toEntrances(plan)
  const given = new Set<string>()
  const drafts: Omit<Route, 'priority'>[] = []
  let isLeftOver = true
  for (const { part, ways } of entrances) {
    const byPath = journeysByPath(ways)
    const own = [...byPath].filter(([path]) => path !== '' && !given.has(path)).slice(0, mostPaths)
    const split = own.length > 1 || byPath.size > 1 || entrances.length > 1 ? own : []
    for (const [path, journeys] of split) {
      given.add(path)
      drafts.push({ name: nameOf(part, journeys, drafts), part, journeys, paths: [path, `${path}/*`] })
    }
    const others = [...byPath].filter(([path]) => !split.some(([each]) => each === path)).flatMap(([, journeys]) => journeys)
    const takesRest = others.length > 0 || entrances.length === 1
    if (!takesRest) continue
    drafts.push({ name: part.name, part, journeys: [...new Set(others)], ...(isLeftOver ? {} : { hosts: [`${part.id}.*`] }) })
    isLeftOver = false
  }
  return drafts
    .map((draft) => ({ draft, rank: rankOf(draft) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ draft }, index) => ({ ...draft, priority: 10 * (index + 1) }))
}

/** What is reached by a name since no path leads there, which a person has to make. */
export function lossesOfRoutes(plan: Plan): Loss[] {
  const routes = toRoutes(plan)
  return routes.flatMap(({ part, hosts, journeys }) => {
    if (!hosts) return []
    const others = routes.filter((route) => route.part === part && route.paths).length
    const because =
      others >= mostPaths ? `${mostPaths} paths of a component are told apart at most` : 'no path of the design leads there alone'
    const what = others > 0 ? `${journeys.join(', ')}: ` : ''
    return [
      {
        where: part.id,
        what: `${what}It is reached under names that begin with ${part.id}. alone, since ${because}: point such a name at the load balancer${others >= mostPaths ? '' : ', or write a path of its own'}.`,
      },
    ]
  })
}

/** Longer paths come before shorter ones, names after paths, and what is left over last. */
function rankOf({ paths, hosts }: Omit<Route, 'priority'>): number {
  return paths ? 1000 + (paths[0]?.length ?? 0) : hosts ? 1 : 0
}

/** The journeys under each path; those that ask for none, or for one that a rule cannot say, under the empty one. */
function journeysByPath(ways: Way<Part>[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { source, connection, journeys: carried } of ways) {
    const journeys = source.behaviour.model === 'source' ? Object.entries(source.behaviour.journeys).filter(([, share]) => share > 0) : []
    for (const [journey] of journeys) {
      if (carried && !carried.includes(journey)) continue
      const path = toPattern(typeof connection.path === 'object' ? connection.path[journey] : connection.path)
      found.set(path, [...new Set([...(found.get(path) ?? []), journey])])
    }
  }
  return found
}

/** `/orders` of `/orders/?page=2`; empty where it is the root, or holds signs that mean something to a rule. */
function toPattern(path = '/'): string {
  const plain = path.replace(/[?#].*$/, '').replace(/\/+$/, '')
  return /^\/[A-Za-z0-9_\-.$/~@:+]{1,100}$/.test(plain) ? plain : ''
}

function nameOf(part: Part, journeys: string[], taken: { name: string }[]): string {
  const wanted = `${part.name}${toPascalCase(journeys[0] ?? '') || 'Path'}`
  const isFree = (name: string) => name !== part.name && !taken.some((each) => each.name === name)
  if (isFree(wanted)) return wanted
  for (let number = 2; ; number += 1) if (isFree(`${wanted}${number}`)) return `${wanted}${number}`
}

function canBeReached({ role, container }: Part): boolean {
  return role === 'function' || (role === 'service' && container?.ports.http !== undefined)
}
