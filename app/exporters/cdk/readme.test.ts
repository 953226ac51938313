import { expect, test } from 'vitest'
import type { Component, Connection } from '../../design/design.ts'
import { cdkExporter } from './cdk.ts'

/** The README speaks of what the application has. */

function readmeOf(...kinds: string[]): string {
  const components: Record<string, Component> = { shop: { kind: 'service', build: './shop' } }
  for (const kind of kinds) components[kind] = { kind }
  const connections: Connection[] = kinds.includes('postgres') ? [{ from: 'shop', to: 'postgres', protocol: 'postgres' }] : []
  const options = { runtimeBundle: '', newSecret: () => 'secret', version: '1', designFolder: '.' }
  const { files } = cdkExporter.export({ microcosm: 1, name: 'Test', components, connections }, options)
  return files.find(({ path }) => path === 'README.md')?.content ?? ''
}

test('says who calls the internet: the task that makes users too', () => {
  expect(readmeOf()).toContain('Nothing calls the internet besides.')
  expect(readmeOf('postgres')).not.toContain('Nothing calls the internet besides.')
  expect(readmeOf('postgres')).toContain('the task that makes the users of postgres: Pulls its image from public.ecr.aws')
})

test('names every variable of a database, and functions only where there are some', () => {
  expect(readmeOf('postgres')).toContain('`POSTGRES_PORT`, `POSTGRES_NAME`, `POSTGRES_USERNAME`')
  expect(readmeOf('postgres')).not.toContain('Functions are given')
  expect(readmeOf('postgres', 'function')).toContain('Functions are given `POSTGRES_SECRET_ARN`')
})

test('speaks of thresholds, dead letters and tasks of a deployment only where there are some', () => {
  expect(readmeOf()).not.toMatch(/Thresholds|dead-letter|what runs tasks/)
  expect(readmeOf('postgres')).toMatch(/2 GiB of storage of databases\)/)
  expect(readmeOf('postgres')).toContain('and what runs tasks during a deployment')
  expect(readmeOf('queue')).toContain('at once where a message is in a dead-letter queue')
})

test('says which size is for trials alone', () => {
  expect(readmeOf('rabbitmq')).toContain('Amazon MQ advises `mq.m7g.medium` for trials alone')
  expect(readmeOf('postgres')).not.toContain('for trials alone')
})
