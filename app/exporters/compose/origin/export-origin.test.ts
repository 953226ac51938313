import { describe, expect, test } from 'vitest'
import { changeId } from '../../../design/change-id.ts'
import type { Component, Design } from '../../../design/design.ts'
import { composeImporter } from '../../../importers/compose/compose.ts'
import { redact } from '../../../secrets/redact.ts'
import type { Export } from '../../exporter.ts'
import { composeExporter } from '../compose.ts'
import { toExportOptions } from '../fixtures/export-options.ts'

/** The originals lie in `/project`; exports go there too, or to `/copy/shop`. */
function createProject(texts: Record<string, string>, files = ['compose.yaml'], shell: Record<string, string> = {}) {
  const all = new Map(Object.entries(texts).map(([name, text]) => [`/project/${name}`, text]))
  const read = (path: string) => {
    const text = all.get(path.startsWith('/') ? path : `/project/${path}`)
    return text === undefined ? { reason: 'there is no such file' } : { text }
  }
  const order = { files: files.map((file) => `/project/${file}`), read, environment: shell, designFolder: '/project' }
  const { design, problems } = composeImporter.import(order)
  if (!design) throw new Error(problems[0]?.message)
  const exported = (wanted: Design, out = '/project', now: Record<string, string> = {}): Export => {
    const places = { design: '/project', out, read, environment: (name: string) => now[name] }
    return composeExporter.export(wanted, { ...toExportOptions(), designFolder: '.', places })
  }
  return { design, exported }
}

const textOf = ({ files }: Export, name = 'compose.yaml') => files.find(({ path }) => path === name)?.content

/** The design with fields of a component changed; undefined takes a component out. */
function withComponent(design: Design, id: string, change: Partial<Component> | undefined): Design {
  const { [id]: before, ...others } = design.components
  if (change) return { ...design, components: { ...design.components, [id]: { kind: 'service', ...before, ...change } } }
  const connections = (design.connections ?? []).filter(({ from, to }) => from !== id && to !== id)
  return { ...design, components: others, connections }
}

const shop = `# The shop.
x-log: &log { driver: json-file }
services:
  # Takes orders.
  orders:
    image: acme/orders:1   # pinned
    logging: *log
    environment:
      - DB_URL=postgres://orders-db:5432/shop
      - LEVEL=\${LEVEL:-info}
    ports:
      - "8080:3000"
    depends_on:
      - orders-db

  orders-db:
    image: postgres:16
    healthcheck: { test: [CMD, pg_isready] }
`

describe('in place, what was not changed stays as it was written', () => {
  test.each([
    'environment: [A=1, B=2, A=1]',
    'labels: [a=b, a=b]',
    'volumes: ["d:/x", "d:/x"]',
    'ports: ["80:3000", "80:3000"]',
    'expose: [4000, "4000"]',
    'cap_add: [NET_ADMIN, NET_ADMIN]',
  ])('what is written twice comes back so: %s', (line) => {
    const text = `services:\n  web:\n    image: a\n    ${line}\nvolumes: { d: {} }\n`
    const { design, exported } = createProject({ 'compose.yaml': text })
    expect(textOf(exported(design))).toBe(text)
    expect(textOf(exported(design, '/copy/shop'))?.replace(/^name: project\n/, '')).toBe(text)
  })

  test.each([
    ['https://ci:tok93kd02kfj@git.example.org/acme/till.git#main', 'https://git.example.org/acme/till.git#main'],
    ['https://tok93kd02kfj8sj2@git.example.org/acme/till.git', 'https://git.example.org/acme/till.git'],
    ['ssh://git:tok93kd02kfj@git.example.org/acme/till.git', 'ssh://git@git.example.org/acme/till.git'],
    ['git@git.example.org:acme/till.git', 'git@git.example.org:acme/till.git'],
    ['./a@b:c', './a@b:c'],
  ])('with what %s is asked stays in the files alone', (written, plain) => {
    const text = `services:\n  till:\n    build: "${written}"\n`
    const { design, exported } = createProject({ 'compose.yaml': text })
    expect(design.components.till?.build).toBe(plain)
    // As an earlier version had it, and as exports take secrets out of that.
    for (const build of [plain, written, redact(written)])
      expect(exported(withComponent(design, 'till', { build }))).toEqual({
        files: [{ path: 'compose.yaml', content: text, replaces: text }],
        losses: [],
      })
  })

  test('without a change nothing is written', () => {
    const { design, exported } = createProject({ 'compose.yaml': shop })
    expect(exported(design)).toEqual({ files: [{ path: 'compose.yaml', content: shop, replaces: shop }], losses: [] })
  })

  test('a privilege stays, and is told of as the files say it now', () => {
    const text = 'services:\n  web: { image: acme/web, privileged: true, pid: host }\n'
    const { design, exported } = createProject({ 'compose.yaml': text })
    const forgotten = withComponent(design, 'web', { 'x-compose': undefined })
    for (const each of [design, forgotten]) {
      const { files, losses } = exported(each)
      expect(files).toEqual([{ path: 'compose.yaml', content: text, replaces: text }])
      expect(losses).toEqual([
        {
          where: 'web',
          what: 'privileged: true stays in the file: it can do what root of the machine can. Take it out where it can do without.',
          stays: true,
        },
        { where: 'web', what: expect.stringMatching(/^pid: host stays in the file/), stays: true },
      ])
    }
  })

  test('people in front of what is published are no service, however they are edited', () => {
    const { design, exported } = createProject({ 'compose.yaml': shop })
    expect(design.components.people).toMatchObject({ kind: 'traffic' })
    const busier = withComponent(design, 'people', { rate: 900 })
    for (const each of [busier, withComponent(design, 'people', undefined), changeId(design, 'people', 'customers')])
      expect(exported(each)).toEqual({ files: [{ path: 'compose.yaml', content: shop, replaces: shop }], losses: [] })
  })

  test('what an earlier version kept in clear and is a secret now stays in the files as it is', () => {
    const text = 'services:\n  web:\n    image: a\n    environment: { DB_PASSWORD: "${DB_PASSWORD}", CLIENTSECRET: fox }\n'
    const { design, exported } = createProject({ 'compose.yaml': text })
    expect(design.components.web?.env).toEqual({ DB_PASSWORD: { secret: 'db-password' }, CLIENTSECRET: { secret: 'web-clientsecret' } })
    const earlier = withComponent(design, 'web', { env: { DB_PASSWORD: '', CLIENTSECRET: 'fox' } })
    expect(textOf(exported(earlier))).toBe(text)
  })

  const edits: [string, Partial<Component>, [string, string][]][] = [
    ['the image', { image: 'acme/orders:2' }, [['acme/orders:1 ', 'acme/orders:2 ']]],
    ['a variable', { env: { DB_URL: 'postgres://orders-db:5432/shop', LEVEL: 'debug' } }, [['LEVEL=${LEVEL:-info}', 'LEVEL=debug']]],
    ['a text with a dollar', { env: { DB_URL: 'postgres://orders-db:5432/shop', LEVEL: '$5' } }, [['LEVEL=${LEVEL:-info}', 'LEVEL=$$5']]],
    ['the port', { port: 4000 }, [['"8080:3000"', '"8080:4000"']]],
    ['the replicas', { replicas: 3 }, [['      - orders-db\n', '      - orders-db\n    deploy:\n      replicas: 3\n']]],
    [
      'the memory',
      { memory: '512MiB' },
      [['      - orders-db\n', '      - orders-db\n    deploy:\n      resources: { limits: { memory: 512m } }\n']],
    ],
  ]
  test.each(edits)('%s', (_what, change, replacements) => {
    const { design, exported } = createProject({ 'compose.yaml': shop })
    const made = exported(withComponent(design, 'orders', change))
    expect(textOf(made)).toBe(replacements.reduce((text, [from, to]) => text.replace(from, () => to), shop))
    expect(made.losses).toEqual([])
  })

  test('a new variable is added in the manner of the others, and one that is gone goes', () => {
    const { design, exported } = createProject({ 'compose.yaml': shop })
    const made = exported(withComponent(design, 'orders', { env: { DB_URL: 'postgres://orders-db:5432/shop', MORE: '0755' } }))
    expect(textOf(made)).toContain('      - DB_URL=postgres://orders-db:5432/shop\n      - MORE=0755\n    ports:')
  })

  test('a text that YAML would take for a number is put in quotes', () => {
    const { design, exported } = createProject({ 'compose.yaml': 'services:\n  web:\n    image: a\n    environment: { A: b }\n' })
    expect(textOf(exported(withComponent(design, 'web', { env: { A: '0755' } })))).toContain("environment: { A: '0755' }")
  })

  test('a component that is taken out goes with what waits for it', () => {
    const { design, exported } = createProject({ 'compose.yaml': shop })
    const made = exported(withComponent(design, 'orders-db', undefined))
    expect(textOf(made)).not.toMatch(/^ {2}orders-db:|depends_on/m)
    expect(textOf(made)).toContain('# Takes orders.\n  orders:\n    image: acme/orders:1   # pinned')
  })

  test('a component that is renamed keeps its place, its comments and its old name for others', () => {
    const { design, exported } = createProject({ 'compose.yaml': shop })
    const text = textOf(exported(changeId(design, 'orders-db', 'store')))
    expect(text).toContain('    depends_on:\n      - store\n\n  store:\n    image: postgres:16\n')
    expect(text).toContain('aliases: [orders-db]')
  })

  test('a component that is drawn becomes a service, and a connection a dependency', () => {
    const { design, exported } = createProject({ 'compose.yaml': shop })
    const drawn = withComponent(design, 'cache', { kind: 'redis' })
    const made = exported({ ...drawn, connections: [...(drawn.connections ?? []), { from: 'orders', to: 'cache', protocol: 'redis' }] })
    expect(textOf(made)).toMatch(/\n {2}cache:\n {4}image: redis:7\n/)
    expect(textOf(made)).toContain('depends_on: { orders-db: { condition: service_started }, cache: { condition: service_healthy } }')
    expect(textOf(made)).toContain('x-log: &log { driver: json-file }')
  })

  test('what shares an anchor with what is changed stays as it was', () => {
    const text = 'services:\n  a: &base\n    image: one\n  b:\n    <<: *base\n'
    const { design, exported } = createProject({ 'compose.yaml': text })
    expect(textOf(exported(withComponent(design, 'a', { image: 'two' })))).toBe(
      'services:\n  a: &base\n    image: two\n  b:\n    <<: *base\n    image: one\n',
    )
  })

  test('of several files that one is edited which counts', () => {
    const texts = {
      'compose.yaml': 'services: { web: { image: a, environment: { A: 1 } } }\n',
      'over.yaml': 'services: { web: { image: b } }\n',
    }
    const { design, exported } = createProject(texts, ['compose.yaml', 'over.yaml'])
    const made = exported(withComponent(design, 'web', { image: 'c', env: { A: '2' } }))
    expect(textOf(made)).toBe("services: { web: { image: a, environment: { A: '2' } } }\n")
    expect(textOf(made, 'over.yaml')).toBe('services: { web: { image: c } }\n')
  })

  test('a secret that comes new is a variable of .env', () => {
    const { design, exported } = createProject({ 'compose.yaml': 'services:\n  web:\n    image: a\n    environment: { A: b }\n' })
    const made = exported(withComponent(design, 'web', { env: { A: 'b', TOKEN: { secret: 'web-token' } } }))
    expect(textOf(made)).toContain('TOKEN: ')
    expect(made.files).toContainEqual({ path: '.env', content: 'WEB_TOKEN=secret1\n', secret: true })
  })

  test('an image of another kind leaves the variables as they are', () => {
    const text = 'services:\n  db:\n    image: postgres:16\n    environment: { POSTGRES_DB: shop }\n'
    const { design, exported } = createProject({ 'compose.yaml': text })
    const made = exported(withComponent(design, 'db', { image: 'acme/store:1' }))
    expect(textOf(made)).toBe(text.replace('postgres:16', 'acme/store:1'))
    expect(made.losses).toMatchObject([{ where: 'db', what: expect.stringMatching(/kind/) }])
  })

  test('what cannot be carried over is a loss with its place', () => {
    const texts = {
      'compose.yaml': 'include: [sub/compose.yaml]\nservices: { web: { image: a } }\n',
      'sub/compose.yaml': 'services: { api: { image: b } }\n',
    }
    const { design, exported } = createProject(texts)
    const made = exported({ ...withComponent(design, 'api', { image: 'c' }), groups: { all: { members: ['web'] } } })
    expect(made.files.every(({ content, replaces }) => content === replaces)).toBe(true)
    expect(made.losses.map(({ where }) => where)).toEqual(['api', 'groups.all'])
  })

  test('every field that only a prediction reads is a loss with its place, and what only the drawing has is none', () => {
    const text = `services:
  web: { image: a, ports: ["80:80"], environment: { DB_URL: "postgres://db/shop", BUS: "amqp://bus" } }
  db: { image: "postgres:16" }
  bus: { image: "rabbitmq:4" }
`
    const { design, exported } = createProject({ 'compose.yaml': text })
    expect(exported(design).losses).toEqual([])
    const { port, ...web } = design.components.web ?? { kind: 'service' }
    const policies = { timeout: '2s', retries: { attempts: 2 }, handshake: { roundTrips: 2 }, reads: 0.9, 'x-mine': 1 }
    const connections = (design.connections ?? []).map((each) => {
      if (each.to === 'bus') return { from: 'bus', to: 'web', protocol: each.protocol }
      return each.to === 'db' ? { ...each, ...policies } : each
    })
    const made = exported({
      ...design,
      components: { ...design.components, web, db: { ...design.components.db, kind: 'postgres', rows: { count: 100 } } },
      connections,
      groups: {
        east: { kind: 'zone', latency: '2ms', members: ['web'] },
        shop: { members: ['db'], collapsed: true, area: { x: 0, y: 0, width: 400, height: 300 } },
      },
      layout: { web: { x: 0, y: 0, pinned: true } },
      notes: { a: { text: 'here', x: 0, y: 0 } },
    })
    expect(port).toBe(80)
    expect(made.files).toEqual([{ path: 'compose.yaml', content: text, replaces: text }])
    expect(made.losses.map(({ where, what }) => `${where}: ${what}`)).toEqual([
      'web: Port 80 is not in the design, and stays in the files.',
      'db: rows: for the prediction; Compose has nothing for it.',
      'web->db: timeout, retries, handshake, reads: for the prediction; Compose has nothing for it.',
      'groups.east: It is a zone, and Compose runs everything on one machine. Its latency to other zones is for the prediction.',
      'groups.shop: It is a boundary on the drawing only: all services share one network, and each can reach every other.',
    ])
  })

  test('where the files are gone new ones are written, and it is said', () => {
    const { design, exported } = createProject({ 'compose.yaml': shop })
    const made = exported({ ...design, 'x-compose': { files: ['gone.yaml'], project: 'shop', services: [] } })
    expect(made.files.map(({ path }) => path)).toContain('compose.yaml')
    expect(made.losses[0]).toMatchObject({ where: 'x-compose', what: expect.stringMatching(/gone\.yaml.*no such file/) })
  })
})

describe('elsewhere, paths mean the same', () => {
  const out = '/copy/shop'

  test.each([
    ['services: { web: { build: ./web } }', '../../project/web'],
    ['services: { web: { build: { context: . } } }', 'context: ../../project }'],
    ['services: { web: { build: { target: run } } }', 'build: { context: ../../project, target: run }'],
    [
      'services: { web: { image: a, volumes: ["./data:/data:ro", "named:/n", "/abs:/abs"] } }\nvolumes: { named: }',
      '["../../project/data:/data:ro", "named:/n", "/abs:/abs"]',
    ],
    ['services: { web: { image: a, volumes: ["${DATA:-./data}/x:/data"] } }', '"../../project/${DATA:-./data}/x:/data"'],
    ['services: { web: { image: a, env_file: [a.env] } }', 'env_file: [../../project/a.env]'],
    ['services: { web: { image: a } }\nsecrets: { s: { file: ./s.txt } }', 'file: ../../project/s.txt'],
    ['services: { web: { build: https://github.com/acme/web.git } }', 'build: https://github.com/acme/web.git'],
  ])('%s', (text, wanted) => {
    const { design, exported } = createProject({ 'compose.yaml': text, 'a.env': 'A=1' })
    const made = exported(design, out)
    expect(textOf(made)).toContain(wanted)
    expect(textOf(made)).toMatch(/^name: project\n/)
    expect(made.losses.filter(({ what }) => !what.includes('stays in the file'))).toEqual([])
  })

  test('paths under a key of the person stay there, and the services say the moved ones', () => {
    const text = 'x-base: &base\n  env_file: a.env\nservices:\n  web:\n    <<: *base\n    image: a\n'
    const { design, exported } = createProject({ 'compose.yaml': text, 'a.env': 'A=1' })
    expect(textOf(exported(design, out))).toBe(`name: project\n${text}    env_file: ../../project/a.env\n`)
  })

  test.each(['name: shop${SUFFIX:-}\n', ''])('a variable that holds the name of the project stays one: %j', (name) => {
    const text = `${name}services:\n  web:\n    image: a\n    environment: { STACK: "\${COMPOSE_PROJECT_NAME}" }\n`
    const { design, exported } = createProject({ 'compose.yaml': text })
    expect(design.components.web).toMatchObject({ env: { STACK: name === '' ? 'project' : 'shop' } })
    expect(textOf(exported(design))).toBe(text)
    expect(textOf(exported(design, out))).toBe(`${name === '' ? 'name: project\n' : ''}${text}`)
  })

  test('.env goes along, for its owner alone', () => {
    const { design, exported } = createProject({
      'compose.yaml': 'name: mine\nservices: { web: { image: "a:${TAG}" } }\n',
      '.env': 'TAG=7\n',
    })
    expect(exported(design, out)).toEqual({
      files: [
        { path: 'compose.yaml', content: 'name: mine\nservices: { web: { image: "a:${TAG}" } }\n' },
        { path: '.env', content: 'TAG=7\n', secret: true },
      ],
      losses: [],
    })
  })
})

describe('variables of the shell', () => {
  const text = `services:
  web:
    image: acme/web:\${TAG}
    restart: \${RESTART}
    environment:
      URL: https://\${DOMAIN}/api
      LEVEL: \${LEVEL}
    deploy:
      resources:
        limits: { memory: "\${MEMORY}" }
`
  const shell = { TAG: '1.4', RESTART: 'unless-stopped', DOMAIN: 'shop.example', LEVEL: 'debug', MEMORY: '536870912' }
  const project = () => createProject({ 'compose.yaml': text }, ['compose.yaml'], shell)

  test('are kept without their values', () => {
    const { design } = project()
    const kept = JSON.stringify(design['x-compose'])
    for (const [name, value] of Object.entries(shell)) {
      expect(kept).toContain(`"${name}"`)
      expect(kept).not.toContain(value)
    }
  })

  test('stay in the files, which are not changed where nothing was edited, in another shell too', () => {
    const { design, exported } = project()
    const made = exported(design)
    expect(textOf(made)).toBe(text)
    expect(made.losses).toMatchObject([{ where: 'web.memory', what: expect.stringContaining('set MEMORY, RESTART as at that time') }])
    expect(exported(design, '/project', shell)).toMatchObject({ losses: [] })
  })

  test('an edit of what they gave is an edit', () => {
    const { design, exported } = project()
    const env = { ...(design.components.web?.env as object), LEVEL: 'info' }
    const made = exported(withComponent(design, 'web', { image: 'acme/web:2', env }))
    expect(textOf(made)).toBe(text.replace('acme/web:${TAG}', 'acme/web:2').replace('LEVEL: ${LEVEL}', 'LEVEL: info'))
  })

  test('a design of before that holds their values is exported as it was', () => {
    const { design, exported } = project()
    const origin = { ...(design['x-compose'] as object), variables: shell }
    expect(exported({ ...design, 'x-compose': origin })).toMatchObject({ files: [{ content: text }], losses: [] })
  })
})
