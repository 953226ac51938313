import { allowedProtocols } from '../../app/design/allowed-protocols.ts'
import type { Design } from '../../app/design/design.ts'
import { nameOf } from './to-flow.ts'

/** Why no connection can be drawn from one component to another, as a sentence; undefined when one can. */
export function whyNot(design: Design, from: string, to: string): string | undefined {
  if (design.connections?.some((connection) => connection.from === from && connection.to === to)) {
    return `${nameOf(design, from)} is connected to ${nameOf(design, to)} already. Select that connection to change it.`
  }
  const { protocols, reason } = allowedProtocols(design, from, to)
  return protocols.length > 0 ? undefined : (reason ?? 'These two have no protocol in common.')
}
