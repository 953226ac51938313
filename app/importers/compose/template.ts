/**
 * Compose's variables in a text: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:?error}`, `${NAME?error}`,
 * `${NAME:+other}`, `${NAME+other}`, each of which may hold further ones, and `$$` for a dollar sign.
 */

/** The value of a variable; undefined where it is not set. */
export type Lookup = (name: string) => string | undefined

export type Substituted = { text: string } | { problem: string; tooLong: boolean }

/** `missing` is told each variable that is not set and for which nothing else is said. */
export function substitute(text: string, lookup: Lookup, missing: (name: string) => void = () => {}): Substituted {
  const reader = new TemplateReader(text, lookup, missing)
  const result = reader.read(false)
  return reader.problem === undefined ? { text: result } : { problem: reader.problem, tooLong: reader.tooLong }
}

const namePattern = /[A-Za-z_][A-Za-z0-9_]*/y
const operators = [':-', '-', ':?', '?', ':+', '+'] as const
type Operator = (typeof operators)[number]
/** A default within a default within a default is rare already. */
const maxDepth = 32
/** No variable of a container may be longer. */
const longestText = 1_000_000

class TemplateReader {
  problem: string | undefined
  tooLong = false
  readonly #text: string
  readonly #lookup: Lookup
  readonly #missing: (name: string) => void
  #at = 0
  #depth = 0

  constructor(text: string, lookup: Lookup, missing: (name: string) => void) {
    this.#text = text
    this.#lookup = lookup
    this.#missing = missing
  }

  /** Reads up to the end, or up to the brace that closes the variable around. */
  read(inBraces: boolean): string {
    const text = this.#text
    let result = ''
    while (this.#at < text.length && this.problem === undefined) {
      const sign = text[this.#at]
      if (sign === '}' && inBraces) break
      if (sign === '$') result += this.#readVariable()
      else {
        result += sign
        this.#at += 1
      }
      if (result.length > longestText) return this.#refuseLength()
    }
    return result
  }

  #readVariable(): string {
    const text = this.#text
    const next = text[this.#at + 1]
    if (next === '$') {
      this.#at += 2
      return '$'
    }
    const braced = next === '{'
    const name = this.#nameAt(this.#at + (braced ? 2 : 1))
    if (name === undefined && braced) return this.#fail()
    if (name === undefined) {
      // $(date), $1: what no variable can begin with is left to the shell that reads it.
      this.#at += 1
      return '$'
    }
    this.#at += (braced ? 2 : 1) + name.length
    return braced ? this.#readBraced(name) : this.#take(name, this.#lookup(name))
  }

  #readBraced(name: string): string {
    const text = this.#text
    const value = this.#lookup(name)
    if (text[this.#at] === '}') {
      this.#at += 1
      return this.#take(name, value)
    }
    const operator = operators.find((each) => text.startsWith(each, this.#at))
    this.#depth += 1
    if (!operator || this.#depth > maxDepth) return this.#fail()
    this.#at += operator.length
    const operand = this.read(true)
    if (text[this.#at] !== '}') return this.#fail()
    this.#at += 1
    this.#depth -= 1
    return this.#apply(operator, name, value, operand)
  }

  #take(name: string, value: string | undefined): string {
    if (value === undefined) this.#missing(name)
    return value ?? ''
  }

  #apply(operator: Operator, name: string, value: string | undefined, operand: string): string {
    const present = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined
    switch (operator) {
      case ':-':
      case '-':
        return present ? (value ?? '') : operand
      case ':+':
      case '+':
        return present ? operand : ''
      case ':?':
      case '?':
        if (!present) this.problem ??= `The variable ${name} must be set${operand ? `: ${operand}` : ''}.`
        return value ?? ''
    }
  }

  #nameAt(offset: number): string | undefined {
    namePattern.lastIndex = offset
    return namePattern.exec(this.#text)?.[0]
  }

  #refuseLength(): string {
    this.tooLong = true
    this.problem ??= `With its variables written out a text comes to more than ${longestText} characters.`
    return ''
  }

  #fail(): string {
    this.problem ??= `"${this.#text.length > 60 ? `${this.#text.slice(0, 60)}…` : this.#text}" holds a $ that begins no variable; write $$ for a dollar sign.`
    return ''
  }
}
