import { describe, expect, test } from 'vitest'
import type { Component } from '../design/design.ts'
import type { Station } from './component.ts'
import { rdsMysql } from './rds-mysql.ts'
import { rdsPostgres } from './rds-postgres.ts'

const behaviourOf = (fields: Record<string, unknown>, kind = rdsPostgres) =>
  kind.behaviour({ kind: kind.kind, ...fields } as Component) as Station

describe('an instance class', () => {
  test.each([
    ['db.t4g.micro', 2, 112],
    ['db.t4g.medium', 2, 450],
    ['db.t4g.xlarge', 4, 1802],
    ['db.m7g.2xlarge', 8, 3604],
    ['db.r7g.16xlarge', 64, 5000],
  ])('%s gives PostgreSQL %i cores and %i connections', (instanceClass, cores, concurrency) => {
    expect(behaviourOf({ instanceClass })).toMatchObject({ cores, concurrency })
  })

  test('gives MySQL fewer connections, without a bound', () => {
    expect(behaviourOf({ instanceClass: 'db.t4g.medium' }, rdsMysql).concurrency).toBe(341)
    expect(behaviourOf({ instanceClass: 'db.r7g.16xlarge' }, rdsMysql).concurrency).toBe(43_690)
  })

  test('is one of those that there are', () => {
    expect(rdsPostgres.parameters.instanceClass?.safeParse('db.t4g.huge').success).toBe(false)
  })
})

test('a standby takes over and is not read from; a read replica does not take over', () => {
  expect(behaviourOf({ multiAz: true })).toMatchObject({ replicas: 2, primary: { failoverMs: 90_000, standbys: 1 } })
  expect(behaviourOf({ multiAz: true, readReplicas: 2, failover: '60s' })).toMatchObject({
    replicas: 4,
    primary: { failoverMs: 60_000, standbys: 1 },
  })
  expect(behaviourOf({ readReplicas: 1 })).toMatchObject({ replicas: 2, primary: { failoverMs: Number.POSITIVE_INFINITY } })
  expect(behaviourOf({}).primary).toBeUndefined()
})

test('a time for the failover needs a standby', () => {
  expect(rdsPostgres.check?.({ kind: 'rds-postgres', failover: '60s' })).toHaveLength(1)
  expect(rdsPostgres.check?.({ kind: 'rds-postgres', failover: '60s', multiAz: true })).toEqual([])
})
