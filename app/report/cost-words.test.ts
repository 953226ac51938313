import { expect, test } from 'vitest'
import { costSentence, itemText } from './cost-words.ts'
import { objectiveText } from './scenario-words.ts'

const item = { price: 'sqs.standard', quantity: 78.84, per: 'million calls', each: 0.4, perMonth: 31.536 }

test('an item says how much of what, at which price, and what of that is not known', () => {
  expect(itemText(item)).toBe('SQS standard: 79 million calls at $0.40')
  expect(itemText({ ...item, price: 'fargate.cpu', quantity: 1460, per: 'vCPU-hour', each: 0.04048 })).toBe(
    'Fargate cpu: 1.46k vCPU-hours at $0.04048',
  )
  expect(itemText({ ...item, price: 'rds-mysql.db.t4g.medium', per: null, each: null, perMonth: null })).toBe(
    'RDS db.t4g.medium: price unknown',
  )
  expect(itemText({ ...item, price: 'aurora.acu', quantity: null, perMonth: null })).toBe('Aurora acu: quantity unknown')
})

test('a sum without all its parts is said to be at least that', () => {
  const cost = {
    currency: 'USD',
    region: 'us-east-1',
    pricesOf: '2026-11-28',
    perMonth: 283.4,
    perMillion: 1.8,
    unknown: ['db'],
    components: {},
  }
  expect(costSentence(cost)).toMatch(/^At least \$283 a month without 1 component of unknown cost, \$1\.80 for each million requests\./)
  expect(costSentence({ ...cost, unknown: [], perMillion: null })).toMatch(/^\$283 a month\. On-demand/)
  const nothing = costSentence({ ...cost, perMonth: null, perMillion: null })
  expect(nothing).toMatch(/^What it costs a month is not known/)
  expect(nothing).not.toContain('$')
})

test('an objective on cost says where what it came to is not all, or not known', () => {
  const objective = { metric: 'cost', below: 2000 } as const
  expect(objectiveText({ ...objective, actual: 283.4, verdict: 'met' })).toBe('total cost below 2000: $283 a month')
  expect(objectiveText({ ...objective, actual: 283.4, verdict: 'unknown' })).toBe('total cost below 2000: $283 a month, of what is known')
  expect(objectiveText({ ...objective, actual: null, verdict: 'unknown' })).toBe('total cost below 2000: not known')
})
