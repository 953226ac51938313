import { isSource } from '../../../catalogue/behaviour-of.ts'
import { kinds } from '../../../catalogue/catalogue.ts'
import { allowedProtocols, isBroker } from '../../../design/allowed-protocols.ts'
import type { Component, Design } from '../../../design/design.ts'
import { wordsOf } from '../../../secrets/secret-name.ts'
import type { Inferred } from '../../importer.ts'
import type { Port } from '../ports.ts'
import type { Service } from '../services.ts'
import { placeOf } from '../tree.ts'
import { browserVariable } from './browser-calls.ts'
import { imageName, isProxy, isStore, takesTelemetry } from './roles.ts'

/** Who comes in from outside, and at which components. */
export interface Entrances {
  id: string
  people: Component
  inferred: Inferred[]
}

/**
 * The people in front of what is published to them. A store or a tool is published for those who build the system, and what
 * listens on this machine alone is too. Where a gateway is published, or a caller of the others, people come in there; the others
 * are proposed. Undefined: nothing is published to people.
 */
export function toEntrances(services: Service[], design: Design): Entrances | undefined {
  const kind = kinds.find((one) => isSource({ kind: one.kind, ...one.initial }))
  const open = services.flatMap((service) => {
    const port = service.ports.find(isOpen)
    const isForPeople = port && (!isForBuilders(service, port) || isFetchedFrom(service, services))
    return isForPeople ? [{ service, port }] : []
  })
  if (!kind || open.length === 0) return undefined
  const id = toFreeId(design)
  const people: Component = { kind: kind.kind, name: 'People', ...kind.initial }
  const drawn: Design = { ...design, components: { ...design.components, [id]: people } }
  const takes = (service: Service) => (design.connections ?? []).some(({ from, to }) => to === service.id && isBroker(design, from))
  const front = open.filter(({ service }) => isInFront(service, open, design))
  const asked = front.filter(({ service }) => !takes(service))
  const first = asked.length > 0 ? asked : front
  const inferred = open.flatMap(({ service, port }): Inferred[] => {
    const [protocol] = allowedProtocols(drawn, id, service.id).protocols
    if (!protocol) return []
    const isFirst = first.length === 0 || first.some((each) => each.service === service)
    const too = isFirst ? undefined : whyToo(service, open)
    const isTaken = isFirst || too !== undefined
    const whyNot = takes(service) ? 'too, though its work comes from a broker' : 'too, though others that are published call it'
    const reason = isTaken ? (too ?? 'so people come in there') : whyNot
    return [
      {
        connection: { from: id, to: service.id, protocol },
        reason: `${service.name} publishes ${toText(port)}${isTaken ? ', ' : ' '}${reason}.`,
        confidence: isTaken ? 0.8 : 0.4,
        accepted: isTaken,
        place: placeOf(port.at.at),
      },
    ]
  })
  return inferred.some(({ accepted }) => accepted) ? { id, people, inferred } : undefined
}

/** Published on every address of the machine, or on one that others can reach. */
function isOpen({ published, protocol, host }: Port): boolean {
  return published !== undefined && protocol === 'tcp' && !/^(?:127\.|localhost$|\[?::1\]?$)/.test(host ?? '')
}

/** What only those want to see who build and run the system. */
const consoles =
  /(?:^|[-_])(?:ui|admin|adminer|phpmyadmin|phppgadmin|pgadmin|pgadmin4|pgweb|mailhog|mailpit|maildev|mailcatcher|mailtrap|inbucket|portainer|dozzle|flower|insight|redisinsight|commander|express|kafdrop|akhq|kowl|console|manager|registry|exporter|dashboard|cadvisor|alertmanager|kibana|swagger|selenium|debug|watchtower)(?:$|[-_])/

function isForBuilders(service: Service, { target }: Port): boolean {
  const { family } = service.kind
  if (isStore(service) || service.isTool || family === 'discovery' || family === 'observability' || takesTelemetry(service, target))
    return true
  return !service.build && consoles.test(imageName(service))
}

/** An object store from which pages have browsers fetch. */
function isFetchedFrom(service: Service, services: Service[]): boolean {
  return service.kind.family === 'object store' && services.some((other) => browserVariable(other, service) !== undefined)
}

function isInFront(service: Service, open: { service: Service }[], { connections = [] }: Design): boolean {
  const ids = new Set(open.map((each) => each.service.id))
  const isCalled = connections.some(({ from, to }) => to === service.id && ids.has(from))
  const gateways = new Set(open.flatMap((each) => (isProxy(each.service) ? [each.service.id] : [])))
  if (gateways.size === 0) return !isCalled
  // Pages that call the gateway stand before it.
  return gateways.has(service.id) || (!isCalled && connections.some(({ from, to }) => from === service.id && gateways.has(to)))
}

/** Why people come in there although others that are published call it: their pages do so in the browser, or it is a gateway by its name. */
function whyToo(service: Service, open: { service: Service }[]): string | undefined {
  for (const { service: other } of open) {
    const variable = browserVariable(other, service)
    if (variable !== undefined) return `to which ${variable} of ${other.name} sends browsers`
  }
  const isGateway = !open.some((each) => isProxy(each.service)) && wordsOf(service.name).some((word) => gatewayWords.has(word))
  return isGateway ? 'and by its name it is a gateway, so people come in there too' : undefined
}

const gatewayWords = new Set(['gateway', 'apigateway', 'proxy', 'edge', 'ingress'])

function toFreeId({ components }: Design): string {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? 'people' : `people-${number}`
    if (!Object.hasOwn(components, id)) return id
  }
}

const toText = ({ published, target }: Port) => (published === String(target) ? `port ${published}` : `port ${target} as ${published}`)
