import { expect, test } from 'vitest'
import { importTexts } from './fixtures/import-texts.ts'

/** One variable is one secret, whoever uses it and whether or not anybody has set it. */

function variablesOf(services: string, texts: Record<string, string> = {}) {
  const { design, problems } = importTexts({ 'compose.yaml': `services: { ${services} }`, ...texts })
  return { env: Object.fromEntries(Object.entries(design?.components ?? {}).map(([id, { env }]) => [id, env])), problems }
}
const service = (id: string, env: string) => `${id}: { image: acme/${id}, environment: { ${env} } }`

test('a variable of the shell or of .env is one secret for all who use it', () => {
  const { env } = variablesOf(`${service('api', 'DB_PASSWORD: "${HOTEL_PW}"')}, ${service('jobs', 'PGPASSWORD: "${HOTEL_PW:?set it}"')}`, {
    '.env': 'HOTEL_PW=owl\n',
  })
  expect(env).toEqual({ api: { DB_PASSWORD: { secret: 'hotel-pw' } }, jobs: { PGPASSWORD: { secret: 'hotel-pw' } } })
})

test('the same value under the same name is one secret, another value is another', () => {
  const { env } = variablesOf(
    [
      service('a', 'DB_URL: "postgres://u:owl@db/x"'),
      service('b', 'DB_URL: "postgres://u:owl@db/x"'),
      service('c', 'DB_URL: "postgres://u:elk@db/x"'),
    ].join(', '),
  )
  expect(env).toEqual({ a: { DB_URL: { secret: 'db-url' } }, b: { DB_URL: { secret: 'db-url' } }, c: { DB_URL: { secret: 'c-db-url' } } })
})

test('what a store is made with is what its users sign in with, whatever each calls it', () => {
  const { env } = variablesOf(
    [
      service('api', 'S3_ACCESS_KEY_ID: crow, S3_SECRET_ACCESS_KEY: "${S3_SECRET:-owl-owl}", UPLOAD_SECRET_KEY: owl-owl, PIN: "1234"'),
      'files: { image: minio/minio, environment: { MINIO_ROOT_USER: crow, MINIO_ROOT_PASSWORD: owl-owl } }',
    ].join(', '),
  )
  expect(env.api).toEqual({
    S3_ACCESS_KEY_ID: { secret: 'files-minio-root-user' },
    S3_SECRET_ACCESS_KEY: { secret: 'files-minio-root-password' },
    UPLOAD_SECRET_KEY: { secret: 'files-minio-root-password' },
    PIN: { secret: 'api-pin' },
  })
})

test('two secrets never get one name', () => {
  const { env } = variablesOf(`${service('shop', 'DB_PASSWORD: owl')}, ${service('jobs', 'PASSWORD: "${SHOP_DB_PASSWORD:-elk}"')}`)
  expect(env).toEqual({ shop: { DB_PASSWORD: { secret: 'shop-db-password-2' } }, jobs: { PASSWORD: { secret: 'shop-db-password' } } })
})

test('what is not set is a secret by its name, is asked for, and is never an empty text', () => {
  const { env, problems } = variablesOf(
    service('api', 'DB_PASSWORD: "${DB_PASSWORD}", API_TOKEN: "", TOKEN_TTL: "", MYSQL_ALLOW_EMPTY_PASSWORD: "", LEVEL: "${LEVEL}"'),
  )
  expect(env.api).toEqual({
    DB_PASSWORD: { secret: 'db-password' },
    API_TOKEN: { secret: 'api-api-token' },
    TOKEN_TTL: '',
    MYSQL_ALLOW_EMPTY_PASSWORD: '',
    LEVEL: '',
  })
  expect(problems.map(({ message, remedy }) => `${message} ${remedy}`)).toEqual([
    'The secret DB_PASSWORD is not set. Exports ask for it, and none writes an empty one. Set it in .env.',
    'The variable LEVEL is not set; an empty text takes its place. Set it in .env, or give it a default: ${LEVEL:-value}.',
  ])
})
