import { applySplices, type Splice } from '../../../design/splices.ts'
import { readCompose } from '../../../importers/compose/read.ts'
import { toIds } from '../../../importers/compose/services.ts'
import type { Node, ScalarNode } from '../../../importers/compose/tree.ts'
import { secretName } from '../../../secrets/name-secrets.ts'
import { redact } from '../../../secrets/redact.ts'
import { secretVariable } from '../variables.ts'
import { type Hide, hideIn } from './hide-in-text.ts'
import { toScalarSplice } from './scalar-splice.ts'

/** A secret that stood in a Compose file, and the variable that stands there now. */
export interface Hidden {
  variable: string
  value: string
  /** `pay.environment.STRIPE_KEY` */
  where: string
  /** Where else it stood. */
  others: string[]
  /** What it is, as far as its name tells: secrets of one value are one where they are the same. */
  sort: string
}

/** Where what stands under a name is meant for a program, which its name may tell to be a secret. */
const named = new Set(['environment', 'args', 'labels'])

/** Lists of words, of which one may tell that the next is a secret, and how much of such a line is looked at for that. */
const lines = new Set(['command', 'entrypoint', 'test'])
const longestBefore = 500

/**
 * The texts of Compose files for others: each secret that is written in them becomes a variable that must be set, and from comments
 * secrets are taken out. A secret is one variable however many use it: that of its own variable rather than that of an address which
 * holds it. `isSet` tells which variables have a value without the files' help.
 */
export function hideSecrets(
  texts: ReadonlyMap<string, string>,
  isSet: (variable: string) => boolean,
): { texts: Map<string, string>; hidden: Hidden[] } {
  const hidden: Hidden[] = []
  for (const [path, text] of texts) hideInFile(path, text, hidden, isSet, true)
  return { texts: new Map([...texts].map(([path, text]) => [path, hideInFile(path, text, hidden, isSet, false)])), hidden }
}

/** `wholeOnly`: to find what has a variable of its own before anything is named after an address. */
function hideInFile(path: string, text: string, hidden: Hidden[], isSet: (variable: string) => boolean, wholeOnly: boolean): string {
  const splices: Splice[] = []
  const seen = new Set<number>()
  const spans: [number, number][] = []

  const visitScalar = (node: ScalarNode, at: readonly string[], name: string | undefined, prefix = '', before = ''): void => {
    spans.push([node.at.start, node.at.end])
    if (seen.has(node.at.start) || node.value === null || typeof node.value === 'boolean') return
    seen.add(node.at.start)
    const written = String(node.value)
    const own = written.slice(prefix.length)
    const made = hideIn(own, name, toHide(at, name, own.replaceAll('$$', '$')), before)
    if (made !== own) splices.push(toScalarSplice(node, prefix + made, text))
  }
  const toHide = (at: readonly string[], name: string | undefined, whole: string): Hide => ({
    isSet,
    byDefault: (variable, value) => {
      if (isSet(variable)) return
      const there = hidden.find((each) => each.variable === variable)
      if (there) standsAt(there, whereOf(at))
      else hidden.push({ variable, value, where: whereOf(at), others: [], sort: sortOf(variable) })
    },
    take: (value) => {
      const isPart = name === undefined || value !== whole
      return isPart && wholeOnly ? '' : variableFor(value, at, name, isPart, hidden)
    },
  })
  const visit = (node: Node, at: readonly string[]): void => {
    if (node.type === 'scalar') visitScalar(node, at, isNamed(at) ? at.at(-1) : undefined)
    else if (node.type === 'list') visitItems(node.items, at)
    else for (const [key, { value }] of node.entries) if (at.length > 0 || (key !== 'name' && key !== 'version')) visit(value, [...at, key])
  }
  const visitItems = (items: readonly Node[], at: readonly string[]): void => {
    const isLine = lines.has(at.at(-1) ?? '')
    let before = ''
    for (const item of items) {
      visitItem(item, at, before)
      if (isLine && item.type === 'scalar') before = `${before}${String(item.value).replaceAll('$$', '$')} `.slice(-longestBefore)
    }
  }
  const visitItem = (item: Node, at: readonly string[], before: string): void => {
    // - STRIPE_KEY=sk_live_…
    const mayBeEntry = named.has(at.at(-1) ?? '') || isOwn(at)
    const entry = item.type === 'scalar' && mayBeEntry ? /^([\w.-]+)=/.exec(String(item.value)) : null
    if (item.type === 'scalar' && entry) visitScalar(item, [...at, entry[1] ?? ''], entry[1], entry[0])
    else if (item.type === 'scalar') visitScalar(item, at, before === '' && isVariable(at) ? at.at(-1) : undefined, '', before)
    else visit(item, at)
  }
  for (const document of readCompose(path, text).documents) visit(document, [])
  return applySplices(text, [...splices, ...commentSplices(text, spans)])
}

/** Directly below `environment`, or in what a person keeps under a key of their own, to be merged into one or read by another program. */
function isNamed(at: readonly string[]): boolean {
  return named.has(at.at(-2) ?? '') || isOwn(at)
}

/** Within a key of the person's own: of the file, or of a service. */
const isOwn = (at: readonly string[]) => at.some((key, index) => key.startsWith('x-') && !(index === 1 && at[0] === 'services'))

/** A list under such a name holds values: other lists hold names, as `secrets` does. */
const isVariable = (at: readonly string[]) => isNamed(at) && /^[A-Z_][A-Z0-9_]*$/.test(at.at(-1) ?? '')

function whereOf(at: readonly string[]): string {
  return (at[0] === 'services' ? at.slice(1) : at).join('.')
}

/**
 * The same secret is one variable, wherever it stands: the same value under a name of the same sort, or as a part of an address, a
 * command or a text of settings.
 */
function variableFor(value: string, at: readonly string[], name: string | undefined, isPart: boolean, hidden: Hidden[]): string {
  const sort = isPart ? partSort : sortOf(name ?? '')
  const same = hidden.filter((each) => each.value === value && (isPart || each.sort === sort))
  const [there] = same.sort((a, b) => Number(b.sort === passwordSort) - Number(a.sort === passwordSort))
  const where = whereOf(at)
  if (there) {
    standsAt(there, where)
    return there.variable
  }
  const [id = 'shared'] = at[0] === 'services' && at[1] !== undefined ? toIds([at[1]]) : ['shared']
  const base = secretVariable(secretName(id, name ?? at.at(-1) ?? 'secret')).replace(/[^A-Z0-9_]/g, '_')
  for (let number = 1; ; number += 1) {
    const variable = number === 1 ? base : `${base}_${number}`
    if (hidden.some((each) => each.variable === variable)) continue
    hidden.push({ variable, value, where, others: [], sort })
    return variable
  }
}

const partSort = ' part'
const passwordSort = ' password'

/** Passwords are called in many ways; of other secrets the same name alone says that they are the same. */
function sortOf(name: string): string {
  return /pass(?!port)|pwd|(?:^|[^a-z])pw(?:$|[^a-z])/i.test(name) ? passwordSort : name.toUpperCase()
}

function standsAt(there: Hidden, where: string): void {
  if (there.where !== where && !there.others.includes(where)) there.others.push(where)
}

/** Lines that are a comment as a whole, and no part of a text. */
function commentSplices(text: string, spans: readonly [number, number][]): Splice[] {
  return [...text.matchAll(/^[ \t]*#.*$/gm)].flatMap((match) => {
    const clean = redact(match[0])
    if (clean === match[0] || spans.some(([start, end]) => match.index >= start && match.index < end)) return []
    return [{ start: match.index, end: match.index + match[0].length, text: clean }]
  })
}
