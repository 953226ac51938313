import { expect, test } from 'vitest'
import { hideSecrets } from './hide-secrets.ts'

/** Each way in which a Compose file may say a secret, and what stands there for others. */

function hide(text: string, set: string[] = []): { text: string; values: Record<string, string> } {
  const { texts, hidden } = hideSecrets(new Map([['compose.yaml', text]]), (name) => set.includes(name))
  return { text: texts.get('compose.yaml') ?? '', values: Object.fromEntries(hidden.map(({ variable, value }) => [variable, value])) }
}

const head = 'services:\n  pay:\n    image: acme/pay:1\n'
const asks = (variable: string) => `\${${variable}:?set it in .env, see .env.example}`

test.each<[string, string, string, Record<string, string>]>([
  [
    'a variable',
    'environment: { DB_PASSWORD: fox-1, LEVEL: info }',
    `environment: { DB_PASSWORD: '${asks('PAY_DB_PASSWORD')}', LEVEL: info }`,
    { PAY_DB_PASSWORD: 'fox-1' },
  ],
  [
    'an entry of a list',
    'environment:\n      - "DB_PASSWORD=fox-1" # why\n      - A=b',
    `environment:\n      - "DB_PASSWORD=${asks('PAY_DB_PASSWORD')}" # why\n      - A=b`,
    { PAY_DB_PASSWORD: 'fox-1' },
  ],
  [
    'a part of an address',
    'environment: { DB_URL: "postgres://shop:fox-1@db/shop" }',
    `environment: { DB_URL: "postgres://shop:${asks('PAY_DB_URL')}@db/shop" }`,
    { PAY_DB_URL: 'fox-1' },
  ],
  [
    'a part of an address that holds an @',
    'environment: { DB_URL: "postgres://shop:f@x-1@db/shop" }',
    `environment: { DB_URL: "postgres://shop:${asks('PAY_DB_URL')}@db/shop" }`,
    { PAY_DB_URL: 'f@x-1' },
  ],
  [
    'a default',
    'environment: { DB_PASSWORD: "${PW:-fox-1}", TAG: "${TAG:-1}" }',
    `environment: { DB_PASSWORD: "${asks('PW')}", TAG: "\${TAG:-1}" }`,
    { PW: 'fox-1' },
  ],
  [
    'what is beside a variable, and nothing that is cut out of one',
    'environment: { MAIL: "${A_MAIL:-me@example.org}", DB_URL: "postgres://${USER}:fox-1@db" }',
    `environment: { MAIL: "${'${A_MAIL:-me@example.org}'}", DB_URL: "postgres://${'${USER}'}:${asks('PAY_DB_URL')}@db" }`,
    { PAY_DB_URL: 'fox-1' },
  ],
  [
    'an argument',
    'command: redis-server --requirepass fox-fox',
    `command: '${`redis-server --requirepass ${asks('PAY_COMMAND')}`}'`,
    { PAY_COMMAND: 'fox-fox' },
  ],
  [
    'a dollar sign',
    'environment: { DB_PASSWORD: "a$$b" }',
    `environment: { DB_PASSWORD: "${asks('PAY_DB_PASSWORD')}" }`,
    { PAY_DB_PASSWORD: 'a$b' },
  ],
  [
    'an argument of a build',
    'build: { args: { NPM_TOKEN: abcdefgh1 } }',
    `build: { args: { NPM_TOKEN: '${asks('PAY_NPM_TOKEN')}' } }`,
    { PAY_NPM_TOKEN: 'abcdefgh1' },
  ],
  [
    'nothing',
    'environment: { DB_PASSWORD: "${PW}", MAX_TOKENS: 4096, KEY_FILE: /run/secrets/key }',
    'environment: { DB_PASSWORD: "${PW}", MAX_TOKENS: 4096, KEY_FILE: /run/secrets/key }',
    {},
  ],
])('%s', (_what, written, shown, values) => {
  expect(hide(`${head}    ${written}\n`)).toEqual({ text: `${head}    ${shown}\n`, values })
})

test('what is set elsewhere needs no value, and a default is gone all the same', () => {
  expect(hide(`${head}    environment: { DB_PASSWORD: "\${PW:-fox-1}" }\n`, ['PW']).values).toEqual({})
})

test('what a person keeps under keys of their own holds no secret either, however it is written', () => {
  const text = `x-token: fox-1
x-list: &list
  - DB_PASSWORD=fox-2
  - LEVEL=info
x-common: { image: a, secrets: [db_password], ports: ["80:80"], settings: { password: fox-3, level: info, apiKeys: [name-of-one] } }
services:
  x-pay: { image: a, environment: *list, secrets: [db_password], x-mine: { token: fox-4, list: ["PIN=fox-5"] } }
`
  const { text: made, values } = hide(text)
  expect(values).toEqual({
    SHARED_X_TOKEN: 'fox-1',
    SHARED_DB_PASSWORD: 'fox-2',
    SHARED_PASSWORD: 'fox-3',
    X_PAY_TOKEN: 'fox-4',
    X_PAY_PIN: 'fox-5',
  })
  expect(made).not.toMatch(/fox-/)
  for (const kept of ['secrets: [db_password], ports', '- LEVEL=info', 'level: info, apiKeys: [name-of-one]']) expect(made).toContain(kept)
})

test('one secret under one name is one variable, another under the same name is another', () => {
  const text = `x-env: &env { API_TOKEN: fox-1 }\nservices:\n  pay: { image: a, environment: *env }\n  Pay: { image: a, environment: { A_TOKEN: b1 } }\n  pay-a: { image: a, environment: { TOKEN: c2 } }\n`
  expect(hide(text).values).toEqual({ SHARED_API_TOKEN: 'fox-1', PAY_A_TOKEN: 'b1', PAY_A_TOKEN_2: 'c2' })
})

test('a secret is one variable however many use it, called after a variable of its own', () => {
  const text = `services:
  till: { image: a, environment: { DB_URL: "postgres://shop:fox-1@db/shop", DSN: "host=db user=shop password=fox-1 dbname=shop", MQ_URL: "amqp://bunny:hare-2@mq:5672" } }
  cook: { image: a, environment: { DB_URL: "postgres://shop:fox-1@db/shop", MQ_URL: "amqp://bunny:hare-2@mq:5672", PGPASSWORD: fox-1 } }
  db: { image: postgres, environment: { POSTGRES_PASSWORD: fox-1 } }
  mq: { image: rabbitmq, environment: { RABBITMQ_DEFAULT_PASS: hare-2 } }
  sign: { image: a, environment: { JWT_SECRET: fox-1 } }
`
  const { text: made, values } = hide(text)
  expect(values).toEqual({ COOK_PGPASSWORD: 'fox-1', MQ_RABBITMQ_DEFAULT_PASS: 'hare-2', SIGN_JWT_SECRET: 'fox-1' })
  expect(made.match(/COOK_PGPASSWORD/g)).toHaveLength(5)
})

test('a word of a command is a secret for the words before it', () => {
  const text = `services:
  cache: { image: redis, command: ["redis-server", "--requirepass", "fox 1="], healthcheck: { test: ["CMD", "redis-cli", "-a", "fox 1=", "ping"] } }
  db: { image: mysql, environment: { MYSQL_ROOT_PASSWORD: root }, healthcheck: { test: mysqladmin ping -u root -proot } }
  api: { image: a, command: ["serve", "--level", "info", "-p", "80"], environment: [TOKEN=, PASSED] }
`
  const { text: made, values } = hide(text)
  expect(values).toEqual({ CACHE_COMMAND: 'fox 1=', DB_MYSQL_ROOT_PASSWORD: 'root' })
  expect(made).not.toMatch(/fox 1|-proot/)
  expect(made).toContain('"serve", "--level", "info", "-p", "80"], environment: [TOKEN=, PASSED]')
  expect(made).toContain('mysqladmin ping -u root -p$')
})

test('a comment keeps what is no secret', () => {
  expect(hide(`# DB_PASSWORD=fox-1 for pay\n${head}`).text).toBe(`# DB_PASSWORD=[hidden] for pay\n${head}`)
})
