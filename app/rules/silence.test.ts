import { expect, test } from 'vitest'
import { readDocument } from '../design/document.ts'
import { writeDocument } from '../design/write-document.ts'
import { checkDocument, rules } from './rules.ts'
import { silence, silencedIn } from './silence.ts'

const text = `microcosm: 1
components:
  people: { kind: traffic, rate: 5 }
  shop: { kind: service }
  jobs: { kind: rabbitmq } # nobody yet
connections:
  - { from: people, to: shop, protocol: http }
  - { from: shop, to: jobs, protocol: amqp, mode: async }
`
const mistakesIn = (source: string) => checkDocument(readDocument(source)).filter(({ severity }) => severity !== 'advice')
const found = (source: string) => mistakesIn(source).map(({ rule, component, connection }) => [rule, connection ?? component])

test('a warning is silenced on one component, with its reason in the file, and speaks again when that is taken out', () => {
  const document = readDocument(text)
  const [problem] = mistakesIn(text)
  if (!document.design || !problem) throw new Error('The design has a warning.')
  const before = found(text)
  const silenced = writeDocument(document, silence(document.design, problem, problem.rule, ' the consumer is another team’s '))
  expect(silenced.text).toContain(`x-silence: { ${problem.rule}: the consumer is another team’s }`)
  expect(silenced.text.split('\n')).toHaveLength(text.split('\n').length)
  expect(found(silenced.text)).toEqual(before.filter(([rule]) => rule !== problem.rule))
  expect(silenced.design && silencedIn(silenced.design)).toEqual([
    { rule: problem.rule, reason: 'the consumer is another team’s', where: expect.anything() },
  ])
  const again = silenced.design && writeDocument(silenced, silence(silenced.design, problem, problem.rule, undefined))
  expect(again?.text).toBe(text)
})

test('without a reason nothing is silenced, and an error never is', () => {
  const [[rule, component] = []] = found(text)
  const inComponent = (reasons: string) => text.replace('kind: rabbitmq', `kind: rabbitmq, x-silence: ${reasons}`)
  expect(component).toBe('jobs')
  for (const reasons of [`{ ${rule}: "" }`, `{ ${rule}: true }`, `[${rule}]`, `${rule}`]) {
    expect(found(inComponent(reasons))).toEqual(found(text))
  }
  const broken = text.replace('to: jobs', 'to: jobz, x-silence: { connection-target-exists: later }')
  expect(found(broken).map(([id]) => id)).toContain('connection-target-exists')
})

test('there are at least 35 rules, each with an id of its own', () => {
  const ids = rules.map(({ id }) => id)
  expect(ids.length).toBeGreaterThanOrEqual(35)
  expect(new Set(ids).size).toBe(ids.length)
})
