import { isOrdered, type Link, type Part, type Plan } from './plan.ts'

/** What the drawn connections become: statements about two parts, each once. */
export interface Wiring {
  /** Calls over Service Connect. `waits`: the caller is deployed after the callee. */
  calls: { from: Part; to: Part; protocol: string; waits: boolean }[]
  /** What a service or function uses; `side` of a queue. */
  uses: { from: Part; to: Part; side?: 'sending' | 'receiving' }[]
  /** A topic delivers into a queue: a drawn one, or one made for this subscriber. */
  subscriptions: { topic: Part; queue: QueueRef }[]
  /** A consumer that is given its own queue behind a topic, or a function that is started by a queue. */
  receives: { from: Part; queue: QueueRef }[]
  /** Connections that nothing stands for, with the reason. */
  refused: { link: Link; because: string }[]
}

/** A queue of the data stack. */
export interface QueueRef {
  name: string
  construct: string
  id: string
  /** The drawn queue; absent where it was made for a subscriber. */
  part?: Part
}

export function toWiring(plan: Plan): Wiring {
  const wiring: Wiring = { calls: [], uses: [], subscriptions: [], receives: [], refused: [] }
  for (const link of plan.links) wire(link, wiring, plan)
  for (const pair of plan.undrawn) open(pair, wiring, plan)
  return wiring
}

/** What cannot be drawn is no less allowed. What AWS runs itself needs no way to what it was run with. */
function open({ from, to }: Plan['undrawn'][number], wiring: Wiring, plan: Plan): void {
  if (from.role !== 'service' && from.role !== 'job') return
  if (to.role === 'store') use({ from, to }, wiring)
  if (to.role !== 'service' || from.role !== 'service') return
  const isOpen = wiring.calls.some((call) => call.from === from && call.to === to)
  const [port] = portsOf(to, plan)
  if (isOpen || !port) return
  const protocols = [port.protocol, ...furtherPorts(from, to).map(({ protocol }) => protocol)]
  for (const protocol of protocols) wiring.calls.push({ from, to, protocol, waits: false })
}

/** Where its addresses lead an imported caller beside the port of the connection: `tcp4317`. */
function furtherPorts(from: Part, to: Part): { protocol: string; port: number }[] {
  const own = Object.values(to.container?.ports ?? {})
  const named = (from.stated?.calls.get(to.id) ?? []).filter((port) => !own.includes(port))
  return named.map((port) => ({ protocol: `tcp${port}`, port }))
}

/**
 * The ports of a service under the protocol that is spoken there. Several protocols may share one port; where HTTP and gRPC do, it is
 * TCP, since Service Connect takes a port that is said to speak HTTP for HTTP/1.1. A person's program that nobody calls has none.
 */
export function portsOf(part: Part, { links, undrawn, entrances }: Plan): { protocol: string; port: number }[] {
  const callers = new Set([...links, ...undrawn].flatMap(({ from, to }) => (to === part ? [from] : [])))
  const further = new Map([...callers].flatMap((from) => furtherPorts(from, part).map((each) => [each.port, each])))
  const isEntrance = entrances.some((entrance) => entrance.part === part)
  const spoken = [...(isEntrance ? ['http'] : []), ...links.filter(({ to }) => to === part).map(({ connection }) => connection.protocol)]
  const ports = Object.entries(part.container?.ports ?? {})
  const isCalled = spoken.length > 0 || undrawn.some(({ to }) => to === part)
  if (!isCalled && isAssumed(part)) return []
  const own = [...new Set(ports.map(([, port]) => port))].map((port) => {
    const protocols = ports.filter(([, each]) => each === port).map(([protocol]) => protocol)
    const used = protocols.filter((each) => (spoken as string[]).includes(each))
    const isMixed = used.includes('http') && used.includes('grpc')
    return { port, protocol: isMixed ? 'tcp' : (used[0] ?? protocols[0] ?? 'tcp') }
  })
  return [...own, ...further.values()]
}

/** Neither the design nor its files say that a person's program answers over TCP at all. */
function isAssumed({ container, component, stated }: Part): boolean {
  const isUdp = (stated?.ports ?? []).every(({ protocol }) => protocol === 'udp')
  return container?.fidelity === "person's image" && component.port === undefined && isUdp
}

/** What is not in Service Connect finds no service, through a drawn load balancer neither: that one stands where people come in. */
function unknownTo(what: string, { from, to }: Link, { design, parts }: Plan): string {
  const isDrawn = (start: string, end: string) => (design.connections ?? []).some((each) => each.from === start && each.to === end)
  const between = parts.find(
    ({ id, counterpart }) => counterpart.construct === 'LoadBalancer' && isDrawn(from.id, id) && isDrawn(id, to.id),
  )
  const remedy = between
    ? `${between.id}, which is drawn between them, takes what comes from the internet there: make an internal one, and give its address in a variable.`
    : 'put a load balancer between them.'
  return `${what} is not in Service Connect and finds no service by its name: ${remedy}`
}

function wire(link: Link, wiring: Wiring, plan: Plan): void {
  const { from, to, consumes } = link
  if (from.role === 'none' || to.role === 'none') return
  if (from.role === 'queue' && to.role === 'topic' && isOrdered(from) && !isOrdered(to))
    refuse(link, `${to.id} is a standard topic, which delivers to no FIFO queue: make it FIFO, or ${from.id} standard.`, wiring)
  else if (from.role === 'queue' && to.role === 'topic') wiring.subscriptions.push({ topic: to, queue: toQueue(from) })
  else if (to.role === 'job') refuse(link, `${to.id} runs once and answers nobody.`, wiring)
  else if (from.role === 'job' && to.role === 'service') refuse(link, unknownTo('A task that runs once', link, plan), wiring)
  else if (from.role !== 'service' && from.role !== 'job' && from.role !== 'function')
    refuse(link, `${from.id} calls nothing by itself on AWS.`, wiring)
  else if (to.role === 'service' && from.role === 'function') refuse(link, unknownTo('A function', link, plan), wiring)
  else if (to.role === 'service') call(link, wiring, plan)
  else if (consumes && to.role === 'topic') subscribe(from, to, wiring)
  else if (consumes && to.role === 'queue' && from.role === 'function') wiring.receives.push({ from, queue: toQueue(to) })
  else if (to.role === 'queue') use({ from, to, side: consumes ? 'receiving' : 'sending' }, wiring)
  else use({ from, to }, wiring)
}

/** A subscriber takes its messages from a queue of its own, so that it may be slow or away. */
function subscribe(from: Part, topic: Part, { subscriptions, receives }: Wiring): void {
  const construct = `${topic.construct}For${from.construct}`
  const queue = { id: `${topic.id}-for-${from.id}`, name: `${topic.name}For${from.construct}`, construct }
  subscriptions.push({ topic, queue })
  receives.push({ from, queue })
}

function refuse(link: Link, because: string, { refused }: Wiring): void {
  refused.push({ link, because })
}

function use(use: Wiring['uses'][number], { uses }: Wiring): void {
  if (!uses.some(({ from, to, side }) => from === use.from && to === use.to && side === use.side)) uses.push(use)
}

/** Whoever waits for another must not be waited for by it: the first connection in the file has its way. */
function call(link: Link, wiring: Wiring, plan: Plan): void {
  const { from, to, connection } = link
  const { calls } = wiring
  const port = to.container?.ports[connection.protocol]
  const protocol = portsOf(to, plan).find((each) => each.port === port)?.protocol
  if (protocol === undefined) refuse(link, `${to.id} has no port for ${connection.protocol}.`, wiring)
  else if (from !== to) {
    const waits = !reaches(to, from, calls)
    const further = furtherPorts(from, to).filter(
      (each) => !calls.some((one) => one.from === from && one.to === to && one.protocol === each.protocol),
    )
    for (const each of [protocol, ...further.map((one) => one.protocol)]) calls.push({ from, to, protocol: each, waits })
  }
}

function reaches(start: Part, goal: Part, calls: Wiring['calls']): boolean {
  const seen = new Set<Part>([start])
  for (const part of seen) for (const { from, to, waits } of calls) if (waits && from === part) seen.add(to)
  return seen.has(goal)
}

export function toQueue(part: Part): QueueRef {
  return { id: part.id, name: part.name, construct: part.construct, part }
}
