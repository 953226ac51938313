import { describe, expect, test } from 'vitest'
import { type Component, type Connection, type Design, messageProtocols } from '../design/design.ts'
import { readDocument } from '../design/document.ts'
import { renderDesign } from '../design/write-document.ts'
import { checkDocument } from '../rules/rules.ts'
import { kindOf, kinds } from './catalogue.ts'
import { families } from './component.ts'
import { peerOf, portOf, simulatedOnly, toContainerPlan } from './container-context.ts'
import { everyKind } from './fixtures/every-kind.ts'
import { kindForImage } from './kind-for-image.ts'
import { repositoryOf } from './repository.ts'

const surroundings = (design: Design, id: string) => ({
  secret: (name: string) => `secret of ${name}`,
  address: (connection: Connection) => ({
    host: peerOf(connection, id),
    port: portOf(design, peerOf(connection, id), connection.protocol) ?? 0,
  }),
})

describe.each(kinds)('$kind', (kind) => {
  const fresh: Component = { kind: kind.kind, ...kind.initial }
  const design: Design = { microcosm: 1, components: { it: fresh } }

  test('starts with parameters that its own schema accepts', () => {
    expect(readDocument(renderDesign(design)).problems).toEqual([])
  })

  test('behaves the same whether its defaults are written or not', () => {
    const bare: Component = { kind: kind.kind, ...(kind.parameters.rate ? { rate: 20 } : {}) }
    expect(kind.behaviour(bare)).toEqual(kind.behaviour(fresh))
    expect(kind.describe(bare)).toBe(kind.describe(fresh))
  })

  test('has a label, a family and words', () => {
    expect(families).toContain(kind.family)
    expect(kind.summary).toMatch(/^[A-Z].*\.$/)
    expect(kind.icon).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
  })

  test('has a container that can be started, or says why there is none', () => {
    const plan = toContainerPlan(design, 'it', surroundings(design, 'it'))
    const reason = simulatedOnly(design, 'it')
    expect(plan === undefined).toBe(reason !== undefined)
    if (!plan) return expect(reason).toMatch(/^[^A-Z].*\.$/)
    // Consumers connect to their broker, so nobody needs a port of theirs.
    const isBroker = kind.behaviour(fresh).model === 'broker'
    const called = kind.accepts.filter((protocol) => (isBroker ? kind.offers.includes(protocol) : !messageProtocols.includes(protocol)))
    expect(Object.keys(plan.ports).sort()).toEqual([...called].sort())
    for (const port of Object.values(plan.ports)) expect(port).toBeGreaterThan(0)
    expect(plan.replicas).toBe(1)
    expect([...plan.volumes, ...Object.keys(plan.files)].filter((path) => !path.startsWith('/'))).toEqual([])
    for (const caveat of plan.caveats) expect(caveat).toMatch(/^[A-Z].*\.$/)
    if (plan.image.from !== 'registry') return
    expect(plan.image.reference, 'a tag that stays').toMatch(/:(?!latest$)[\w.-]+$/)
    expect(plan.image.licence).toMatch(/^\S.*/)
    expect(repositoryOf(plan.image.reference)).toBe(kind.standIn ?? kind.images[0])
    if (kind.standIn === undefined) expect(kindForImage(plan.image.reference)).toBe(kind.kind)
  })

  test('keeps its limits and, where it has one, the image of the design', () => {
    const given = { ...fresh, cpu: 0.5, memory: '1GiB', image: 'registry.example.org/own/make:1' }
    const plan = toContainerPlan({ microcosm: 1, components: { it: given } }, 'it', surroundings(design, 'it'))
    if (plan && kind.parameters.cpu) expect(plan).toMatchObject({ cpus: 0.5, memoryBytes: 2 ** 30 })
    if (!plan || !kind.parameters.image) return
    expect(plan.image).toMatchObject({ reference: 'registry.example.org/own/make:1' })
    const warned = plan.caveats.some((caveat) => caveat.startsWith('registry.example.org/own/make:1 is started with the variables'))
    expect(warned).toBe(kind.images.length > 0 || kind.standIn !== undefined)
  })

  test('names every parameter for the inspector', () => {
    for (const [name, schema] of Object.entries(kind.parameters)) expect(schema.meta()?.title, name).toMatch(/^\S/)
  })
})

test('a design with one of each kind is sound', () => {
  const errors = checkDocument(readDocument(renderDesign(everyKind))).filter(({ severity }) => severity === 'error')
  expect(errors).toEqual([])
})

test('no two kinds claim the same image', () => {
  const images = kinds.flatMap((kind) => kind.images)
  expect(images.filter((image, index) => images.indexOf(image) !== index)).toEqual([])
})

test('there is one kind of each name', () => {
  expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(kinds.length)
  expect(kindOf('postgres')?.label).toBe('PostgreSQL')
  expect(kindOf('constructor')).toBeUndefined()
})

describe('containers', () => {
  const plan = (component: Component) => {
    const design: Design = { microcosm: 1, components: { it: component } }
    return toContainerPlan(design, 'it', surroundings(design, 'it'))
  }

  test('a service is built, pulled or played, in this order', () => {
    expect(plan({ kind: 'service', build: './orders', image: 'acme/orders:1' })?.image).toEqual({ from: 'build', path: './orders' })
    expect(plan({ kind: 'service', image: 'acme/orders:1' })).toMatchObject({
      image: { reference: 'acme/orders:1' },
      ready: { probe: 'tcp', port: 8080 },
    })
    expect(plan({ kind: 'service', port: 9000 })).toMatchObject({
      image: { from: 'runtime' },
      ready: { probe: 'http', port: 9000, path: '/healthz' },
    })
  })

  test('variables are text, and secrets are asked for by name', () => {
    const env = plan({ kind: 'service', image: 'a', env: { N: 1, ON: true, PASSWORD: { secret: 'db-password' } } })?.env
    expect(env).toEqual({ N: '1', ON: 'true', PASSWORD: 'secret of db-password' })
  })

  test('limits are numbers where the design sets them, absent otherwise', () => {
    expect(plan({ kind: 'service', cpu: 0.5, memory: '256MiB' })).toMatchObject({ cpus: 0.5, memoryBytes: 268_435_456 })
    expect(plan({ kind: 'service' })).not.toHaveProperty('cpus')
  })

  test('PostgreSQL has room for its callers, a password, and the function that takes its time', () => {
    const made = plan({ kind: 'postgres', connections: 20 })
    expect(made?.command).toEqual(['postgres', '-c', 'max_connections=25'])
    expect(made?.env.POSTGRES_PASSWORD).toBe('secret of it-password')
    expect(made?.files['/docker-entrypoint-initdb.d/microcosm.sql']).toContain('function microcosm_work(us integer)')
  })

  test('Redis evicts before it reaches its memory limit', () => {
    expect(plan({ kind: 'redis', memory: '100MiB' })?.command).toContain('78643200')
    expect(plan({ kind: 'redis' })?.command).not.toContain('--maxmemory')
  })
})
