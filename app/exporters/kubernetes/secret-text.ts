import { quoted } from './shell.ts'

/**
 * A kind writes a secret into its environment, or into a longer text of it, without knowing how the target names it. Until the
 * manifest is written a mark stands there, made of Unicode noncharacters, which never stand in text that people exchange.
 */
const [open, close] = ['\uFDD0', '\uFDD1']
const mark = new RegExp(`${open}([A-Z0-9_]+)${close}`, 'g')
const first = new RegExp(mark.source)

/** Stands for the value of the Secret's key of this name. */
export function secretMark(key: string): string {
  return `${open}${key}${close}`
}

/** The key, where the text is one secret and nothing else. */
export function soleSecret(text: string): string | undefined {
  const [whole, key] = text.startsWith(open) ? (first.exec(text) ?? []) : []
  return whole === text ? key : undefined
}

/** Keys of all secrets in a text. */
export function secretsIn(text: string): string[] {
  return [...text.matchAll(mark)].flatMap(([, key]) => (key === undefined ? [] : [key]))
}

/**
 * The text as Kubernetes must read it in an environment or a command line, where `$(NAME)` is the value of a variable and `$$` is
 * one dollar sign; `nameOf` is the variable that holds a secret.
 */
export function toExpandedText(text: string, nameOf: (key: string) => string): string {
  const parts = text.split(mark)
  const isSafe = parts.length === 1 && !/\$[$(]/.test(text)
  if (isSafe) return text
  // Every second part is the key of a mark.
  return parts.map((part, index) => (index % 2 === 1 ? `$(${nameOf(part)})` : part.replaceAll('$', '$$$$'))).join('')
}

/** The text as a shell must read it, where `${NAME}` is the value of a variable. `isWord`: all the rest of it stands for itself. */
export function toShellText(text: string, nameOf: (key: string) => string, isWord: boolean): string {
  return text.split(mark).reduce((written, part, index) => {
    if (index % 2 === 0) return written + (isWord && part !== '' ? quoted(part) : part)
    const value = `\${${nameOf(part)}}`
    if (isWord) return `${written}"${value}"`
    const quote = quoteAtEnd(written)
    // Without quotes a shell would split a value with a blank in it.
    return written + (quote === "'" ? `'"${value}"'` : quote === '"' ? value : `"${value}"`)
  }, '')
}

/** Within which quotes a shell is there; between single ones it puts no value in. */
function quoteAtEnd(text: string): string {
  let quote = ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (sign === '\\' && quote !== "'") at += 1
    else if (sign === quote) quote = ''
    else if (quote === '' && (sign === "'" || sign === '"')) quote = sign
  }
  return quote
}
