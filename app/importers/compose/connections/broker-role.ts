import { wordsOf } from '../../../secrets/secret-name.ts'
import type { Service } from '../services.ts'
import { imageName } from './roles.ts'

/** What somebody who is connected to a broker does with its messages, and what says so, as the end of a sentence. */
export interface BrokerRole {
  does: 'sends' | 'consumes' | 'watches'
  because?: string
}

const sendingWords = new Set(['producer', 'producers', 'produce', 'publisher', 'publishers', 'publish', 'outbox', 'sender', 'emitter'])
const takingWords = new Set('consumer consumers consume consumes subscriber subscribers subscribe subscription subscriptions'.split(' '))
/** A program of this sort takes jobs; in the name of a variable it may be the name of somebody else. */
const workingWords = new Set(['worker', 'workers', 'listener', 'sink'])
/** Words of a command with which programs that take jobs from a queue are started. */
const takers = new Set(
  'sidekiq resque shoryuken dramatiq rq rqworker huey arq good_job horizon queue:work queue:listen messenger:consume'.split(' '),
)
/** What makes jobs at certain times is started like those that take them. */
const clocks = new Set(['beat', 'scheduler'])
/** Who shows what is in a broker to people, or measures it. */
const watching =
  /(?:^|[-_])(?:ui|exporter|kafdrop|akhq|kowl|console|cmak|manager|commander|flower|lag|burrow|kminion|minion|registry|explorer)(?:$|[-_])/

/** Whoever sends and whoever takes give the broker's address alike: what a service is called, started with and told tells them apart. */
export function brokerRole(service: Service): BrokerRole {
  if (!service.build && watching.test(imageName(service)))
    return { does: 'watches', because: `${service.name} shows or measures what is there` }
  const name = wordsOf(service.name)
  const command = service.command.flatMap(({ text }) => text.toLowerCase().split(/[\s"';&|()/]+/))
  const variables = [...service.environment.keys()]
  const isSender = (words: string[]) => words.some((word) => sendingWords.has(word))
  if (isSender(name) || variables.some((variable) => isSender(wordsOf(variable)))) return { does: 'sends' }
  if ([...name, ...command].some((word) => clocks.has(word))) return { does: 'sends' }
  const takes = (what: string) => ({ does: 'consumes' as const, because: `${service.name} takes messages, as ${what}` })
  const variable = variables.find((each) => takesMessages(wordsOf(each)))
  if (variable !== undefined) return takes(`${variable} says`)
  const word = command.find((each) => takers.has(each) || wordsOf(each).some(isOfTaker))
  if (word !== undefined) return takes(`${word} in its command says`)
  return name.some(isOfTaker) ? takes('its name says') : { does: 'sends' }
}

const isOfTaker = (word: string) => takingWords.has(word) || workingWords.has(word)

/** KAFKA_GROUP_ID, kafka.group.id: who reads in a group reads. */
function takesMessages(words: string[]): boolean {
  return words.some((word) => takingWords.has(word)) || ['group', 'id'].every((word) => words.includes(word))
}
