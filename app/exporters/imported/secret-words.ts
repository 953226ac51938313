import type { Service } from '../../importers/compose/services.ts'
import { child, itemsOf, type Node, textOf } from '../../importers/compose/tree.ts'
import { findSecrets } from '../../secrets/find-secrets.ts'
import { secretName } from '../../secrets/name-secrets.ts'
import { hasSecretName } from '../../secrets/secret-name.ts'
import { toHealth } from './service-parts.ts'
import { splitWords, toWords } from './shell-words.ts'
import type { SecretWords, StatedText } from './stated.ts'

/** A word, and as it is written where variables stand in it. */
interface Word {
  word: string
  raw?: string
}

type Texts = (service: Service, variable: string) => StatedText

/** The words of a service's commands and of its health check that hold a secret, each with the secret's name in its place. */
export function toSecretWords(services: readonly Service[], texts: Texts): (service: Service) => SecretWords {
  const known = toKnown(services, texts)
  return (service) => wordsWithSecrets(service, known)
}

function wordsWithSecrets({ id, node }: Service, known: Known): SecretWords {
  const made = new Map<string, string>()
  const nameOf = (value: string): string => {
    // --password='fox'
    const bare = value.replace(/^(["'])(.*)\1$/s, '$2')
    const name = known.values.get(bare) ?? made.get(bare) ?? secretName(id, made.size === 0 ? 'command' : `command-${made.size + 1}`)
    if (!known.values.has(bare)) made.set(bare, name)
    return name
  }
  const secretOf = ({ variable, start, end }: Span, word: string): string => {
    const value = word.slice(start, end)
    if (variable === undefined) return nameOf(value)
    return known.variables.get(variable) ?? known.values.get(value) ?? secretName(id, variable)
  }
  const inLine = (line: Word[]): ReadonlyMap<number, StatedText> => {
    const found = findSecrets(line.map(({ word }) => word).join(' '))
    let start = 0
    return new Map(
      line.flatMap(({ word, raw }, index) => {
        const [from, to] = [start, start + word.length]
        start = to + 1
        // What stands behind `--requirepass` is a secret as a whole.
        const isValue = /^--?[A-Za-z][\w.-]*$/.test(line[index - 1]?.word ?? '')
        const within = found.flatMap((one): Span[] =>
          one.start >= from && one.start < to
            ? [{ start: one.start - from, end: isValue && one.start === from ? word.length : Math.min(one.end, to) - from }]
            : [],
        )
        const spans = [...variableSpans(word, raw ?? '', known), ...within]
        return spans.length === 0 ? [] : [[index, toText(word, spans, (span) => secretOf(span, word))] as const]
      }),
    )
  }
  return {
    entrypoint: inLine(wordsOf(child(node, 'entrypoint'))),
    command: inLine(wordsOf(child(node, 'command'))),
    health: inLine(askedIn(child(node, 'healthcheck'))),
  }
}

/** Where a secret stands in a word, and the variable that gives it. */
interface Span {
  start: number
  end: number
  variable?: string
}

// $$, ${NAME}, ${NAME:-usual}, $NAME
const variablePattern = /\$\$|\$\{([A-Za-z_]\w*)(?::?[?-][^{}$]*)?\}|\$([A-Za-z_]\w*)/g

/** The values of variables that hold secrets; none where it cannot be told from the word where each of its variables stands. */
function variableSpans(word: string, raw: string, { variables }: Known): Span[] {
  const spans: Span[] = []
  let [at, literal, done] = [0, '', 0]
  let pending: { variable: string; start: number } | undefined
  const take = (isLast: boolean): boolean => {
    const next = pending === undefined ? at : isLast ? word.length - literal.length : word.indexOf(literal, at)
    if (next < at || !word.startsWith(literal, next)) return false
    if (pending && (hasSecretName(pending.variable) || variables.has(pending.variable))) spans.push({ ...pending, end: next })
    at = next + literal.length
    return true
  }
  for (const match of raw.matchAll(variablePattern)) {
    literal += raw.slice(done, match.index)
    done = match.index + match[0].length
    const variable = match[1] ?? match[2]
    if (variable === undefined) literal += '$'
    else {
      // Of two that touch nobody knows where the first ends.
      if ((pending && literal === '') || !take(false)) return []
      pending = { variable, start: at }
      literal = ''
    }
  }
  literal += raw.slice(done)
  return pending && take(true) && at === word.length ? spans : []
}

function toText(word: string, spans: Span[], secretOf: (span: Span) => string): StatedText {
  const text: (string | { secret: string })[] = []
  let at = 0
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start < at) continue
    text.push(word.slice(at, span.start), { secret: secretOf(span) })
    at = span.end
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
      // Of "${USER}-${PASSWORD}" neither is the secret.
      const variable = /^\$\{?([A-Za-z_]\w*)(?:[:?-][^{}$]*)?\}?$/.exec(raw ?? '')?.[1]
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

/** The words of a health check as `toHealth` has them. */
function askedIn(node: Node | undefined): Word[] {
  const [test, command] = [child(node, 'test'), toHealth(node)?.command]
  if (!test || !Array.isArray(command)) return []
  const written = (item: Node) => rawOf(item) ?? textOf(item) ?? ''
  const [how, ...items] = itemsOf(test)
  const raws =
    test.type !== 'list'
      ? ['', '', written(test)]
      : textOf(how) === 'CMD'
        ? items.map(written)
        : textOf(how) === 'CMD-SHELL'
          ? ['', '', items.map(written).join(' ')]
          : [how, ...items].map((item) => (item ? written(item) : ''))
  return command.map((word, index) => ({ word, raw: raws[index] ?? '' }))
}

const rawOf = (node: Node) => (node.type === 'scalar' ? node.raw : undefined)
