import { callOf, commentOf, indented, linesOf, objectOf, quoted, teamTag } from './code.ts'
import { variablesOf } from './containers.ts'
import type { CdkCounterpart, StoreName } from './counterpart.ts'
import type { QueueRef, Wiring } from './links.ts'
import { toCamelCase, toPascalCase } from './names.ts'
import type { Part, Plan } from './plan.ts'
import { declareQueue, toQueues } from './queues.ts'
import { secretIn } from './secrets.ts'
import { stores } from './stores.ts'

/** A secret that the design names and no store makes: its value is put into Secrets Manager by hand. */
export interface SecretRef {
  id: string
  name: string
  construct: string
}

/** What the data stack holds. */
export interface Data {
  stores: Part[]
  queues: QueueRef[]
  topics: Part[]
  secrets: SecretRef[]
}

export function toData(plan: Plan, wiring: Wiring): Data {
  return {
    stores: plan.parts.filter(({ role }) => role === 'store'),
    queues: toQueues(plan, wiring),
    topics: plan.parts.filter(({ role }) => role === 'topic'),
    secrets: toSecrets(plan),
  }
}

export function isEmpty({ stores, queues, topics, secrets }: Data): boolean {
  return stores.length + queues.length + topics.length + secrets.length === 0
}

/** Where in the data stack the value of a secret is kept: as the password of a store, or by itself. */
export function secretExpression(id: string, plan: Plan): { secret: string; field?: string } {
  const store = ownerOf(id, plan)
  return store ? { secret: `data.${store.name}.credentials`, field: 'password' } : { secret: `data.${toSecretRef(id, plan).name}` }
}

export function storeOf({ counterpart }: Part) {
  return stores[counterpart.construct as StoreName]
}

export function toDataStack(plan: Plan, wiring: Wiring, data: Data): string {
  const usesVpc = data.stores.some((part) => storeOf(part).inNetwork)
  const classes = [
    ...data.stores.map(({ counterpart }) => ({ name: counterpart.construct as string, file: storeOf({ counterpart } as Part).file })),
    ...(data.queues.length > 0 ? [{ name: 'WorkQueue', file: 'work-queue' }] : []),
    ...(data.topics.length > 0 ? [{ name: 'EventTopic', file: 'event-topic' }] : []),
    ...(data.secrets.length > 0 ? [{ name: 'createSecret', file: 'credentials' }] : []),
  ]
  const imports = [...new Map(classes.map((each) => [each.file, each])).values()].sort((a, b) => a.file.localeCompare(b.file))
  const tags = plan.parts
    .filter(({ role }) => role === 'store' || role === 'queue' || role === 'topic')
    .flatMap(({ name, component }) => teamTag(name, component.team))
  const fields = [
    ...data.stores.map(({ name, counterpart }) => `readonly ${name}: ${counterpart.construct};`),
    ...data.queues.map(({ name }) => `readonly ${name}: WorkQueue;`),
    ...data.topics.map(({ name }) => `readonly ${name}: EventTopic;`),
    ...data.secrets.map(({ name }) => `readonly ${name}: secretsmanager.ISecret;`),
  ]
  const body = [
    ...data.stores.map((part) => declareStore(part)),
    ...data.queues.map((queue) => declareQueue(queue, plan, wiring, data.queues)),
    ...data.topics.map(({ id, name, construct }) => `this.${name} = new EventTopic(this, ${quoted(construct)}, ${quoted(id)});`),
    ...wiring.subscriptions.map(({ topic, queue }) => `this.${topic.name}.deliversTo(this.${queue.name});`),
    ...data.secrets.map(({ id, name, construct }) => callOf(`this.${name} = createSecret`, ['this', quoted(construct), quoted(id)], 2)),
    ...tags,
  ]
  const core = [...(data.queues.length > 0 ? ['Duration'] : []), 'Stack', 'type StackProps', ...(tags.length > 0 ? ['Tags'] : [])]
  const head = linesOf([
    `import { ${core.join(', ')} } from 'aws-cdk-lib';`,
    usesVpc && "import type * as ec2 from 'aws-cdk-lib/aws-ec2';",
    data.secrets.length > 0 && "import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';",
    "import type { Construct } from 'constructs';",
    ...imports.map(({ name, file }) => `import { ${name} } from './constructs/${file}.ts';`),
    '',
    usesVpc && 'export interface DataStackProps extends StackProps {\n  readonly vpc: ec2.IVpc;\n}\n',
  ])
  return `${head}/** What keeps state. It stands apart from the services, so that they can be taken down without it. */
export class DataStack extends Stack {
${indented(fields.join('\n'), 1)}

  constructor(scope: Construct, id: string, props${usesVpc ? ': DataStackProps' : '?: StackProps'}) {
    super(scope, id, props);
${usesVpc ? '    const { vpc } = props;\n\n' : ''}${indented(body.join('\n'), 2)}

    // <yours data>
    // </yours>
  }
}
`
}

function declareStore(part: Part): string {
  const store = storeOf(part)
  const connections = part.behaviour.model === 'station' ? part.behaviour.concurrency : 0
  const asked = part.component.connections === undefined ? 0 : connections
  const properties = Object.entries(store.properties(part.component, part.counterpart as CdkCounterpart, asked))
  const more = properties.map(([key, value]) => [key, quoted(value)] as const)
  const args = store.inNetwork ? objectOf([['vpc', 'vpc'], ['name', quoted(part.id)], ...more], properties.length === 0) : quoted(part.id)
  const comment = part.component.name ? `${commentOf(part.component.name)}\n` : ''
  return `${comment}this.${part.name} = new ${part.counterpart.construct}(this, ${quoted(part.construct)}, ${args});`
}

function toSecrets(plan: Plan): SecretRef[] {
  const named = plan.parts
    .flatMap(({ container }) => (container ? variablesOf(container) : []))
    .flatMap(([, value]) => secretIn(value) ?? [])
  return [...new Set(named)].filter((id) => !ownerOf(id, plan)).map((id) => toSecretRef(id, plan))
}

/** Stores name their password after themselves: `orders-db-password`. */
function ownerOf(id: string, { parts }: Plan): Part | undefined {
  return parts.find((part) => part.role === 'store' && storeOf(part).hasCredentials && id === `${part.id}-password`)
}

function toSecretRef(id: string, { parts }: Plan): SecretRef {
  const isTaken = parts.some(({ name }) => name === `${toCamelCase(id)}Secret`)
  const word = isTaken ? 'SecretValue' : 'Secret'
  return { id, name: `${toCamelCase(id)}${word}`, construct: `${toPascalCase(id)}${word}` }
}
