import { expect, test } from 'vitest'
import { readDocument } from '../design/document.ts'
import { checkDocument } from '../rules/rules.ts'
import { kindOf } from './catalogue.ts'

/** What AWS does not take, by kind. */

const misfits = (kind: string, fields: Record<string, unknown>) =>
  (kindOf(kind)?.check?.({ kind, ...fields }) ?? []).map(({ parameter }) => parameter)

test.each([
  ['api-gateway', { timeout: '31s' }, ['timeout']],
  ['api-gateway', { apiType: 'rest', timeout: '300s' }, []],
  ['api-gateway', { timeout: '1ms' }, ['timeout']],
  ['api-gateway', { cache: { hitRatio: 0.5 } }, ['cache']],
  ['api-gateway', { apiType: 'rest', cache: { hitRatio: 0.5 } }, []],
  ['dynamodb', { capacityMode: 'provisioned' }, ['reads', 'writes']],
  ['dynamodb', { capacityMode: 'provisioned', reads: 5, writes: 5 }, []],
  ['dynamodb', { itemSize: '400KiB' }, []],
  ['dynamodb', { itemSize: '1MiB' }, ['itemSize']],
  ['aurora-postgres', { serverless: { min: 0, max: 2, pauseAfter: '5m' } }, []],
  ['aurora-postgres', { serverless: { min: 0.5, max: 2, pauseAfter: '5m' } }, ['serverless']],
  ['aurora-postgres', { serverless: { min: 0, max: 2, pauseAfter: '1m' } }, ['serverless']],
  ['aurora-postgres', { serverless: { min: 0, max: 2 }, readReplicas: 1 }, ['serverless']],
  ['aurora-mysql', { serverless: { min: 4, max: 2 } }, ['serverless']],
  ['aurora-mysql', { serverless: { min: 1, max: 2 }, instanceClass: 'db.r7g.large' }, ['serverless']],
  ['aurora-mysql', { failover: '10s' }, ['failover']],
  ['elasticache-valkey', { failover: '10s' }, ['failover']],
  ['elasticache-valkey', { failover: '10s', readReplicas: 1 }, []],
])('%s with %j', (kind, fields, expected) => expect(misfits(kind, fields)).toEqual(expected))

const payloadProblems = (requestSize: string, kind: string) =>
  checkDocument(
    readDocument(`microcosm: 1
components:
  people: { kind: traffic, rate: 1 }
  it: { kind: ${kind} }
connections:
  - { from: people, to: it, protocol: http, requestSize: ${requestSize} }
`),
  ).filter(({ rule }) => rule === 'payload-within-limit')

test('no more is sent at once than a component takes', () => {
  expect(payloadProblems('10MiB', 'api-gateway')).toEqual([])
  expect(payloadProblems('11MiB', 'api-gateway').map(({ message }) => message)).toEqual([
    'requestSize of people->it is 11MiB, and it takes 10 MiB.',
  ])
  expect(payloadProblems('7MiB', 'lambda')).toHaveLength(1)
  expect(payloadProblems('7MiB', 'service')).toEqual([])
})
