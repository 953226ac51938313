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
}

/** Where what stands under a name is meant for a program, which its name may tell to be a secret. */
const named = new Set(['environment', 'args', 'labels'])

/**
 * A Compose file's text for others: each secret that is written in it becomes a variable that must be set, and from comments secrets
 * are taken out. `hidden` is added to; it holds what the same export has hidden already. `isSet` tells which variables have a value
 * without this file's help.
 */
export function hideSecrets(path: string, text: string, hidden: Hidden[], isSet: (variable: string) => boolean): string {
  const splices: Splice[] = []
  const seen = new Set<number>()
  const spans: [number, number][] = []

  const visitScalar = (node: ScalarNode, at: readonly string[], name: string | undefined, prefix = ''): void => {
    spans.push([node.at.start, node.at.end])
    if (seen.has(node.at.start) || node.value === null || typeof node.value === 'boolean') return
    seen.add(node.at.start)
    const written = String(node.value)
    const made = hideIn(written.slice(prefix.length), name, toHide(at, name))
    if (made !== written.slice(prefix.length)) splices.push(toScalarSplice(node, prefix + made, text))
  }
  const toHide = (at: readonly string[], name: string | undefined): Hide => ({
    isSet,
    byDefault: (variable, value) => {
      if (!isSet(variable) && !hidden.some((each) => each.variable === variable)) hidden.push({ variable, value, where: whereOf(at) })
    },
    take: (value) => variableFor(value, at, name, hidden),
  })
  const visit = (node: Node, at: readonly string[]): void => {
    if (node.type === 'scalar') visitScalar(node, at, isNamed(at) ? at.at(-1) : undefined)
    else if (node.type === 'list') for (const item of node.items) visitItem(item, at)
    else for (const [key, { value }] of node.entries) if (at.length > 0 || (key !== 'name' && key !== 'version')) visit(value, [...at, key])
  }
  const visitItem = (item: Node, at: readonly string[]): void => {
    // - STRIPE_KEY=sk_live_…
    const entry = item.type === 'scalar' && isNamed([...at, '']) ? /^([\w.-]+)=/.exec(String(item.value)) : null
    if (item.type === 'scalar' && entry) visitScalar(item, [...at, entry[1] ?? ''], entry[1], entry[0])
    else visit(item, at)
  }
  for (const document of readCompose(path, text).documents) visit(document, [])
  return applySplices(text, [...splices, ...commentSplices(text, spans)])
}

/** Directly below `environment`, or in what a person keeps under a key of their own to be merged into one. */
function isNamed(at: readonly string[]): boolean {
  return named.has(at.at(-2) ?? '') || (at[0]?.startsWith('x-') === true && /^[A-Z_][A-Z0-9_]*$/.test(at.at(-1) ?? 'A'))
}

function whereOf(at: readonly string[]): string {
  return (at[0] === 'services' ? at.slice(1) : at).join('.')
}

/** The same secret under the same name is one variable, wherever it stands. */
function variableFor(value: string, at: readonly string[], name: string | undefined, hidden: Hidden[]): string {
  const [id = 'shared'] = at[0] === 'services' && at[1] !== undefined ? toIds([at[1]]) : ['shared']
  const base = secretVariable(secretName(id, name ?? at.at(-1) ?? 'secret')).replace(/[^A-Z0-9_]/g, '_')
  for (let number = 1; ; number += 1) {
    const variable = number === 1 ? base : `${base}_${number}`
    const there = hidden.find((each) => each.variable === variable)
    if (there && there.value !== value) continue
    if (!there) hidden.push({ variable, value, where: whereOf(at) })
    return variable
  }
}

/** Lines that are a comment as a whole, and no part of a text. */
function commentSplices(text: string, spans: readonly [number, number][]): Splice[] {
  return [...text.matchAll(/^[ \t]*#.*$/gm)].flatMap((match) => {
    const clean = redact(match[0])
    if (clean === match[0] || spans.some(([start, end]) => match.index >= start && match.index < end)) return []
    return [{ start: match.index, end: match.index + match[0].length, text: clean }]
  })
}
