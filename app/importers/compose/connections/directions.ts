import { isBroker } from '../../../design/allowed-protocols.ts'
import type { Design } from '../../../design/design.ts'
import { wordsOf } from '../../../secrets/secret-name.ts'
import type { Service } from '../services.ts'
import { type BrokerRole, brokerRole } from './broker-role.ts'
import type { Evidence } from './evidence.ts'
import { isProxy } from './roles.ts'

/** A sign that two are connected, and whether messages go the other way, from the broker to who takes them. */
export interface Directed {
  evidence: Evidence
  consumes: boolean
}

/** What is less sure than this is no call. */
const sureFrom = 0.5

/**
 * Which way messages go. Where neither a name, a command nor a key says so, whoever is called or published gets its work from there and
 * sends; whom nobody calls, and who publishes nothing, gets its work from the broker. `keysOf`: of the variables and settings that a service alone is given.
 */
export function toDirections(all: readonly Evidence[], design: Design, keysOf: (service: Service) => readonly string[]): Directed[] {
  const reached = new Set(all.flatMap(({ to, confidence }) => (confidence >= sureFrom ? [to] : [])))
  const isReached = (service: Service) => reached.has(service) || (comesFirst(service) && !worksOnMessages(service))
  const roles = new Map<Service, BrokerRole>()
  const roleOf = (service: Service) => {
    const role = roles.get(service) ?? brokerRole(service, keysOf(service))
    roles.set(service, role)
    return role
  }
  const isMessage = ({ from, to }: Evidence) => isBroker(design, to.id) && !isBroker(design, from.id)
  const sent = new Set(
    all.flatMap(({ from, to, confidence, ...rest }) => {
      if (!isMessage({ from, to, confidence, ...rest }) || confidence < sureFrom) return []
      const { does } = roleOf(from)
      return does === 'sends' || (does !== 'consumes' && does !== 'watches' && isReached(from)) ? [to] : []
    }),
  )
  const directed = all.map((evidence) =>
    isMessage(evidence) ? direct(evidence, roleOf(evidence.from), isReached(evidence.from), sent) : plain(evidence),
  )
  // Somebody has to take what is sent: of those of whom nothing is known, whoever no other service calls.
  const taken = new Set(directed.flatMap(({ evidence, consumes }) => (consumes && evidence.confidence >= sureFrom ? [evidence.to] : [])))
  const fed = new Set(
    directed.flatMap(({ evidence: { from, to, confidence } }) => (reached.has(from) && confidence >= sureFrom ? [to] : [])),
  )
  const called = new Map<Service, Service[]>()
  for (const evidence of all)
    if (evidence.confidence >= sureFrom && !isMessage(evidence))
      called.set(evidence.from, [...(called.get(evidence.from) ?? []), evidence.to])
  const senders = new Set(
    directed.flatMap(({ evidence, consumes }) =>
      isMessage(evidence) && !consumes && evidence.confidence >= sureFrom ? [pairOf(evidence)] : [],
    ),
  )
  return directed.map((each, index) => {
    const { from, to } = each.evidence
    const evidence = all[index]
    const mayTake = evidence && isMessage(evidence) && !each.consumes && each.evidence.confidence >= sureFrom
    if (!mayTake || taken.has(to) || !fed.has(to) || reached.has(from) || isForPeople(from)) return each
    if (!['unknown', 'both'].includes(roleOf(from).does)) return each
    // What it took would make those whom it calls send again, and go round for ever.
    if (callsAny(from, called, (one) => senders.has(pairOf({ from: one, to })))) return each
    return {
      evidence: told(evidence, `no other service calls ${from.name}, and nobody else takes what is sent, so it seems to`, 0.55),
      consumes: true,
    }
  })
}

const pairOf = ({ from, to }: Pick<Evidence, 'from' | 'to'>) => `${from.id}->${to.id}`

/** Whether one of those that a service calls, directly or through others, is such. */
function callsAny(start: Service, called: ReadonlyMap<Service, Service[]>, isSuch: (service: Service) => boolean): boolean {
  const seen = new Set([start])
  for (const service of seen) for (const next of called.get(service) ?? []) seen.add(next)
  seen.delete(start)
  return [...seen].some(isSuch)
}

const plain = (evidence: Evidence): Directed => ({ evidence, consumes: false })

function direct(evidence: Evidence, { does, because }: BrokerRole, isReached: boolean, sent: ReadonlySet<Service>): Directed {
  const { from, to } = evidence
  if (does === 'watches') return plain(told(evidence, because, 0.3))
  if (does === 'consumes') return { evidence: told(evidence, because, 1), consumes: true }
  if (does === 'sends') return plain(evidence)
  const takes = !isReached && sent.has(to)
  if (does === 'both') {
    const drawn = `${takes ? `${because} and sends some too` : `it takes some too, and others come to it`}; drawn both ways a message would go round for ever`
    return { evidence: told(evidence, drawn, 1), consumes: takes }
  }
  if (takes)
    return {
      evidence: told(
        evidence,
        `nobody calls ${from.name}${worksOnMessages(from) ? '' : ' and it publishes no port'}, so it seems to take messages`,
        0.6,
      ),
      consumes: true,
    }
  if (isReached)
    return plain(told(evidence, `nothing says which way messages go, and others come to ${from.name}, so it seems to send`, 0.75))
  return plain(told(evidence, `nothing says whether ${from.name} sends or takes messages`, 0.6))
}

function told(evidence: Evidence, because: string | undefined, most: number): Evidence {
  const reason = because === undefined ? evidence.reason : `${evidence.reason.replace(/\.$/, '')}; ${because}.`
  return { ...evidence, reason, confidence: Math.min(evidence.confidence, most) }
}

/** Called by somebody who is not in these files, by what it publishes, by its labels for a gateway, or by what it is called. */
function comesFirst(service: Service): boolean {
  const { ports, exposed, name } = service
  return ports.length > 0 || exposed.length > 0 || isForPeople(service) || wordsOf(name).includes('api')
}

/** A gateway, what is entered in one, or a page by its name. */
function isForPeople(service: Service): boolean {
  const { labels, environment, name } = service
  if (isProxy(service) || environment.has('VIRTUAL_HOST')) return true
  if ([...labels.keys()].some((key) => /^(?:traefik|caddy)(?:[._]|$)/i.test(key))) return true
  return wordsOf(name).some((word) => first.has(word))
}

/** By its name; what such a program publishes is for those who look after it. */
const worksOnMessages = ({ name }: Service) =>
  wordsOf(name).some((word) => /(?:recorder|handler|processor|indexer|notifier|mailer|archiver|projector)$/.test(word))

const first = new Set('web website site frontend front gateway bff ui portal'.split(' '))
