import { wordsOf } from '../../../secrets/secret-name.ts'
import type { Service } from '../services.ts'
import { imageName } from './roles.ts'

/** What somebody who is connected to a broker does with its messages, and what says so, as the end of a sentence. */
export interface BrokerRole {
  /** `both`: it says that it sends and that it takes. `unknown`: nothing says either. */
  does: 'sends' | 'consumes' | 'both' | 'watches' | 'unknown'
  because?: string
}

const sendingWords = new Set('producer producers produce publisher publishers publish outbox sender emitter outgoing outbound'.split(' '))
const takingWords = new Set(
  `consumer consumers consume consumes subscriber subscribers subscribe subscribed subscription subscriptions incoming inbound consumergroup
  groupid prefetch`.split(/\s+/),
)
/** Which way what is named beside them goes: INPUT_TOPIC, QUEUE_OUT. */
const inWords = new Set(['in', 'input', 'source', 'from', 'read'])
const outWords = new Set(['out', 'output', 'destination', 'target', 'to', 'write'])
const channels = new Set('topic topics queue queues stream streams channel channels exchange subject subjects'.split(' '))
/** A program of this sort takes jobs; in the name of a variable it may be the name of somebody else. */
const workingWords = new Set(['worker', 'workers', 'listener', 'sink'])
/** Words of a command with which programs that take jobs from a queue are started. */
const takers = new Set(
  'sidekiq resque shoryuken dramatiq rq rqworker huey arq good_job horizon queue:work queue:listen messenger:consume'.split(' '),
)
/** What makes messages of its own accord is started and called like those that take them. */
const makers = /^(?:beat|scheduler|cron|timer?|clock|ticker|generator|simulator|seeder|crawler|scraper|poller|feeder)(?:service|svc|job)?$/
/** Who shows what is in a broker to people, or measures it. */
const watching =
  /(?:^|[-_])(?:ui|exporter|kafdrop|akhq|kowl|console|cmak|manager|commander|flower|lag|burrow|kminion|minion|registry|explorer)(?:$|[-_])/

/**
 * Whoever sends and whoever takes give the broker's address alike: what a service is called, started with and told tells them apart.
 * `keys` are its variables and those of its files of settings.
 */
export function brokerRole(service: Service, keys: readonly string[]): BrokerRole {
  if (!service.build && watching.test(imageName(service)))
    return { does: 'watches', because: `${service.name} shows or measures what is there` }
  // A tool works on the broker itself, such as making its topics.
  if (service.isTool) return { does: 'sends' }
  const name = wordsOf(service.name)
  const command = service.command.flatMap(({ text }) => text.toLowerCase().split(/[\s"';&|()/]+/))
  if ([...name, ...command].some((word) => makers.test(word))) return { does: 'sends' }
  const sends = name.some((word) => sendingWords.has(word)) || keys.some((key) => saysSending(wordsOf(key)))
  const takes = (what: string): BrokerRole => ({
    does: sends ? 'both' : 'consumes',
    because: `${service.name} takes messages, as ${what}`,
  })
  const key = keys.find((each) => saysTaking(wordsOf(each)))
  if (key !== undefined) return takes(`${key} says`)
  const word = command.find(
    (each) => takers.has(each) || wordsOf(each).some(isOfTaker) || (each.startsWith('-') && saysTaking(wordsOf(each))),
  )
  if (word !== undefined) return takes(`${word} in its command says`)
  if (name.some(isOfTaker)) return takes('its name says')
  return { does: sends ? 'sends' : 'unknown' }
}

const isOfTaker = (word: string) => takingWords.has(word) || workingWords.has(word)
const has = (words: readonly string[], ...wanted: string[]) => wanted.every((word) => words.includes(word))

function saysSending(words: string[]): boolean {
  return words.some((word) => sendingWords.has(word)) || isTowards(words, outWords)
}

/** KAFKA_GROUP_ID, kafka.group.id: who reads in a group reads. RABBITMQ_LISTENER_CONCURRENCY, AUTO_OFFSET_RESET and SQS_VISIBILITY_TIMEOUT are readers' too. */
function saysTaking(words: string[]): boolean {
  if (words.some((word) => takingWords.has(word)) || isTowards(words, inWords)) return true
  const ofListener = words.includes('listener') && words.some((word) => /^(?:rabbit|rabbitmq|amqp|kafka|jms|sqs|queue)$/.test(word))
  return (
    ofListener ||
    has(words, 'group', 'id') ||
    has(words, 'kafka', 'group') ||
    has(words, 'offset', 'reset') ||
    has(words, 'visibility', 'timeout')
  )
}

/** INPUT_TOPIC, TOPIC_IN, SPRING_CLOUD_STREAM_BINDINGS_ORDERS_IN_0_DESTINATION */
function isTowards(words: string[], direction: ReadonlySet<string>): boolean {
  // The binding is named `orders-in-0`; its destination is the topic.
  const bound = words.findIndex((word) => /^bindings?$/.test(word))
  if (bound >= 0) return words.some((word, index) => index > bound && direction.has(word) && /^\d+$/.test(words[index + 1] ?? ''))
  const at = words.findIndex((word) => channels.has(word))
  return at >= 0 && (direction.has(words[at - 1] ?? '') || direction.has(words[at + 1] ?? ''))
}
