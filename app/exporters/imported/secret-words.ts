import type { Service } from '../../importers/compose/services.ts'
import { child, itemsOf, type Node } from '../../importers/compose/tree.ts'
import { findSecrets } from '../../secrets/find-secrets.ts'
import { secretName } from '../../secrets/name-secrets.ts'
import { hasSecretName } from '../../secrets/secret-name.ts'
import { toHealth } from './service-parts.ts'
import { splitWords, toWords } from './shell-words.ts'
import type { StatedText } from './stated.ts'

/** A word, and as it is written where variables stand in it. */
interface Word {
  word: string
  raw?: string
}

type Texts = (service: Service, variable: string) => StatedText

/** The words of a service's commands and of its health check that hold a secret, each with the secret's name in its place. */
export function toSecretWords(services: readonly Service[], texts: Texts): (service: Service) => ReadonlyMap<string, StatedText> {
  const known = toKnown(services, texts)
  return (service) => wordsWithSecrets(service, known)
}

function wordsWithSecrets({ id, node }: Service, known: Known): ReadonlyMap<string, StatedText> {
  const health = toHealth(child(node, 'healthcheck'))?.command
  const asked: Word[] = Array.isArray(health) ? health.map((word) => ({ word })) : []
  const lines = [wordsOf(child(node, 'entrypoint')), wordsOf(child(node, 'command')), asked]
  return new Map(
    lines.flatMap((line) => {
      const found = findSecrets(line.map(({ word }) => word).join(' '))
      let start = 0
      return line.flatMap(({ word, raw }) => {
        const spans = found.flatMap((one) =>
          one.start >= start && one.end <= start + word.length ? [{ start: one.start - start, end: one.end - start }] : [],
        )
        start += word.length + 1
        const variable = /^\$\{?([A-Za-z_]\w*)(?:[:?-][^{}]*)?\}?$/.exec(raw ?? '')?.[1]
        if (variable !== undefined && hasSecretName(variable))
          return [[word, [{ secret: known.variables.get(variable) ?? known.values.get(word) ?? secretName(id, variable) }]] as const]
        return spans.length === 0
          ? []
          : [[word, toText(word, spans, (value) => known.values.get(value) ?? secretName(id, 'command'))] as const]
      })
    }),
  )
}

function toText(word: string, spans: { start: number; end: number }[], nameOf: (value: string) => string): StatedText {
  const text: (string | { secret: string })[] = []
  let at = 0
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue
    text.push(word.slice(at, start), { secret: nameOf(word.slice(start, end)) })
    at = end
  }
  return [...text, word.slice(at)].filter((part) => part !== '')
}

interface Known {
  values: Map<string, string>
  variables: Map<string, string>
}

/** Which secrets variables of services are as a whole, by their values and by the variables of the shell that they take. */
function toKnown(services: readonly Service[], texts: Texts): Known {
  const [values, variables] = [new Map<string, string>(), new Map<string, string>()]
  for (const service of services)
    for (const [name, { value, raw }] of service.environment) {
      const [part, ...others] = texts(service, name)
      if (typeof part !== 'object' || others.length > 0) continue
      if (value !== '' && !values.has(value)) values.set(value, part.secret)
      const variable = /^\$\{?([A-Za-z_]\w*)/.exec(raw ?? '')?.[1]
      if (variable !== undefined && !variables.has(variable)) variables.set(variable, part.secret)
    }
  return { values, variables }
}

function wordsOf(node: Node | undefined): Word[] {
  const words = toWords(node) ?? []
  const raws = node?.type === 'list' ? itemsOf(node).map(rawOf) : splitWords(node ? (rawOf(node) ?? '') : '')
  return words.map((word, index) => {
    const raw = raws.length === words.length ? raws[index] : undefined
    return { word, ...(raw === undefined ? {} : { raw }) }
  })
}

const rawOf = (node: Node) => (node.type === 'scalar' ? node.raw : undefined)
