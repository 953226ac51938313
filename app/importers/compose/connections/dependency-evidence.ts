import type { Service } from '../services.ts'
import { child, itemsOf, textOf } from '../tree.ts'
import { browserVariable } from './browser-calls.ts'
import type { Evidence } from './evidence.ts'
import { isProxy, isStore, takesTelemetry } from './roles.ts'

/**
 * What `depends_on` tells. It says only that one starts after another. Who starts after a database or a broker mostly uses it; a
 * proxy starts after what it forwards to. Beyond that it tells something only of a service whose variables and command name nobody:
 * where a service names some of those it waits for, the others are there for the order's sake.
 */
export function dependencyEvidence(from: Service, services: Service[], named: Evidence[]): Evidence[] {
  // To whom telemetry goes is said by variables even where all else stands in the program.
  const namesNobody = named.every(({ to, port, confidence }) => confidence < 0.5 || takesTelemetry(to, port))
  return from.dependsOn.flatMap(({ to: name, condition, at }): Evidence[] => {
    const to = services.find((service) => service.name === name)
    if (!to || to === from) return []
    const { confidence, because } = judge({ from, to, condition, namesNobody, services })
    return [{ from, to, sort: 'order', confidence, reason: `${from.name} starts after ${to.name}${because}.`, at }]
  })
}

interface Order {
  from: Service
  to: Service
  condition: string
  namesNobody: boolean
  services: Service[]
}

function judge({ from, to, condition, namesNobody, services }: Order): { confidence: number; because: string } {
  if (condition === 'service_completed_successfully') return { confidence: 0.1, because: ' when that has done its work' }
  const healthy = condition === 'service_healthy' ? 0.05 : 0
  if (isStore(to) && (namesNobody || healthy > 0)) return { confidence: 0.75 + healthy, because: ', which keeps data or messages' }
  const variable = browserVariable(from, to)
  if (variable !== undefined) return { confidence: 0.3, because: `, which browsers call, as ${variable} says` }
  if (isProxy(from)) return { confidence: 0.7 + healthy, because: ' and forwards requests' }
  if (takesTelemetry(from, undefined)) return { confidence: 0.6 + healthy, because: ' and passes on what it collects' }
  const shared = namesNobody ? sharedFiles(from, to, services) : undefined
  if (shared !== undefined) return { confidence: 0.4, because: ` and works on the same files, ${shared}` }
  if (namesNobody) return { confidence: 0.55 + healthy, because: '; nothing else tells whom it calls' }
  if (isStore(to)) return { confidence: 0.45, because: ', which keeps data or messages, but names others as those it calls' }
  return { confidence: 0.3, because: ', but names others as those it calls' }
}

/** A folder or volume that is mounted into these two and nobody else: one puts there what the other reads. */
function sharedFiles(from: Service, to: Service, services: Service[]): string | undefined {
  const there = new Set(mountedBy(to))
  return mountedBy(from).find((source) => there.has(source) && services.filter((one) => mountedBy(one).includes(source)).length === 2)
}

/** Not the project's own folder, nor what all have of the machine, nor a file of settings. */
function mountedBy({ node }: Service): string[] {
  return itemsOf(child(node, 'volumes')).flatMap((at) => {
    const source = at.type === 'map' ? textOf(child(at, 'source')) : /^([^:]+):/.exec(textOf(at) ?? '')?.[1]
    const isOther = source === undefined || /^(?:\.{0,2}\/?|\/(?:var|run|etc|sys|proc|dev)\b.*)$|\.\w{1,10}$/.test(source)
    return isOther ? [] : [source]
  })
}
