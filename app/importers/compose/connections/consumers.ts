import { wordsOf } from '../../../secrets/secret-name.ts'
import type { Service } from '../services.ts'

/** Words of a variable's name that say that its service takes messages, or sends them. */
const takingWords = new Set([
  'consumer',
  'consumers',
  'consume',
  'consumes',
  'subscriber',
  'subscribers',
  'subscribe',
  'subscription',
  'subscriptions',
])
const sendingWords = new Set(['producer', 'producers', 'produce', 'publisher', 'publishers', 'publish', 'outbox'])
/** KAFKA_GROUP_ID, kafka.group.id: who reads in a group reads. */
const groupWords = ['group', 'id']
/** How a service is called that works off what others have sent, by the last word of its name. */
const takingNames = /(?:^|[-_.])(?:consumer|worker|subscriber)s?$/

/**
 * What says that a service takes messages from a broker and sends none there, as the end of a sentence; undefined: nothing does.
 * Whoever sends and whoever takes give the broker's address alike.
 */
export function consumerSign(service: Service): string | undefined {
  const names = [...service.environment.keys()]
  if (names.some((name) => wordsOf(name).some((word) => sendingWords.has(word)))) return undefined
  const variable = names.find((name) => takesMessages(wordsOf(name)))
  if (variable !== undefined) return `${service.name} takes messages, as ${variable} says`
  const command = service.command.flatMap(({ text }) => text.split(/\s+/)).find((word) => takingNames.test(word))
  if (command !== undefined) return `${service.name} takes messages, as ${command} in its command says`
  return takingNames.test(service.name) ? `${service.name} takes messages, as its name says` : undefined
}

function takesMessages(words: string[]): boolean {
  return words.some((word) => takingWords.has(word)) || groupWords.every((word) => words.includes(word))
}
