import { connectionId, type Design } from '../../../design/design.ts'
import { isAsynchronous } from '../../../design/is-asynchronous.ts'
import type { Inferred } from '../../importer.ts'
import type { Model } from '../model.ts'
import type { Service } from '../services.ts'
import { placeOf } from '../tree.ts'
import { toAddressBook } from './address-book.ts'
import { commandEvidence } from './command-evidence.ts'
import { dependencyEvidence } from './dependency-evidence.ts'
import { type Directed, toDirections } from './directions.ts'
import { environmentEvidence } from './environment-evidence.ts'
import type { Evidence } from './evidence.ts'
import { fileEvidence, settingsKeys, settingsOf } from './file-evidence.ts'
import { labelEvidence, linkEvidence } from './routing-evidence.ts'
import { toSharers } from './shared-settings.ts'
import { type Spoken, toSpoken } from './spoken.ts'
import { toConnection } from './to-connection.ts'

/** What is less sure than this is shown and left out of the design. */
const acceptedFrom = 0.5

/** Last phase but one: whom each service calls, judged by everything the files say about it. */
export function inferConnections(services: Service[], design: Design, model: Model): Inferred[] {
  const book = toAddressBook(services)
  const labels = labelEvidence(services)
  const sharers = toSharers([
    ...services.flatMap((service) => settingsOf(service, model).map(({ path }) => ({ path, service }))),
    ...services.flatMap((service) => [...service.environment.values()].flatMap(({ file }) => (file ? [{ path: file, service }] : []))),
  ])
  const keysOf = (service: Service) => [
    ...[...service.environment].flatMap(([name, { file }]) => ((sharers.get(file ?? '') ?? 1) > 1 ? [] : [name])),
    ...settingsKeys(service, model, sharers),
  ]
  const all = services.flatMap((from) => {
    const named = [
      ...environmentEvidence(from, book, sharers),
      ...commandEvidence(from, book),
      ...fileEvidence(from, book, model, sharers),
      ...linkEvidence(from, services),
      ...labels.filter((label) => label.from === from),
    ]
    return [...named, ...dependencyEvidence(from, services, named)]
  })
  const spoken = toSpoken(all, services)
  return withoutCircles(
    toDirections(strongest(all), design, keysOf).map((directed) => toInferred(directed, design, spoken)),
    design,
  )
}

/** One for each pair: the surest sign, a little surer where a start-up order agrees with an address. */
function strongest(all: Evidence[]): Evidence[] {
  const best = new Map<string, Evidence>()
  for (const evidence of all) {
    const pair = `${evidence.from.id}->${evidence.to.id}`
    const before = best.get(pair)
    const agrees = before && before.sort !== evidence.sort ? 0.03 : 0
    const stronger = !before || evidence.confidence > before.confidence ? evidence : before
    best.set(pair, agrees > 0 ? { ...stronger, confidence: Math.min(0.99, stronger.confidence + agrees) } : stronger)
  }
  return [...best.values()]
}

function toInferred({ evidence, consumes }: Directed, design: Design, spoken: Spoken): Inferred {
  const { connection, obstacle } = toConnection(design, evidence, spoken, consumes)
  return {
    connection,
    reason: evidence.reason,
    confidence: Math.round(evidence.confidence * 100) / 100,
    accepted: obstacle === undefined && evidence.confidence >= acceptedFrom,
    ...(obstacle ? { obstacle } : {}),
    place: placeOf(evidence.at.at),
  }
}

/** Calls that wait for each other in a circle cannot be predicted; the least sure of a circle is left to the person. */
function withoutCircles(inferred: Inferred[], design: Design): Inferred[] {
  const calls = new Map<string, Set<string>>(Object.keys(design.components).map((id) => [id, new Set<string>()]))
  const closing = new Set<Inferred>()
  for (const each of [...inferred].sort((a, b) => b.confidence - a.confidence)) {
    const { from, to } = each.connection
    if (!each.accepted || isAsynchronous(design, each.connection)) continue
    if (reaches(calls, to, from)) closing.add(each)
    else calls.get(from)?.add(to)
  }
  return inferred.map((each) =>
    closing.has(each)
      ? {
          ...each,
          accepted: false,
          obstacle: `${connectionId(each.connection)} would close a circle of calls that wait for each other; make it async to add it.`,
        }
      : each,
  )
}

function reaches(calls: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(calls.get(id) ?? []))
  }
  return false
}
