/**
 * A secret stands in a container plan as a mark around its name until it is known where its value is kept. The marks are Unicode
 * noncharacters, which never stand in text that people exchange.
 */
const [open, close] = ['\uFDD0', '\uFDD1']
const whole = new RegExp(`^${open}([^${close}]*)${close}$`)

export function secretMark(name: string): string {
  return `${open}${name}${close}`
}

/** The secret that this text is, or undefined where it is plain text or more than a secret. */
export function secretIn(text: string): string | undefined {
  return whole.exec(text)?.[1]
}

export function hasSecret(text: string): boolean {
  return text.includes(open)
}

/** All secrets that stand in a text. */
export function secretsIn(text: string): string[] {
  return [...text.matchAll(new RegExp(`${open}([^${close}]*)${close}`, 'g'))].map(([, name = '']) => name)
}
