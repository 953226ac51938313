import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { costOf } from '../app/analysis/cost.ts'
import { kinds } from '../app/catalogue/catalogue.ts'
import { type Behaviour, type Kind, platforms } from '../app/catalogue/component.ts'
import { simulatedOnly, toContainerPlan } from '../app/catalogue/container-context.ts'
import { everyKind } from '../app/catalogue/fixtures/every-kind.ts'
import type { Component } from '../app/design/design.ts'
import { cdkExporter } from '../app/exporters/cdk/cdk.ts'
import { composeExporter } from '../app/exporters/compose/compose.ts'
import { toExportOptions } from '../app/exporters/compose/fixtures/export-options.ts'
import { kubernetesExporter } from '../app/exporters/kubernetes/kubernetes.ts'
import { itemWords } from '../app/report/cost-words.ts'
import { simulate } from '../simulator/engine/fixtures/simulate.ts'

/** What the catalogue holds and how far each kind goes, from what the program does with a design of one of each. */

const behaviourOf = ({ kind, initial, behaviour }: Kind) => behaviour({ kind, ...initial } as Component)
const isSource = (kind: Kind) => behaviourOf(kind).model === 'source'

const compose = composeExporter.export(everyKind, toExportOptions())
const services: Record<string, unknown> = parse(compose.files.find(({ path }) => path === 'compose.yaml')?.content ?? '').services
const cluster = kubernetesExporter.export(everyKind, toExportOptions())
const application = cdkExporter.export(everyKind, toExportOptions())

function model(behaviour: Behaviour): string {
  if (behaviour.model === 'source') return `source of ${behaviour.arrivals} arrivals`
  const more = behaviour.throughput ? ['limits by partition'] : []
  if (behaviour.rateLimit) more.push(`${behaviour.rateLimit.ratePerSecond.toLocaleString('en')}/s`)
  if (behaviour.model === 'broker') {
    const visible = behaviour.delivery.visibilityTimeoutMs
    if (Number.isFinite(visible)) more.push(`visibility ${visible / 1000} s`)
    return [`broker, ${behaviour.consumers === 'each' ? 'to each consumer' : 'shared by consumers'}`, ...more].join('; ')
  }
  if (behaviour.instances) more.push('instances that start from cold')
  if (behaviour.cores !== undefined) more.push(`${behaviour.cores} shared cores`)
  if (behaviour.routing === 'one') more.push('forwards to one target')
  if (behaviour.routing === 'none') more.push('calls in its own time, not predicted')
  return ['station', ...more].join('; ')
}

function container({ kind }: Kind): string {
  const nowhere = { secret: () => '', address: () => ({ host: '', port: 0 }) }
  const plan = toContainerPlan(everyKind, kind, nowhere)
  if (!plan) return `no: ${simulatedOnly(everyKind, kind)}`
  const image = plan.image.from === 'registry' ? ` (${plan.image.reference.replace(/^[^/]+\.[^/]+\//, '')})` : ''
  return `${plan.fidelity}${image}`
}

function inCompose(kind: Kind): string {
  if (isSource(kind)) return 'as load, in compose.load.yaml'
  return Object.hasOwn(services, kind.kind) ? 'yes' : `no: ${simulatedOnly(everyKind, kind.kind)}`
}

function onAws({ cdk, kind }: Kind): string {
  if (cdk.construct === 'none') return `no: ${cdk.because}`
  const instead = cdk.construct === 'RelationalDatabase' && cdk.instead ? `, ${cdk.instead}` : ''
  const differs = cdk.construct === 'LoadBalancer' && cdk.differs ? `. ${cdk.differs}` : ''
  const lost = application.losses.some(({ where, what }) => where === kind && what.includes('reached from the internet'))
  return `${cdk.construct}${instead}${differs}${lost ? ', from inside only' : ''}`
}

function inCluster(kind: Kind): string {
  if (isSource(kind)) return 'no: it stands for people and devices, who are not in a cluster'
  const has = (path: string) => cluster.files.some((file) => file.path.endsWith(path))
  if (has(`base/${kind.kind}.yaml`)) return 'yes'
  if (has(`components/stand-ins/${kind.kind}.yaml`)) return 'an address outside, played only to try it out'
  return `no: ${simulatedOnly(everyKind, kind.kind) ?? 'nothing stands for it'}`
}

const bill = costOf(everyKind, simulate(everyKind, undefined, 20, 1).result)

function cost({ kind, billing }: Kind): string {
  const found = bill?.components[kind]
  if (!billing || !found) return 'no: no product with a price'
  const items = found.items.map(({ price, each, quantity }) => `${itemWords(price)}${each === null || quantity === null ? ' ?' : ''}`)
  return `${items.join(', ')}; not counted: ${found.besides.join(', ')}`
}

const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim()

/** Rewritten by `npm run catalogue` when a kind comes or changes. */
test('docs/catalogue.md says what the program does with each kind', async () => {
  const rows = kinds.map((kind) => {
    const own = kind.platform ? platforms[kind.platform] : 'anywhere'
    const cells = [
      `${kind.label} (\`${kind.kind}\`)`,
      own,
      model(behaviourOf(kind)),
      container(kind),
      inCompose(kind),
      onAws(kind),
      inCluster(kind),
      cost(kind),
    ]
    return `| ${cells.map(cell).join(' | ')} |`
  })
  const page = `# Catalogue

Every kind of component and how far it goes in each view, written by \`npm run catalogue\` from the program itself: a design with one of
each is predicted and exported, and each cell is what came out. A cell that begins with "no" says why.

- *Predicted*: \`main/catalogue-page.test.ts\` runs them all; numbers of AWS are shown in \`simulator/engine/aws*.test.ts\`.
- *In a container*: the plan of a run and of Compose. \`main/exports.live.test.ts\` brings up what the machine can have.
- *AWS*: \`main/exports.cdk.test.ts\` compiles, synthesizes and checks the application with one of each by the rules of AWS.
- *Kubernetes*: \`main/kubernetes-export.test.ts\` and \`app/exporters/kubernetes/*.test.ts\`.
- Every kind is drawn with an icon and explained in the window (\`app/catalogue/catalogue.test.ts\`, \`renderer/palette/find-kinds.test.ts\`).
- *Cost*: what a month is billed by, and ? where \`assets/prices/aws.json\` has no price (\`app/analysis/cost.test.ts\`).

| kind | runs | predicted as | in a container | Compose | AWS CDK | Kubernetes | Cost |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
  await expect(page).toMatchFileSnapshot('../docs/catalogue.md')
})

describe('a design with one of each', () => {
  const { result } = simulate(everyKind, undefined, 20, 1)

  test.each(kinds.filter((kind) => !isSource(kind)).map(({ kind }) => kind))('predicts %s', (kind) => {
    // A scraper is asked nothing; all others answer what they are asked.
    expect(result.components[kind]?.throughput).toBeGreaterThan(0)
  })
})
