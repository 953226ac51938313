import { describe, expect, test } from 'vitest'
import { imported } from '../imported/fixtures/imported.ts'
import { cdkExporter } from './cdk.ts'

/** Addresses of stores as programs are given them in files, and as the same programs are given them on AWS. */

/** The variables of `api`, in one line each; what a template puts in begins with a # here. */
function variablesOf(compose: string) {
  const { design, options } = imported({ 'compose.yaml': compose }, { PW: 'hunter2' })
  const { files } = cdkExporter.export(design, options)
  const [text = '', data = ''] = ['services', 'data'].map((name) => files.find(({ path }) => path === `lib/${name}-stack.ts`)?.content)
  const all = files.map(({ content }) => content).join('\n')
  expect(all).not.toContain('hunter2')
  return { data, services: text.replaceAll('$', '#').replace(/\s+/g, ' '), isHeld: text.includes('isHeld') }
}

const signedIn = (store: string, user = 'api') => ({
  name: `#{valueIn(data.${store}.signInOf('${user}'), 'username')}`,
  password: `#{valueIn(data.${store}.signInOf('${user}'), 'password')}`,
  place: `#{data.${store}.host}:#{data.${store}.port}`,
})

describe('MongoDB', () => {
  const { name, password, place } = signedIn('docs')
  test.each([
    ['mongodb://docs:27017/shop', `mongodb://${name}:${password}@${place}/shop?`],
    ['mongodb://docs', `mongodb://${name}:${password}@${place}/?`],
    [
      'mongodb://root:$PW@docs:27017/shop?authSource=admin&ssl=false&maxPoolSize=20',
      `mongodb://${name}:${password}@${place}/shop?maxPoolSize=20&`,
    ],
  ])('%s is spoken to over TLS, with a sign-in', (written, begin) => {
    const { services, isHeld } = variablesOf(`
services:
  api: { image: acme/api, ports: ["80:80"], environment: { MONGO_URL: "${written}" } }
  docs: { image: "mongo:7", environment: { MONGO_INITDB_ROOT_USERNAME: root, MONGO_INITDB_ROOT_PASSWORD: "$PW" } }
`)
    expect(services).toContain(`${begin}tls=true&replicaSet=rs0&retryWrites=false&authSource=admin\``)
    expect(isHeld).toBe(false)
  })
})

describe('databases', () => {
  const sqlServer =
    'store: { image: "mcr.microsoft.com/mssql/server:2022-latest", environment: { ACCEPT_EULA: "Y", MSSQL_SA_PASSWORD: "$PW" } }'
  const mysql = 'store: { image: "mysql:8", environment: { MYSQL_ROOT_PASSWORD: "$PW", MYSQL_DATABASE: shop } }'
  const postgres = 'store: { image: "postgres:17", environment: { POSTGRES_USER: shop, POSTGRES_PASSWORD: "$PW", POSTGRES_DB: shop } }'
  const { name, password } = signedIn('store')
  const [host, port] = ['#{data.store.host}', '#{data.store.port}']
  test.each([
    [
      'Server=store,1433;Database=shop;User Id=sa;Password=$PW',
      sqlServer,
      `Server=${host},${port};Database=shop;User Id=${name};Password=${password}`,
    ],
    [
      'Server=store;Database=shop;User Id=sa;Password=$PW;',
      sqlServer,
      `Server=${host},${port};Database=shop;User Id=${name};Password=${password};`,
    ],
    [
      'jdbc:sqlserver://store:1433;databaseName=shop;user=sa;password=$PW',
      sqlServer,
      `jdbc:sqlserver://${host}:${port};databaseName=shop;user=${name};password=${password}`,
    ],
    [
      'Host=store;Database=shop;Username=shop;Password=$PW',
      postgres,
      `Host=${host};Port=${port};Database=shop;Username=${name};Password=${password}`,
    ],
    ['Host=store;Port=5432;Username=shop;Password=$PW', postgres, `Host=${host};Port=${port};Username=${name};Password=${password}`],
    [
      'jdbc:postgresql://store:5432/shop?user=shop&password=$PW',
      postgres,
      `jdbc:postgresql://${host}:${port}/shop?user=${name}&password=${password}`,
    ],
    ['mysql://root:$PW@store:3306/shop', mysql, `mysql://${name}:${password}@${host}:${port}/shop`],
    [
      'server=store;port=3306;uid=root;pwd=$PW;database=shop',
      mysql,
      `server=${host};port=${port};uid=${name};pwd=${password};database=shop`,
    ],
  ])('%s names where it is on AWS and who signs in', (written, store, wanted) => {
    const { services, isHeld } = variablesOf(`
services:
  api: { image: acme/api, ports: ["80:80"], environment: { CONNECTION: "${written}" } }
  ${store}
`)
    expect(services).toContain(wanted)
    expect(isHeld).toBe(false)
  })

  test('root of a database is a user of its own, and root of a machine is not', () => {
    const { services } = variablesOf(`
services:
  api: { image: acme/api, ports: ["80:80"], environment: { DB_HOST: store, DB_USER: root, DB_PASSWORD: "$PW", RUN_AS_USER: root } }
  ${mysql}
`)
    expect(services).toContain("DB_USER: ecs.Secret.fromSecretsManager(data.store.signInOf('api'), 'username')")
    expect(services).toContain("DB_PASSWORD: ecs.Secret.fromSecretsManager(data.store.signInOf('api'), 'password')")
    expect(services).toContain("RUN_AS_USER: 'root'")
  })
})

test('who is told the user of a database alone has one of its own', () => {
  const { services, data } = variablesOf(`
services:
  api: { image: acme/api, ports: ["80:80"], environment: { DBUSER: shop } }
  store: { image: "mariadb:11", environment: { MARIADB_USER: shop, MARIADB_PASSWORD: "$PW" } }
`)
  expect(services).toContain("DBUSER: ecs.Secret.fromSecretsManager(data.store.signInOf('api'), 'username')")
  expect(data).toContain("users: ['api'],")
})

test('one password of two databases is that of the one beside which it stands, or that is used', () => {
  const { services } = variablesOf(`
services:
  api: { image: acme/api, ports: ["80:80"], environment: { A: "postgres://shop:$PW@books:5432/a", B: "postgres://shop:$PW@stock:5432/b" } }
  count: { image: acme/count, ports: ["81:81"], environment: { DB_HOST: stock, DB_USER: shop, DB_PASSWORD: "$PW" } }
  books: { image: "postgres:17", environment: { POSTGRES_USER: shop, POSTGRES_PASSWORD: "$PW" } }
  stock: { image: "postgres:17", environment: { POSTGRES_USER: shop, POSTGRES_PASSWORD: "$PW" } }
`)
  for (const [store, database] of [
    ['books', 'a'],
    ['stock', 'b'],
  ] as const) {
    const { name, password, place } = signedIn(store)
    expect(services).toContain(`postgres://${name}:${password}@${place}/${database}`)
  }
  expect(services).toContain("DB_USER: ecs.Secret.fromSecretsManager(data.stock.signInOf('count'), 'username')")
  expect(services).toContain("DB_PASSWORD: ecs.Secret.fromSecretsManager(data.stock.signInOf('count'), 'password')")
})
