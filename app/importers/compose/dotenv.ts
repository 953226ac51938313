import { type Lookup, substitute } from './template.ts'

export type DotEnv = { variables: Map<string, string> } | { line: number; problem: string }

/** Of all values together. Names in values are written out, so that few short lines can ask for more than any machine holds. */
const maxCharacters = 10_000_000

/**
 * Reads a file of variables as Compose does: `NAME=value`, `export NAME=value`, `NAME: value`, quotes of both sorts (over several
 * lines too), comments behind a space, and variables in values that are not in single quotes. A name alone takes its value from
 * around, where there is one.
 */
export function parseDotEnv(text: string, lookup: Lookup): DotEnv {
  const variables = new Map<string, string>()
  const inner: Lookup = (name) => variables.get(name) ?? lookup(name)
  const clean = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  let at = 0
  let characters = 0
  while (at < clean.length) {
    const end = lineEndAt(clean, at)
    const line = clean.slice(at, end)
    // export NAME=value, NAME: value, NAME
    const head = /^\s*(?:export\s+)?([A-Za-z0-9_.[\]-]+)\s*(=|:(?=\s|$))?[^\S\n]*/.exec(line)
    if (line.trim() === '' || line.trimStart().startsWith('#')) {
      at = end + 1
      continue
    }
    const refused = (problem: string): DotEnv => ({ line: clean.slice(0, at).split('\n').length, problem })
    const name = head?.[1]
    if (!head || name === undefined) return refused(notVariable)
    if (head[2] === undefined) {
      if (head[0].trim() !== line.trim() && !/^\s*#/.test(line.slice(head[0].length))) {
        return refused(notVariable)
      }
      const value = lookup(name)
      if (value !== undefined) variables.set(name, value)
      at = end + 1
      continue
    }
    const value = readValue(clean, at + head[0].length, inner)
    if ('problem' in value) return refused(value.problem)
    variables.set(name, value.text)
    characters += value.text.length
    if (characters > maxCharacters) return refused(`Up to here the values come to more than ${maxCharacters} characters.`)
    at = lineEndAt(clean, value.end) + 1
  }
  return { variables }
}

function readValue(text: string, start: number, lookup: Lookup): { text: string; end: number } | { problem: string } {
  const quote = text[start]
  if (quote !== '"' && quote !== "'") {
    const end = lineEndAt(text, start)
    const value = withoutComment(text.slice(start, end)).trim()
    return withVariables(value, end, lookup)
  }
  let end = start + 1
  while (end < text.length && (text[end] !== quote || isEscaped(text, end))) end += 1
  if (end >= text.length) return { problem: `A value begins with ${quote} and does not end with it.` }
  const inside = text.slice(start + 1, end)
  if (quote === "'") return { text: inside.replaceAll("\\'", "'"), end }
  return withVariables(
    inside.replace(/\\([\\nrt"$])/g, (_all, sign: string) => escapes[sign] ?? sign),
    end,
    lookup,
  )
}

// A dollar sign that was escaped is no variable.
const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$$' }

/** A comment begins with a # that stands first or behind a space. */
function withoutComment(value: string): string {
  for (let at = value.indexOf('#'); at >= 0; at = value.indexOf('#', at + 1)) {
    if (at === 0 || /\s/.test(value[at - 1] ?? '')) return value.slice(0, at)
  }
  return value
}

function withVariables(value: string, end: number, lookup: Lookup): { text: string; end: number } | { problem: string } {
  const result = substitute(value, lookup)
  // What is no variable in such a file is a text with a dollar sign in it.
  if ('text' in result) return { text: result.text, end }
  return result.tooLong ? { problem: result.problem } : { text: value, end }
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text[at - 1 - slashes] === '\\') slashes += 1
  return slashes % 2 === 1
}

function lineEndAt(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  return found < 0 ? text.length : found
}

/** What stands there may be a secret, or a line of a file that was never meant to be read: it is not repeated. */
const notVariable = 'This line is not NAME=value.'
