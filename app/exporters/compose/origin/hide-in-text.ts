import { type Found, findSecrets } from '../../../secrets/find-secrets.ts'
import { isSecret } from '../../../secrets/is-secret.ts'

export interface Hide {
  isSet(variable: string): boolean
  /** Told the value that a variable has where it is not set. */
  byDefault(variable: string, value: string): void
  /** Gives the variable that stands for a secret from now on. */
  take(secret: string): string
}

/**
 * A value as Compose reads it (`$NAME` is a variable, `$$` a dollar sign), with every secret that is written in it replaced by a variable
 * that must be set. `name` is the variable of a container that it is the value of; `before` has the words of a command before it.
 */
export function hideIn(written: string, name: string | undefined, hide: Hide, before = ''): string {
  const text = withoutDefaults(written, name, hide)
  const isLiteral = !text.replaceAll('$$', '').includes('$')
  const plain = isLiteral ? text.replaceAll('$$', '$') : text
  const doubled = (part: string) => (isLiteral ? part.replaceAll('$', '$$$$') : part)
  const variables = isLiteral ? [] : variablesIn(plain)
  const found = findAfter(before, plain)
    .filter(({ start, end }) => variables.every((variable) => end <= variable.start || start >= variable.end))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  // What is a secret for its name alone is one as a whole.
  if (isLiteral && found.length === 0 && name !== undefined && isSecret(name, plain)) return required(hide.take(plain))
  let result = ''
  let at = 0
  for (const { start, end } of found) {
    if (start < at) continue
    result += doubled(plain.slice(at, start)) + required(hide.take(plain.slice(start, end)))
    at = end
  }
  return at === 0 && found.length === 0 ? text : result + doubled(plain.slice(at))
}

/** A word behind `--requirepass` is a secret as a whole. */
function findAfter(before: string, text: string): Found[] {
  const isValue = /(?:^|\s)--?[A-Za-z][\w.-]*\s$/.test(before)
  return findSecrets(before + text).flatMap(({ start, end }) =>
    start < before.length
      ? []
      : [{ start: start - before.length, end: isValue && start === before.length ? text.length : end - before.length }],
  )
}

/** `${POSTGRES_PASSWORD:-fox}` says what to take where nothing is set: that is no place for a secret either. */
function withoutDefaults(text: string, name: string | undefined, hide: Hide): string {
  return text.replace(/\$\{([A-Za-z_]\w*)(:?)-([^{}$]+)\}/g, (all: string, variable: string, colon: string, value: string) => {
    const isOnly = all === text && name !== undefined
    if (!isSecret(variable, value) && !(isOnly && isSecret(name, value))) return all
    hide.byDefault(variable, value)
    return `\${${variable}${colon}?${message}}`
  })
}

/** Where variables stand, with all that is within their braces: what is cut out of them would leave none. */
function variablesIn(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  let depth = 0
  for (let at = text.indexOf('$'); at >= 0 && at < text.length; at += 1) {
    if (text.startsWith('${', at)) {
      if (depth === 0) found.push({ start: at, end: text.length })
      depth += 1
    } else if (text[at] === '}' && depth > 0) {
      depth -= 1
      const open = found.at(-1)
      if (depth === 0 && open) open.end = at + 1
    } else if (text[at] === '$' && depth === 0) {
      found.push({ start: at, end: at + (/^\$(?:\$|\w+)?/.exec(text.slice(at, at + 200))?.[0].length ?? 1) })
    }
  }
  return found
}

const message = 'set it in .env, see .env.example'
const required = (variable: string) => `\${${variable}:?${message}}`
