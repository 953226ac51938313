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
 * listens on this machine alone is too, as are ports at which programs are measured or debugged. Where a gateway is published, or a
 * caller of the others, people come in there; the others are proposed, and so is what makes requests itself and what shows
 * measurements to people. Undefined: nothing is published to people.
 */
export function toEntrances(services: Service[], design: Design): Entrances | undefined {
  const kind = kinds.find((one) => isSource({ kind: one.kind, ...one.initial }))
  const openBy = (isServed: (port: Port) => boolean) =>
    services.flatMap((service) => {
      const port = service.ports.find((each) => isOpen(each) && isServed(each))
      if (makesRequests(service)) return []
      const isForPeople = port && (!isForBuilders(service, port) || isFetchedFrom(service, services))
      return isForPeople ? [{ service, port }] : []
    })
  const served = openBy(({ target }) => !forProbes.has(target))
  // Some serve people at such a port (Flask and Rasa at 5005): where nothing else is published, people come in there.
  const open = served.length > 0 ? served : openBy(() => true)
  if (!kind || open.length === 0) return undefined
  const id = toFreeId(design)
  const people: Component = { kind: kind.kind, name: 'People', ...kind.initial }
  const drawn: Design = { ...design, components: { ...design.components, [id]: people } }
  const takes = (service: Service) => (design.connections ?? []).some(({ from, to }) => to === service.id && isBroker(design, from))
  const front = open.filter(({ service }) => isInFront(service, open, design))
  const asked = front.filter(({ service }) => !takes(service))
  const first = asked.length > 0 ? asked : front
  const propose = (service: Service, port: Port, why: string, confidence: number, accepted: boolean): Inferred[] => {
    const [protocol] = allowedProtocols(drawn, id, service.id).protocols
    if (!protocol) return []
    const reason = `${service.name} publishes ${toText(port)}${accepted ? ', ' : ' '}${why}.`
    return [{ connection: { from: id, to: service.id, protocol }, reason, confidence, accepted, place: placeOf(port.at.at) }]
  }
  const published = open.flatMap(({ service, port }): Inferred[] => {
    const isFirst = first.length === 0 || first.some((each) => each.service === service)
    const too = isFirst ? undefined : whyToo(service, open)
    const isTaken = isFirst || too !== undefined
    const whyNot = takes(service) ? 'too, though its work comes from a broker' : 'too, though others that are published call it'
    const why = isTaken ? (too ?? 'so people come in there') : whyNot
    return propose(service, port, why, isTaken ? 0.8 : 0.4, isTaken)
  })
  const taken = published.filter(({ accepted }) => accepted)
  if (taken.length === 0) return undefined
  const others = services.flatMap((service): Inferred[] => {
    const port = service.ports.find(isOpen)
    if (!port || open.some((each) => each.service === service)) return []
    if (makesRequests(service)) return propose(service, port, 'too, though it makes requests itself', 0.3, false)
    return dashboards.test(imageName(service)) ? propose(service, port, 'too, where people look at measurements', 0.4, false) : []
  })
  return { id, people, inferred: [...published.map((each) => (each.accepted ? withoutPath(each, taken) : each)), ...others] }
}

/** Nothing in the files says by which path people come to which of several: whoever imports them is to say so, or to leave some out. */
function withoutPath(one: Inferred, taken: Inferred[]): Inferred {
  const others = taken.filter((each) => each !== one).map(({ connection }) => connection.to)
  if (others.length === 0) return one
  const too = `as they do at ${others.join(', ')}: give each a path by which requests are told apart, or leave one out`
  return { ...one, reason: `${one.reason.slice(0, -1)}, ${too}.`, confidence: Math.min(one.confidence, 0.6) }
}

/** Published on every address of the machine, or on one that others can reach. */
function isOpen({ published, protocol, host }: Port): boolean {
  return published !== undefined && protocol === 'tcp' && !/^(?:127\.|localhost$|\[?::1\]?$)/.test(host ?? '')
}

/** Where programs are measured (exporters of Prometheus, client libraries) and debugged (Node.js, Java, Delve, .NET), never served. */
const forProbes = new Set([
  2112, 9100, 9101, 9102, 9104, 9113, 9114, 9115, 9116, 9117, 9121, 9127, 9150, 9187, 9216, 9256, 9308, 9404, 9419, 15_692, 2345, 4022,
  5005, 5858, 9229, 40_000,
])
const generators = new Set([
  'requester',
  'loadgenerator',
  'loadgen',
  'loadtest',
  'loadtester',
  'k6',
  'locust',
  'jmeter',
  'gatling',
  'artillery',
  'vegeta',
])
const generatorImages = /(?:^|[-_])(?:load-?gen(?:erator)?|load-?test(?:er)?|k6|locust|jmeter|gatling|artillery|vegeta)(?:$|[-_])/
const dashboards = /^(?:grafana(?:-oss|-enterprise)?|kibana|opensearch-dashboards|superset|metabase|redash)$/

/** A generator of load, by its name or its image's: people are not among those who call it. */
function makesRequests(service: Service): boolean {
  const words = wordsOf(service.name)
  const isNamed = words.some((word, index) => generators.has(word) || generators.has(`${word}${words[index + 1] ?? ''}`))
  return isNamed || generatorImages.test(imageName(service))
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
