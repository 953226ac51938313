import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import type { Component, Connection, Design } from '../../design/design.ts'
import { cdkExporter } from './cdk.ts'

/** The stack of services as TypeScript: what it says, what it imports and what it takes, and nothing that it does not use. */

function stackOf(components: Record<string, Component>, connections: Connection[] = []): string {
  const design: Design = { microcosm: 1, name: 'Test', components, connections }
  const { files } = cdkExporter.export(design, { runtimeBundle: '', newSecret: () => 'secret', version: '1', designFolder: '.' })
  const text = files.find(({ path }) => path === 'lib/services-stack.ts')?.content ?? ''
  expect(parseSync('services-stack.ts', text).errors).toEqual([])
  return text
}

/** What a text imports or takes from its properties, and never uses: an exported application does not compile with it. */
function unusedIn(text: string): string[] {
  const code = text.replace(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\/\/.*|\/\*[\s\S]*?\*\//g, "''")
  const named = [...code.matchAll(/(?:import(?: type)? |const )\{ (.*?) \}/g)].flatMap(([, names = '']) => names.split(', '))
  return named.map((name) => name.replace(/^type /, '')).filter((name) => code.split(new RegExp(`\\b${name}\\b`)).length < 3)
}

const http = (from: string, to: string, rest: Partial<Connection> = {}): Connection => ({ from, to, protocol: 'http', ...rest })
const people: Component = { kind: 'traffic', rate: 1 }

// What follows looks like code, and would be taken for it by a pattern.
test.each<[string, Component]>([
  ['an address in a variable', { kind: 'service', image: 'shop:1', env: { FEED: 'https://data.example.org/feed' } }],
  ['a name', { kind: 'service', image: 'shop:1', name: 'Duration. of Tags. LambdaTarget( imageFrom( standIn( data.' }],
  ['a variable with quotes', { kind: 'service', image: 'shop:1', env: { A: `it's "data.x" // Tags.of( /* Duration.seconds(`, B: '\\' } }],
  ['the name of an image', { kind: 'service', image: 'data.example.org/shop:1' }],
  ['a team', { kind: 'service', image: 'shop:1', team: 'data. Duration.' }],
])('words in %s are taken for no code', (_, shop) => {
  const text = stackOf({ people, shop }, [http('people', 'shop')])
  expect(unusedIn(text)).toEqual([])
  expect(text).toContain("this.shop = new Microservice(this, 'Shop', {")
  expect(text).toContain('const { edge, platform } = props;')
  expect(text).not.toContain('readonly data')
})

test('what is used is taken and imported: data by who has some, durations, tags, stand-ins and functions', () => {
  const text = stackOf(
    {
      people,
      shop: { kind: 'service', team: 'corner', autoscale: { min: 1, max: 4, target: 0.6 } },
      stock: { kind: 'service', build: './stock' },
      notify: { kind: 'function' },
      orders: { kind: 'postgres' },
    },
    [http('people', 'shop'), http('people', 'notify'), http('shop', 'stock'), { from: 'shop', to: 'orders', protocol: 'postgres' }],
  )
  expect(unusedIn(text)).toEqual([])
  for (const line of [
    "import { Duration, Stack, type StackProps, Tags } from 'aws-cdk-lib';",
    "import { standIn } from './constructs/stand-in.ts';",
    "import type { DataStack } from './data-stack.ts';",
    'const { data, edge, platform } = props;',
    'this.shop.calls(this.stock);',
    'this.shop.uses(data.orders);',
    "Tags.of(this.shop).add('team', 'corner');",
  ])
    expect(text).toContain(line)
})

test('each service says its replicas, its scaling, and how long a call may take that takes long', () => {
  const text = stackOf(
    { a: { kind: 'service', image: 'a:1', replicas: 3 }, b: { kind: 'service', image: 'b:1', autoscale: { min: 2, max: 6, target: 0.5 } } },
    [http('a', 'b', { timeout: '40s' })],
  )
  expect(text).toContain('desiredCount: 3,')
  expect(text).toMatch(/minCapacity: 2,\s+maxCapacity: 6,\s+targetCpuPercent: 50,/)
  expect(text).toMatch(/requestTimeout: Duration\.seconds\(\d+\),/)
  expect(unusedIn(text)).toEqual([])
})

test('a design without services has a stack that says so little that it still compiles', () => {
  expect(unusedIn(stackOf({ people })).filter((name) => name !== 'vpc')).toEqual([])
})
