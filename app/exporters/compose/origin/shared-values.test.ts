import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Component, Connection, Design } from '../../../design/design.ts'
import { importModel } from '../../../importers/compose/compose.ts'
import { composeExporter } from '../compose.ts'
import { toExportOptions } from '../fixtures/export-options.ts'
import { mapAt, type Own } from './own-values.ts'
import { differencesOf, resolvedOf } from './resolved.ts'

/** An edit of one service leaves what it inherits, and whoever shares it, as they were: seen in what the files come to. */

function createProject(texts: Record<string, string>) {
  const read = (path: string, changed: ReadonlyMap<string, string> = new Map()) => {
    const name = path.replace('/project/', '')
    const text = changed.get(name) ?? texts[name]
    return text === undefined ? { reason: 'there is no such file' } : { text }
  }
  const load = (changed?: ReadonlyMap<string, string>) => {
    const files = ['/project/compose.yaml']
    const found = importModel({ files, read: (path) => read(path, changed), environment: {}, designFolder: '/project' })
    if (!found.design || !found.model) throw new Error(found.problems[0]?.message)
    return { design: found.design, resolved: resolvedOf(found.model.root) }
  }
  const { design, resolved } = load()
  const exported = (wanted: Design) => {
    const places = { design: '/project', out: '/project', read: (path: string) => read(path) }
    const { files, losses } = composeExporter.export(wanted, { ...toExportOptions(), designFolder: '.', places })
    const changed = new Map(files.map(({ path, content }) => [path, content]))
    return { files, losses, text: changed.get('compose.yaml') ?? '', resolved: load(changed).resolved }
  }
  return { design, resolved, exported }
}

function withVariable(design: Design, id: string, name: string, value: unknown): Design {
  const { env, ...component } = design.components[id] as Component
  const { [name]: _before, ...others } = (env ?? {}) as Record<string, unknown>
  const variables = value === undefined ? others : { ...(env as object), [name]: value }
  return { ...design, components: { ...design.components, [id]: { ...component, env: variables } as Component } }
}

/** What the configuration must be when one value at a path of keys is set, or taken out. */
function withValue(resolved: Own, [key = '', ...rest]: string[], value: unknown): Own {
  const { [key]: before, ...others } = resolved
  if (rest.length > 0) return { ...resolved, [key]: withValue((before ?? {}) as Own, rest, value) }
  return value === undefined ? others : { ...resolved, [key]: value }
}

const fleet = `# One image, two programs.
x-program: &program
  image: acme/fleet:3
  environment:
    MODE: live
    LEVEL: \${LEVEL:-info}   # louder when asked
    ACCESS_TOKEN: 9f8a-visible-to-nobody
    FROM_SHELL:
  depends_on:
    store: { condition: service_healthy }
    queue: { condition: service_started }
services:
  map:
    <<: *program
    ports: ["8080:8080"]
  reports:
    <<: *program
    command: report
  queue: { image: "rabbitmq:4" }
  store: { image: "postgres:16", environment: { POSTGRES_PASSWORD: x }, healthcheck: { test: [CMD, pg_isready] } }
`

describe('what comes by a merge key', () => {
  test('a new variable stands beside the inherited ones, and no secret is made anew', () => {
    const { design, resolved, exported } = createProject({ 'compose.yaml': fleet })
    const made = exported(withVariable(design, 'map', 'BETA', 'on'))
    expect(made.resolved).toEqual(withValue(resolved, ['services', 'map', 'environment', 'BETA'], 'on'))
    expect(mapAt(made.resolved, 'services', 'map', 'environment')).toEqual({
      MODE: 'live',
      LEVEL: '${LEVEL:-info}',
      ACCESS_TOKEN: '9f8a-visible-to-nobody',
      FROM_SHELL: null,
      BETA: 'on',
    })
    expect(made.losses).toEqual([])
    expect(made.files.map(({ path }) => path)).toEqual(['compose.yaml'])
  })

  test('a variable is changed, or taken out, for one of those that inherit it', () => {
    const { design, resolved, exported } = createProject({ 'compose.yaml': fleet })
    const changed = exported(withVariable(design, 'map', 'MODE', 'test'))
    expect(changed.resolved).toEqual(withValue(resolved, ['services', 'map', 'environment', 'MODE'], 'test'))
    const without = exported(withVariable(design, 'map', 'MODE', undefined))
    expect(without.resolved).toEqual(withValue(resolved, ['services', 'map', 'environment', 'MODE'], undefined))
    expect([changed.losses, without.losses]).toEqual([[], []])
  })

  test('a new connection adds to whom it waits for', () => {
    const { design, resolved, exported } = createProject({ 'compose.yaml': fleet })
    const drawn: Design = {
      ...design,
      components: { ...design.components, places: { kind: 'redis' } },
      connections: [...(design.connections ?? []), { from: 'map', to: 'places', protocol: 'redis' } as Connection],
    }
    const made = exported(drawn)
    const places = mapAt(made.resolved, 'services', 'places')
    const wanted = withValue(resolved, ['services', 'map', 'depends_on', 'places'], { condition: 'service_healthy' })
    expect(made.resolved).toEqual(withValue(wanted, ['services', 'places'], places))
  })

  test('a component that is taken out is taken from what others inherit', () => {
    const { design, resolved, exported } = createProject({ 'compose.yaml': fleet })
    const { queue: _queue, ...components } = design.components
    const connections = (design.connections ?? []).filter(({ from, to }) => from !== 'queue' && to !== 'queue')
    const made = exported({ ...design, components, connections })
    const { services, ...others } = made.resolved as { services: Record<string, Own> }
    expect(Object.keys(services)).not.toContain('queue')
    expect(services.map?.depends_on).toEqual({ store: { condition: 'service_healthy' } })
    expect(services.reports?.depends_on).toEqual({ store: { condition: 'service_healthy' } })
    expect({ ...others, services: services.store }).toEqual({ ...resolved, services: mapAt(resolved, 'services', 'store') })
  })

  test('what cannot be said for one alone is left as it was, and said', () => {
    const text = 'x-v: &v { A: "1", B: "2" }\nservices:\n  web:\n    image: a\n    environment:\n      <<: *v\n      C: "3"\n'
    const { design, exported } = createProject({ 'compose.yaml': text })
    const made = exported(withVariable(design, 'web', 'A', undefined))
    expect(made.text).toBe(text)
    expect(made.losses).toEqual([
      { where: 'web', what: expect.stringMatching(/^Its variable A is not carried over: .*web\.environment.*Change it in the files\.$/) },
    ])
  })
})

describe('whoever shares a value stays as it was', () => {
  const web = 'image: a\n    environment: &vars { A: "1" }\n'
  test.each([
    ['an alias of the variables', `services:\n  web:\n    ${web}  other:\n    image: b\n    environment: *vars\n`],
    ['a merge key of the variables', `services:\n  web:\n    ${web}  other:\n    image: b\n    environment: { <<: *vars, B: "2" }\n`],
    ['a merge key of the service', `services:\n  web: &web\n    ${web}  other:\n    <<: *web\n    image: b\n`],
    ['a list of variables', 'services:\n  web: &web\n    image: a\n    environment: [A=1, "B=${B}"]\n  other: { <<: *web, image: b }\n'],
    ['extends', `services:\n  web:\n    ${web}  other:\n    extends: web\n    environment: { A: "1" }\n`],
  ])('%s', (_what, text) => {
    const { design, resolved, exported } = createProject({ 'compose.yaml': text })
    const made = exported(withVariable(design, 'web', 'A', 'new'))
    expect(made.resolved).toEqual(withValue(resolved, ['services', 'web', 'environment', 'A'], 'new'))
    expect(made.losses).toEqual([])
  })

  test('a service without start-up order gets none from the one it is merged from', () => {
    const text = 'services:\n  web: &web\n    image: a\n  other:\n    <<: *web\n  db: { image: "postgres:16" }\n'
    const { design, resolved, exported } = createProject({ 'compose.yaml': text })
    const made = exported({ ...design, connections: [{ from: 'web', to: 'db', protocol: 'postgres' }] })
    expect(made.resolved).toEqual(withValue(resolved, ['services', 'web', 'depends_on'], { db: { condition: 'service_started' } }))
  })

  test('what is extended, where the other cannot be kept as it was, is not changed', () => {
    const text = 'services:\n  web:\n    image: a\n  other:\n    extends: web\n'
    const { design, exported } = createProject({ 'compose.yaml': text })
    const made = exported(withVariable(design, 'web', 'A', 'new'))
    expect(made.text).toBe(text)
    expect(made.losses).toMatchObject([{ where: 'web', what: expect.stringMatching(/other\.environment/) }])
  })
})

test('what a component is by the word of its callers is no change of its own when they change', () => {
  const text =
    'services:\n  web:\n    image: a\n    environment: { API: "http://api:4000", DOCS: "mongodb://docs:1" }\n  api: { image: b }\n  docs: { image: c }\n'
  const { design, exported } = createProject({ 'compose.yaml': text })
  expect([design.components.api?.port, design.components.docs?.kind]).toEqual([4000, 'mongodb'])
  const api = exported(withVariable(design, 'web', 'API', 'http://api:5000'))
  expect([api.text, api.losses]).toEqual([text.replace('"http://api:4000"', '"http://api:5000"'), []])
  expect(exported(withVariable(design, 'web', 'DOCS', 'x')).text).toBe(text.replace('"mongodb://docs:1"', '"x"'))
})

test.each(['labels: [a=b, c=d, a=b]', 'environment: [A=1, A=1]', 'ports: ["80:80", "80:80"]', 'expose: [1, "1"]', 'cap_add: [KILL, KILL]'])(
  'an equal entry written twice comes back byte for byte: %s',
  (lines) => {
    const text = `services:\n  web:\n    image: a\n    ${lines} # as it is\n`
    const { design, exported } = createProject({ 'compose.yaml': text })
    expect(exported(design).text).toBe(text)
  },
)

test('what an earlier version read less of, or otherwise, is no change', () => {
  const text = `services:
  till: { image: a, ports: ["80:80"], environment: { AMQP_URL: "amqp://bus:5672", SMTP_HOST: post, SMTP_PORT: "1025" } }
  baker: { image: b, environment: { AMQP_URL: "amqp://bus:5672" } }
  bus: { image: "rabbitmq:4" }
  post: { image: c }
`
  const { design, exported } = createProject({ 'compose.yaml': text })
  const { port, ...post } = design.components.post as Component
  expect(port).toBe(1025)
  const sending: Connection = { from: 'baker', to: 'bus', protocol: 'amqp', mode: 'async' }
  const connections = (design.connections ?? []).map((each) => (each.to === 'baker' ? sending : each))
  const made = exported({ ...design, components: { ...design.components, post } as Design['components'], connections })
  expect([made.text, made.losses.filter(({ stays }) => !stays)]).toEqual([text, []])
})

test('whatever is shared, an edit of one variable changes it alone, or nothing', () => {
  const variables = fc.constantFrom('{ A: "1" }', '{ <<: *v, A: "2" }', '["A=3", "C=${C:-c}"]', '*v', '{ TOKEN: "t0p", P: }')
  const fields = fc.record({
    merge: fc.constantFrom('', '<<: *base', '<<: [*base, *more]', 'extends: s0'),
    environment: fc.option(variables, { nil: undefined }),
    anchor: fc.boolean(),
  })
  const head =
    'x-v: &v { A: "0", B: "b" }\nx-base: &base\n  image: one\n  environment: *v\nx-more: &more { restart: always, environment: { M: m } }\n'
  const compose = fc.array(fields, { minLength: 2, maxLength: 4 }).map((services) => {
    const blocks = services.map(({ merge, environment, anchor }, index) => {
      const first = index > 0 && anchor && merge === '' ? '<<: *first' : index === 0 && merge === 'extends: s0' ? '' : merge
      const lines = [first, `image: i${index}`, ...(environment ? [`environment: ${environment}`] : [])].filter(Boolean)
      return `  s${index}:${index === 0 ? ' &first' : ''}\n${lines.map((line) => `    ${line}`).join('\n')}`
    })
    return `${head}services:\n${blocks.join('\n')}\n`
  })
  let carried = 0
  fc.assert(
    fc.property(
      compose,
      fc.nat(),
      fc.constantFrom('A', 'B', 'NEW', 'TOKEN'),
      fc.constantFrom('x', undefined),
      (text, pick, name, value) => {
        const { design, resolved, exported } = createProject({ 'compose.yaml': text })
        const ids = Object.keys(design.components)
        const id = ids[pick % ids.length] as string
        const made = exported(withVariable(design, id, name, value))
        if (made.losses.length > 0) expect(made.text).toBe(text)
        else {
          carried += made.text === text ? 0 : 1
          const wanted = withValue(resolved, ['services', id, 'environment', name], value)
          const different = differencesOf(wanted, made.resolved).filter(
            ({ service, key }) => service !== id || key !== 'environment' || mapAt(made.resolved, 'services', id, key) !== undefined,
          )
          expect(different).toEqual([])
        }
      },
    ),
    { seed: 20_261_128, numRuns: 300 },
  )
  expect(carried).toBeGreaterThan(150)
})

test('what aliases share under a key of the person is one value of the configuration, and an edit of the service finds it the same', () => {
  const levels = Array.from({ length: 9 }, (_, index) => `x-${index + 1}: &l${index + 1} [*l${index}, *l${index}, *l${index}]\n`)
  const text = `x-0: &l0 { a: b }\n${levels.join('')}services:\n  web: { image: "acme/web:1", x-own: *l9 }\n`
  const { design, resolved, exported } = createProject({ 'compose.yaml': text })
  const [first, second] = (mapAt(resolved, 'services', 'web')?.['x-own'] ?? []) as unknown[]
  expect(first).toBe(second)
  const web = { ...design.components.web, image: 'acme/web:2' } as Component
  const made = exported({ ...design, components: { ...design.components, web } })
  expect(made.losses).toEqual([])
  expect(made.text).toBe(text.replace('web:1', 'web:2'))
})
