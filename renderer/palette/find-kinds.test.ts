import * as icons from 'lucide-react'
import { expect, test } from 'vitest'
import { kinds } from '../../app/catalogue/catalogue.ts'
import { findKinds, firstOf, groupKinds, kindFilters, kindsUnder } from './find-kinds.ts'

test('every kind stands under exactly one heading', () => {
  const shown = groupKinds(kinds).flatMap((group) => group.kinds)
  expect(shown).toHaveLength(kinds.length)
  expect(new Set(shown)).toEqual(new Set(kinds))
})

test('every heading shows some of its kinds, and never all but one', () => {
  for (const { heading, kinds: members } of groupKinds(kinds)) {
    const hidden = members.length - firstOf(members).length
    expect(firstOf(members).length, heading).toBeGreaterThan(0)
    expect(hidden, heading).not.toBe(1)
  }
})

test.each([
  ['postg', 'postgres'],
  ['cache', 'redis'],
  ['queue', 'rabbitmq'],
  ['reverse proxy', 'nginx'],
  ['lambda', 'function'],
  ['sqs', 'queue'],
  ['s3', 'minio'],
  ['mssql', 'mssql'],
  ['ecs', 'ecs-service'],
  ['funcion', 'lambda'],
  ['função', 'lambda'],
  ['fargate', 'ecs-service'],
  ['aws', 'ecs-service'],
  ['contenedor', 'ecs-service'],
  ['contêiner', 'ecs-service'],
  ['conteiner', 'ecs-service'],
  ['cola', 'sqs'],
  ['fila', 'sqs'],
  ['queue', 'sqs'],
  ['rds', 'rds-postgres'],
  ['base de datos', 'rds-mysql'],
  ['notificacoes', 'sns'],
  ['cola', 'queue'],
  ['fila', 'queue'],
  ['banco de dados', 'postgres'],
  ['alb', 'alb'],
  ['balanceador de carga', 'alb'],
  ['balanceamento', 'alb'],
  ['dynamo', 'dynamodb'],
  ['base de datos', 'dynamodb'],
  ['tabela', 'dynamodb'],
  ['s3', 's3'],
  ['archivos', 's3'],
  ['arquivos', 's3'],
  ['elasticache', 'elasticache-valkey'],
  ['caché', 'elasticache-memcached'],
  ['aurora', 'aurora-postgres'],
  ['banco de dados', 'aurora-mysql'],
  ['apigw', 'api-gateway'],
  ['puerta de enlace', 'api-gateway'],
  ['porta de entrada', 'api-gateway'],
])('"%s" finds %s', (typed, kind) => {
  expect(findKinds(kinds, typed).map((one) => one.kind)).toContain(kind)
})

test('every kind names an icon that there is', () => {
  const toName = (icon: string) => icon.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
  expect(kinds.filter(({ icon }) => !Object.hasOwn(icons, toName(icon))).map(({ kind }) => kind)).toEqual([])
})

test('every kind stands under one filter besides the one that shows all', () => {
  const shown = kindFilters.filter(({ id }) => id !== 'all').flatMap(({ id }) => kindsUnder(kinds, id))
  expect(new Set(shown)).toEqual(new Set(kinds))
  expect(shown).toHaveLength(kinds.length)
  expect(kindsUnder(kinds, 'all')).toBe(kinds)
  expect(kindsUnder(kinds, 'aws').map(({ kind }) => kind)).toContain('ecs-service')
})
