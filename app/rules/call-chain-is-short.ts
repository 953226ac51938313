import { isSource } from '../catalogue/behaviour-of.ts'
import type { Connection, Design } from '../design/design.ts'
import type { Rule } from './rule.ts'
import { waitedForByCaller } from './waited-for.ts'

/** So many components that wait for one another are still taken without a word. */
const longest = 5

/** A request does not wait through a long row of components, each of which can be slow or down. */
export const callChainIsShort: Rule = {
  id: 'call-chain-is-short',
  severity: 'advice',
  help: {
    term: 'Synchronous call chain',
    why: 'The times of a chain add up and its availabilities multiply: six links of 99.9 % are 99.4 %. Messages, or data that is kept where it is needed, shorten it.',
    url: 'https://learn.microsoft.com/en-us/dotnet/architecture/microservices/architect-microservice-container-applications/communication-in-microservice-architecture',
  },
  check: (design) => {
    const waits = waitedForByCaller(design)
    const known = new Map<string, string[]>()
    return Object.keys(design.components)
      .filter((id) => isSource(design.components[id]))
      .flatMap((id) => {
        const [, ...chain] = chainFrom(id, waits, known, new Set())
        if (chain.length <= longest || isBeyond(design, chain)) return []
        return [
          {
            message: `Requests of ${id} wait through ${chain.length} components one behind the other: ${chain.join(' -> ')}.`,
            remedy: 'Make a call of the chain async, or put a queue there.',
            path: ['components', id],
            component: id,
          },
        ]
      })
  },
}

/** Where the design is a circle or a list of thousands, other rules speak. */
function isBeyond(design: Design, chain: string[]): boolean {
  return chain.length > 50 || chain.some((id) => !Object.hasOwn(design.components, id))
}

/** The longest row of calls that begins here; itself first. Deeper than any sane design it is not followed. */
function chainFrom(id: string, waits: Map<string, Connection[]>, known: Map<string, string[]>, way: Set<string>): string[] {
  const found = known.get(id)
  if (found) return found
  if (way.size > 60) return [id]
  way.add(id)
  let best: string[] = []
  for (const { to } of waits.get(id) ?? []) {
    if (way.has(to)) continue
    const chain = chainFrom(to, waits, known, way)
    if (chain.length > best.length) best = chain
  }
  way.delete(id)
  const chain = [id, ...best]
  known.set(id, chain)
  return chain
}
