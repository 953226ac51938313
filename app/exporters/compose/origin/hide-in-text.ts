import { findSecrets } from '../../../secrets/find-secrets.ts'
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
 * that must be set. `name` is the variable of a container that it is the value of.
 */
export function hideIn(written: string, name: string | undefined, hide: Hide): string {
  const text = withoutDefaults(written, name, hide)
  const isLiteral = !text.replaceAll('$$', '').includes('$')
  const plain = isLiteral ? text.replaceAll('$$', '$') : text
  const doubled = (part: string) => (isLiteral ? part.replaceAll('$', '$$$$') : part)
  const found = findSecrets(plain)
    .filter(({ start, end }) => isLiteral || !plain.slice(start, end).includes('$'))
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

/** `${POSTGRES_PASSWORD:-fox}` says what to take where nothing is set: that is no place for a secret either. */
function withoutDefaults(text: string, name: string | undefined, hide: Hide): string {
  return text.replace(/\$\{([A-Za-z_]\w*)(:?)-([^{}$]+)\}/g, (all: string, variable: string, colon: string, value: string) => {
    const isOnly = all === text && name !== undefined
    if (!isSecret(variable, value) && !(isOnly && isSecret(name, value))) return all
    hide.byDefault(variable, value)
    return `\${${variable}${colon}?${message}}`
  })
}

const message = 'set it in .env, see .env.example'
const required = (variable: string) => `\${${variable}:?${message}}`
