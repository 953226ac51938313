import { expect, test } from 'vitest'
import { cdkExporter } from '../cdk/cdk.ts'
import { helmExporter } from '../helm/helm.ts'
import { kubernetesExporter } from '../kubernetes/kubernetes.ts'
import { imported } from './fixtures/imported.ts'
import { readStated } from './read-stated.ts'

/** What stands in images alone: a password that no new one may replace, and hosts that are called otherwise elsewhere. */

const votes = {
  'compose.yaml': `services:
  result: { build: ./result, ports: ["81:80"], depends_on: [db] }
  worker: { build: ./worker, depends_on: [db, cache] }
  cache: { image: "redis:8" }
  db: { image: "postgres:16", environment: { POSTGRES_USER: votes, POSTGRES_PASSWORD: badger-17 } }
`,
}

function exportedBy(exporter: typeof cdkExporter, texts: Record<string, string> = votes, variables: Record<string, string> = {}) {
  const { design, options } = imported(texts, variables)
  const { files, losses } = exporter.export(design, options)
  return { files, said: losses.map(({ where, what }) => `${where}: ${what}`) }
}

test('whom nothing tells of a store and its password has both built in', () => {
  const { design, options } = imported(votes)
  const { stated, builtIn } = readStated(design, options.places)
  expect(stated.components.get('worker')?.untold).toEqual(['db', 'cache'])
  expect([...(stated.components.get('db')?.builtIn ?? [])]).toEqual([['POSTGRES_PASSWORD', ['result', 'worker']]])
  expect([...builtIn]).toEqual([['db-postgres-password', 'badger-17']])
})

test('on Kubernetes the password of the file is kept where its owner alone reads it, and is asked for where the Secret is made', () => {
  const { files, said } = exportedBy(kubernetesExporter)
  expect(files.filter(({ content }) => content.includes('badger-17'))).toEqual([
    { path: 'overlays/local/secrets.env', secret: true, content: expect.stringContaining('\nDB_POSTGRES_PASSWORD=badger-17\n') },
  ])
  expect(said).toContainEqual(
    'db: environment.POSTGRES_PASSWORD (compose.yaml:5): nothing in their files tells it to result, worker, so their images have it built in: give DB_POSTGRES_PASSWORD of the Secret the value that stands there, and no new one. On your own machine overlays/local/secrets.env holds it, as far as it is known.',
  )
  expect(said.filter((line) => line.includes('badger-17'))).toEqual([])
})

test('READMEs say where the Secret is made which password is not to be a new one', () => {
  const [kubernetes, helm] = [kubernetesExporter, helmExporter].map(
    (exporter) => exportedBy(exporter).files.find(({ path }) => path === 'README.md')?.content,
  )
  const kept = '; `DB_POSTGRES_PASSWORD` has to be what your own files say, for images have it built in:'
  expect(kubernetes).toContain(kept)
  expect(helm).toContain(kept)
  expect(kubernetes).toContain('; `DB_POSTGRES_PASSWORD` is as in your own files, as far as that is known. Where')
})

test('the chart holds no password, and asks for the one of the file', () => {
  const { files, said } = exportedBy(helmExporter)
  expect(files.filter(({ content }) => content.includes('badger-17'))).toEqual([])
  expect(said).toContainEqual(
    expect.stringMatching(/^db: environment\.POSTGRES_PASSWORD .* the value that stands there, and no new one\.$/),
  )
})

test('on AWS each is told where its stores are and how to sign in, and that what its image knows leads nowhere', () => {
  const { files, said } = exportedBy(cdkExporter)
  expect(files.filter(({ content }) => content.includes('badger-17'))).toEqual([])
  expect(said).toContainEqual(
    expect.stringMatching(
      /^db: environment\.POSTGRES_PASSWORD \(compose\.yaml:5\): it has another one there, .* to result, worker, so their images/,
    ),
  )
  for (const [id, store] of [
    ['result', 'db'],
    ['worker', 'db'],
    ['worker', 'cache'],
  ] as const) {
    const name = store.toUpperCase()
    expect(said).toContainEqual(
      `${id}: No variable, command or mounted file of it names ${store}, so its image has that built in, and nobody is called so there: its task is told where it is by ${name}_HOST and ${name}_PORT, and how to sign in by ${name}_USERNAME and ${name}_PASSWORD. Have the program take it from there.`,
    )
  }
})

test('what a file that could not be read may name is not said to stand in the image', () => {
  const texts = {
    'compose.yaml':
      'services:\n  api: { image: acme/api, ports: ["8080:80", "9100:9100"], depends_on: [db], volumes: ["./api.yaml:/etc/api.yaml"] }\n  db: { image: "postgres:16" }\n',
  }
  expect(exportedBy(cdkExporter, texts).said).toContainEqual(
    expect.stringMatching(/^api: No variable, .* names db, so its image, or a file that could not be read, has that, and nobody/),
  )
})

test.each([
  ['in a variable', 'environment: { DB_PASSWORD: badger-17, DB_HOST: db }'],
  ['in an address', 'environment: { URL: "postgres://votes:badger-17@db:5432/x" }'],
  ['in a command', 'command: ["serve", "--host=db", "--password=badger-17"]'],
  ['as a user of its own', 'environment: { URL: "postgres://reader:otter-3@db/x" }'],
])('what is told %s is made anew, for it is told anew', (_how, told) => {
  const texts = {
    'compose.yaml': votes['compose.yaml']
      .replace(/ {2}(?:result|worker):.*\n/g, '')
      .replace('services:\n', `services:\n  api: { image: acme/api, ${told} }\n`),
  }
  const { files, said } = exportedBy(kubernetesExporter, texts)
  expect(files.filter(({ content }) => content.includes('badger-17'))).toEqual([])
  expect(said.filter((line) => line.includes('built in'))).toEqual([])
})

test.each(['SMTP_PASSWORD', 'CACHE_PASSWORD'])('what is told %s has the password of its database built in all the same', (name) => {
  const { design, options } = imported({
    'compose.yaml': votes['compose.yaml'].replace(
      'worker: { build: ./worker,',
      `worker: { build: ./worker, environment: { ${name}: otter-31 },`,
    ),
  })
  const { stated } = readStated(design, options.places)
  expect([...(stated.components.get('db')?.builtIn ?? [])]).toEqual([['POSTGRES_PASSWORD', ['result', 'worker']]])
})

test('of a password that only the shell has nothing is kept, and the loss says whose it has to be', () => {
  const text = votes['compose.yaml'].replace('badger-17', `"\${DB_PW}"`)
  const { files, said } = exportedBy(kubernetesExporter, { 'compose.yaml': text }, { DB_PW: 'badger-17' })
  expect(files.filter(({ content }) => content.includes('badger-17'))).toEqual([])
  expect(files.find(({ path }) => path === 'overlays/local/secrets.env')?.content).toContain('DB_PW=secret1')
  expect(said).toContainEqual(expect.stringContaining('give DB_PW of the Secret the value that stands there'))
})

test('what an image calls by a name that cannot be elsewhere is told', () => {
  const texts = {
    'compose.yaml': 'services:\n  web: { image: acme/web, ports: ["80:80"], depends_on: [my_api] }\n  my_api: { image: acme/api }\n',
  }
  expect(exportedBy(kubernetesExporter, texts).said).toContainEqual(
    'web: No variable, command or mounted file of it names my_api, so its image calls it so, and no Service can be called so: have it call my-api.',
  )
  expect(exportedBy(cdkExporter, texts).said).toContainEqual(
    'web: No variable, command or mounted file of it names my_api, so its image has that built in, and Service Connect knows it as my-api alone: have the program call that.',
  )
})
