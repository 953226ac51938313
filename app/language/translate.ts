import type { Language } from './language.ts'
import { portuguese } from './portuguese/portuguese.ts'
import { spanish } from './spanish/spanish.ts'

/** A text of the window, in English. The compiler takes none that is not translated. */
export type Message = keyof typeof spanish

type Values = Readonly<Record<string, string | number>>

const translations: Record<Exclude<Language, 'en'>, Readonly<Record<Message, string>>> = { es: spanish, 'pt-BR': portuguese }

/** The message in a language, with `{name}` replaced by the value of that name. */
export function translate(language: Language, message: Message, values: Values = {}): string {
  return fill(language === 'en' ? message : translations[language][message], values)
}

/** The same of words that come with data, such as titles of fields: what is not translated stays English. */
export function translateWord(language: Language, word: string): string {
  const known: Readonly<Record<string, string>> = language === 'en' ? {} : translations[language]
  return Object.hasOwn(known, word) ? (known[word] ?? word) : word
}

/**
 * One of two messages, by how many there are, as the language counts: English has one form for 1 and one for all others, Spanish and
 * Portuguese have `1 componente`, `2 componentes`, and of whole millions `1 millón de …`, which no count here reaches.
 */
export function translateCount(language: Language, count: number, one: Message, other: Message, values: Values = {}): string {
  const form = new Intl.PluralRules(language).select(count) === 'one' ? one : other
  return translate(language, form, { count, ...values })
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole))
}
