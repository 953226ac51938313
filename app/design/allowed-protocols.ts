import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { kindOf } from '../catalogue/catalogue.ts'
import { type Design, messageProtocols, type Protocol } from './design.ts'

export interface AllowedProtocols {
  /** The first is proposed. */
  protocols: Protocol[]
  /** Why there is none, one sentence. */
  reason?: string
}

/** The protocols over which one component can call another: those the target answers and the caller speaks. */
export function allowedProtocols(design: Design, from: string, to: string): AllowedProtocols {
  const caller = kindAt(design, from)
  const target = kindAt(design, to)
  if (!caller || !target) return { protocols: [], reason: 'Both ends of a connection must be components of the design.' }
  if (from === to) return { protocols: [], reason: 'A component cannot call itself.' }
  if (caller.offers.length === 0) return { protocols: [], reason: `${caller.label} answers and calls nobody.` }
  if (target.accepts.length === 0) return { protocols: [], reason: `${target.label} only sends; nothing can call it.` }
  const common = target.accepts.filter((protocol) => caller.offers.includes(protocol))
  const protocols = common.filter((protocol) => passes(protocol, isBroker(design, from), isBroker(design, to)))
  if (protocols.length > 0) return { protocols }
  if (common.length > 0) return { protocols, reason: 'Messages pass through one broker: the other end must send or consume them.' }
  const spoken = caller.offers.join(', ')
  return { protocols, reason: `${target.label} answers ${target.accepts.join(', ')}, and ${caller.label} speaks ${spoken}.` }
}

/** A message goes to a broker or comes from one. From a broker to a broker it goes only where the first one delivers by itself. */
function passes(protocol: Protocol, fromBroker: boolean, toBroker: boolean): boolean {
  if (!messageProtocols.includes(protocol)) return true
  return fromBroker !== toBroker || (fromBroker && deliversByItself.includes(protocol))
}

/** SNS sends to its subscribers, SQS queues among them; elsewhere consumers fetch, which no broker does. */
const deliversByItself: readonly Protocol[] = ['sns']

/** Whether this component accepts messages and delivers them on. */
export function isBroker(design: Design, id: string): boolean {
  return behaviourAt(design, id)?.model === 'broker'
}

/** Whether this component calls in its own time, as a scraper does, so that no request waits for its calls. */
export function callsInOwnTime(design: Design, id: string): boolean {
  const behaviour = behaviourAt(design, id)
  return behaviour?.model === 'station' && behaviour.routing === 'none'
}

function kindAt(design: Design, id: string) {
  return Object.hasOwn(design.components, id) ? kindOf(design.components[id]?.kind ?? '') : undefined
}
