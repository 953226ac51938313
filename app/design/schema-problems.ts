import type * as z from 'zod'
import { kinds } from '../catalogue/catalogue.ts'

import { nearest } from './nearest.ts'
import type { Problem } from './problem.ts'
import { valueAt } from './value-at.ts'

type Issue = z.core.$ZodIssue
type Path = (string | number)[]

/** What the schema found, as one sentence each that says where, what is wrong and what is allowed. */
export function toSchemaProblems(issues: readonly Issue[], value: unknown): Problem[] {
  return issues.flatMap((issue) => toProblems(issue, value))
}

function toProblems(issue: Issue, root: unknown): Problem[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], root, issue))
  const { said, remedy } = explain(issue, path, valueAt(root, path))
  return [problem(path, root, said, remedy)]
}

function problem(path: Path, root: unknown, said: string, remedy?: string): Problem {
  const place = placeOf(path, root)
  return {
    severity: 'error',
    rule: 'schema',
    message: `${place.text} ${said}.`,
    ...(remedy ? { remedy } : {}),
    path,
    ...(place.component ? { component: place.component } : {}),
    ...(place.connection ? { connection: place.connection } : {}),
  }
}

interface Said {
  said: string
  remedy?: string
}

function explain(issue: Issue, path: Path, value: unknown): Said {
  if (value === undefined && issue.code !== 'invalid_key') return missing(path)
  switch (issue.code) {
    case 'invalid_type':
      // Fields that know better what they want say so themselves.
      if (issue.message.startsWith('must be')) return { said: `${issue.message}, not ${shown(value)}` }
      return { said: `must be ${nameOfType(issue.expected)}, not ${shown(value)}` }
    case 'too_small':
      return { said: `must ${limit('at least', issue.minimum, issue.origin, issue.inclusive)}, not ${shown(value)}` }
    case 'too_big':
      return { said: `must ${limit('at most', issue.maximum, issue.origin, issue.inclusive)}, not ${shown(value)}` }
    case 'invalid_value':
      return notOneOf(path, value, issue.values.map(String))
    case 'invalid_key':
      return { said: issue.issues[0]?.message ?? 'is not allowed here' }
    case 'invalid_format':
      return { said: `says ${shown(value)}, which ${issue.message}` }
    case 'invalid_union':
      return union(issue, path, value)
    default:
      return { said: issue.message }
  }
}

function missing(path: Path): Said {
  if (path.length === 1 && path[0] === 'microcosm') return { said: 'is missing', remedy: 'Begin the file with the line "microcosm: 1".' }
  if (isKindOfComponent(path)) return { said: 'is missing', remedy: `Write one of ${kindNames().join(', ')}.` }
  return { said: 'is missing' }
}

function notOneOf(path: Path, value: unknown, allowed: string[]): Said {
  if (path.length === 1 && path[0] === 'microcosm') {
    return {
      said: `must be 1, not ${shown(value)}`,
      remedy: 'This program reads version 1 of the format; a newer program may have written the file.',
    }
  }
  const meant = nearest(String(value), allowed)
  return { said: `must be one of ${allowed.join(', ')}, not ${shown(value)}`, ...(meant ? { remedy: `Did you mean ${meant}?` } : {}) }
}

function union(issue: Extract<Issue, { code: 'invalid_union' }>, path: Path, value: unknown): Said {
  if (isKindOfComponent(path)) {
    const meant = nearest(String(value), kindNames())
    return {
      said: `says ${shown(value)}, and there is no such kind of component`,
      remedy: meant ? `Did you mean ${meant}?` : `There are ${kindNames().join(', ')}.`,
    }
  }
  if (issue.errors.length === 0) {
    const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : []
    return options.length > 0 ? notOneOf(path, value, options) : { said: `says ${shown(value)}, which is not allowed here` }
  }
  // The branch that took the value's type and then found something else is the one that was meant.
  const branches = issue.errors.map((errors) => errors[0]).filter((first) => first !== undefined)
  const meant = branches.find((first) => first.code !== 'invalid_type' || first.path.length > 0)
  if (meant) {
    const inner = meant.path.map(String)
    const { said, ...more } = explain(meant, path, valueAt(value, inner))
    return { said: [...inner, said].join(' '), ...more }
  }
  const types = branches.flatMap((first) => (first.code === 'invalid_type' ? [nameOfType(first.expected)] : []))
  return { said: `must be ${[...new Set(types)].join(' or ')}, not ${shown(value)}` }
}

function unknownKey(path: Path, root: unknown, issue: Extract<Issue, { code: 'unrecognized_keys' }>): Problem {
  const key = String(path.at(-1))
  const owner = path.slice(0, -1)
  const known = knownKeys(owner, root)
  const meant = nearest(key, known)
  const may = known.length > 0 ? `Allowed here: ${known.join(', ')}.` : 'Keys of your own begin with x-.'
  const found = problem(owner, root, `has an unknown key "${key}"`, meant ? `Did you mean ${meant}? ${may}` : may)
  return { ...found, path: [...issue.path.map((step) => (typeof step === 'number' ? step : String(step))), key] }
}

/** The keys that may stand in a component, by its kind; elsewhere the JSON Schema and the editor know them. */
function knownKeys(owner: Path, root: unknown): string[] {
  if (owner.length === 0)
    return ['microcosm', 'name', 'components', 'connections', 'groups', 'scenarios', 'notes', 'presentation', 'layout']
  if (owner[0] !== 'components' || owner.length !== 2) return []
  const name = valueAt(root, [...owner, 'kind'])
  const kind = kinds.find((each) => each.kind === name)
  return kind ? ['kind', 'name', 'team', 'notes', ...Object.keys(kind.parameters)] : []
}

/** How a person finds the place: `orders.replicas`, `gateway->orders.timeout`, `scenarios.black-friday.faults[0].for`. */
function placeOf(path: Path, root: unknown): { text: string; component?: string; connection?: string } {
  const [section, entry, ...rest] = path
  if (section === 'components' && typeof entry === 'string') return { text: joined([entry, ...rest]), component: entry }
  if (section === 'connections' && typeof entry === 'number') {
    const from = valueAt(root, ['connections', entry, 'from'])
    const to = valueAt(root, ['connections', entry, 'to'])
    if (typeof from === 'string' && typeof to === 'string') {
      return { text: joined([`${from}->${to}`, ...rest]), connection: `${from}->${to}` }
    }
  }
  return { text: path.length === 0 ? 'The design' : joined(path) }
}

function joined(path: Path): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('')
}

function limit(words: string, bound: number | bigint, origin: string, inclusive = true): string {
  if (origin === 'string') return `have ${words} ${bound} characters`
  if (origin === 'array' || origin === 'set') return `have ${words} ${bound} entries`
  return inclusive ? `be ${words} ${bound}` : `be ${words === 'at least' ? 'more than' : 'less than'} ${bound}`
}

function nameOfType(type: string): string {
  const names: Record<string, string> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    object: 'a map of keys and values',
    record: 'a map of keys and values',
    array: 'a list',
  }
  return names[type] ?? type
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value.length > 60 ? `${value.slice(0, 57)}…` : value}"`
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a map' : String(value)
}

const kindNames = () => kinds.map((kind) => kind.kind)
const isKindOfComponent = (path: Path) => path.length === 3 && path[0] === 'components' && path[2] === 'kind'
