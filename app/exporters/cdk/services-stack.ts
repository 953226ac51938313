import { commentOf, objectOf, type Property, quoted } from './code.ts'
import { contentsOf, variablesOf } from './containers.ts'
import { waitsForSecrets } from './data.ts'
import { secretExpression } from './data-stack.ts'
import { type Route, toRoutes } from './entrances.ts'
import { sizeOf } from './fargate-size.ts'
import { reasonForInternet } from './internet.ts'
import { type Layout, referenceTo, type StackOf, stackWith } from './layout.ts'
import { portsOf, type Wiring } from './links.ts'
import { createModule, type Module } from './module.ts'
import type { Part, Plan } from './plan.ts'
import { scalingProperties } from './scaling.ts'
import { hasSecret, secretIn } from './secrets.ts'
import { toStackFile, type WrittenFile } from './stack-file.ts'
import { tagOfTeam } from './team-tag.ts'
import { functionTimeoutSeconds, longestWaitMs, stopSeconds } from './timeouts.ts'

// Fargate pairs of functions: the least of Lambda where the design sets no memory.
const functionMiB = 512
/** Service Connect gives up on a request after this time unless it is told otherwise. */
const connectTimeoutMs = 15_000

/** What a piece of a stack's text is written with. */
interface Writing {
  plan: Plan
  wiring: Wiring
  layout: Layout
  here: StackOf<Part>
  module: Module
  /** The code for something of this stack or another. */
  refer: (name: string) => string
  seconds: (value: number) => string
}

export function toServicesStack(here: StackOf<Part>, plan: Plan, wiring: Wiring, layout: Layout): WrittenFile {
  const module = createModule()
  const writing: Writing = {
    plan,
    wiring,
    layout,
    here,
    module,
    refer: (name) => referenceTo(name, layout, here, module),
    seconds: (value) => `${module.value('Duration', 'aws-cdk-lib')}.seconds(${Math.ceil(value)})`,
  }
  const routes = toRoutes(plan).filter(({ part }) => here.members.includes(part))
  const declared = here.members.map((part) => (part.role === 'service' ? declareService(part, writing) : declareFunction(part, writing)))
  const classOf = ({ role }: Part) => (role === 'service' ? microservice(module) : serverlessFunction(module))
  return toStackFile(here, module, {
    about: 'What keeps no state: services and functions, and the ways to them from the load balancer.',
    fields: [
      ...here.members.map((part) => `readonly ${part.name}: ${classOf(part)};`),
      ...(routes.length > 0 ? [`readonly entrances: ${typeOfEntrances(routes, module)};`] : []),
    ],
    blocks: [
      ...declared,
      toStatements(writing).join('\n'),
      routes.length > 0 ? declareEntrances(routes, writing) : '',
      here.members.flatMap(({ name, component }) => tagOfTeam(name, component.team, module)).join('\n'),
    ],
    yours: 'services',
  })
}

function microservice(module: Module): string {
  return module.value('Microservice', './constructs/microservice.ts')
}

function serverlessFunction(module: Module): string {
  return module.value('ServerlessFunction', './constructs/serverless-function.ts')
}

function declareService(part: Part, writing: Writing): string {
  const { plan, wiring, module, refer, seconds } = writing
  const { id, name, construct, container } = part
  if (!container) throw new Error(`${id} has no container`)
  const size = sizeOf(part)
  const ports = portsOf(part, plan).map(({ protocol, port }) => [protocol, String(port)] as const)
  const slowest = longestWaitMs(part, plan)
  const properties: Property[] = [
    platform(module),
    ['name', quoted(id)],
    ...contentsOf(part, plan, module),
    ...(ports.length > 0 ? [['ports', objectOf(ports, true)] as const] : []),
    ['cpu', String(size.cpu)],
    ['memoryLimitMiB', String(size.memoryMiB)],
    ...scalingProperties(part, wiring, refer, seconds),
    ['stopTimeout', seconds(stopSeconds(part, plan))],
    ...environmentOf(part),
    ...secretsOf(part, writing, ({ secret, field }) => {
      const ecs = module.all('ecs', 'aws-cdk-lib/aws-ecs')
      return `${ecs}.Secret.fromSecretsManager(${secret}${field === undefined ? '' : `, ${quoted(field)}`})`
    }),
    ...(slowest > connectTimeoutMs ? [['requestTimeout', seconds(slowest / 1000)] as const] : []),
    ...internetOf(part, plan),
    ...(waitsForSecrets(part, plan) ? [['isHeld', `!${settings(module)}.secretsFilled`] as const] : []),
  ]
  return `${aboutOf(part)}this.${name} = new ${microservice(module)}(this, ${quoted(construct)}, ${objectOf(properties)});`
}

function declareFunction(part: Part, writing: Writing): string {
  const { plan, module, seconds } = writing
  const { id, name, construct, container, behaviour } = part
  const memory =
    container?.memoryBytes === undefined ? functionMiB : Math.min(10_240, Math.max(128, Math.ceil(container.memoryBytes / 2 ** 20)))
  const properties: Property[] = [
    ['network', `${module.prop('platform', module.type('ClusterStack', './cluster-stack.ts'))}.network`],
    ['name', quoted(id)],
    ['code', `${module.value('codeOf', './constructs/serverless-function.ts')}(${quoted(id)})`],
    ['memorySize', String(memory)],
    ['timeout', seconds(functionTimeoutSeconds(part, plan))],
    ...((part.component.concurrency ?? part.component.maxInstances) !== undefined && behaviour.model === 'station'
      ? [['concurrency', String(behaviour.concurrency)] as const]
      : []),
    ...environmentOf(part),
    ...secretsOf(part, writing, ({ secret }) => secret),
    ...internetOf(part, plan),
  ]
  return `${aboutOf(part)}this.${name} = new ${serverlessFunction(module)}(this, ${quoted(construct)}, ${objectOf(properties)});`
}

function platform(module: Module): Property {
  const name = module.prop('platform', module.type('ClusterStack', './cluster-stack.ts'))
  return [name, name]
}

function settings(module: Module): string {
  return module.prop('settings', module.type('Settings', './settings.ts'))
}

function internetOf(part: Part, plan: Plan): Property[] {
  const reason = reasonForInternet(part, plan)
  return reason === undefined ? [] : [['internet', quoted(reason)]]
}

function aboutOf({ component }: Part): string {
  return component.name ? `${commentOf(component.name)}\n` : ''
}

function environmentOf({ container }: Part): Property[] {
  const plain = container ? variablesOf(container).filter(([, value]) => !hasSecret(value)) : []
  return plain.length > 0 ? [['environment', objectOf(plain.map(([key, value]) => [key, quoted(value)]))]] : []
}

function secretsOf(part: Part, writing: Writing, toCode: (kept: { secret: string; field?: string }) => string): Property[] {
  const entries = (part.container ? variablesOf(part.container) : []).flatMap(([name, value]): Property[] => {
    const id = secretIn(value)
    return id === undefined ? [] : [[name, toCode(secretExpression(id, part, writing))]]
  })
  return entries.length > 0 ? [['secrets', objectOf(entries)]] : []
}

/** Who calls and uses whom, a caller after the other; of two stacks, the later one opens the way. */
function toStatements(writing: Writing): string[] {
  const { wiring, refer, here, layout } = writing
  const { calls, uses, receives } = wiring
  const isEarlier = (part: Part) => layout.services.indexOf(stackWith(part.name, layout) as StackOf<Part>) < layout.services.indexOf(here)
  const spoken = (protocol: string) => (protocol === 'http' ? '' : `, ${quoted(protocol)}`)
  const own = here.members.flatMap((caller) => {
    const of = <T extends { from: Part }>(list: T[]) => list.filter(({ from }) => from === caller)
    const backends = [
      ...of(uses).map(({ to, side }) => `${refer(to.name)}${side ? `.${side}` : ''}`),
      ...(caller.role === 'service' ? of(receives).map(({ queue }) => `${refer(queue.name)}.receiving`) : []),
    ]
    const line = `this.${caller.name}.uses(${backends.join(', ')});`
    const used = line.length + 4 <= 120 ? line : `this.${caller.name}.uses(\n${backends.map((each) => `  ${each},\n`).join('')});`
    return [
      ...of(calls)
        .filter(({ to }) => here.members.includes(to) || isEarlier(to))
        .map(({ to, protocol, waits }) => `this.${caller.name}.${waits ? 'calls' : 'reaches'}(${refer(to.name)}${spoken(protocol)});`),
      ...(backends.length > 0 ? [used] : []),
      ...(caller.role === 'function' ? of(receives).map(({ queue }) => `this.${caller.name}.consumes(${refer(queue.name)});`) : []),
    ]
  })
  const others = calls
    .filter(({ from, to }) => here.members.includes(to) && !here.members.includes(from) && isEarlier(from))
    .map(({ from, to, protocol }) => `this.${to.name}.isReachedBy(${refer(from.name)}${spoken(protocol)});`)
  return [...own, ...others]
}

function typeOfEntrances(routes: Route[], module: Module): string {
  const elbv2 = module.allTypes('elbv2', 'aws-cdk-lib/aws-elasticloadbalancingv2')
  return `Record<${routes.map(({ name }) => quoted(name)).join(' | ')}, ${elbv2}.ApplicationTargetGroup>`
}

function declareEntrances(routes: Route[], writing: Writing): string {
  const { module } = writing
  const edge = module.prop('edge', module.type('EdgeStack', './edge-stack.ts'))
  const make = module.value('Entrances', './constructs/entrances.ts')
  const published = routes.map((route): Property => [route.name, `entrances.publish(${quoted(route.name)}, ${targetOf(route, writing)})`])
  return `const entrances = new ${make}(this, 'Entrances', ${edge});\nthis.entrances = ${objectOf(published)};`
}

function targetOf({ part, priority, paths, hosts }: Route, { plan, module, seconds }: Writing): string {
  const { name, role, container } = part
  const when: Property[] = [
    ['priority', String(priority)],
    ...(paths ? [['paths', `[${paths.map(quoted).join(', ')}]`] as const] : []),
    ...(hosts ? [['hosts', `[${hosts.map(quoted).join(', ')}]`] as const] : []),
  ]
  if (role === 'function') {
    const target = module.value('LambdaTarget', 'aws-cdk-lib/aws-elasticloadbalancingv2-targets')
    return objectOf([['target', `new ${target}(this.${name}.function)`], ...when])
  }
  const ready = container?.ready
  const spoken = portsOf(part, plan).find(({ port }) => port === container?.ports.http)?.protocol ?? 'http'
  // Nothing is known of the paths of a person's image: any answer but an error of the server will do.
  const check: [string, string] = ready?.probe === 'http' && ready.port === container?.ports.http ? [ready.path, '200'] : ['/', '200-499']
  const health: Property[] = [
    ['path', quoted(check[0])],
    ['codes', quoted(check[1])],
  ]
  return objectOf([
    ['target', `this.${name}.target(${spoken === 'http' ? '' : quoted(spoken)})`],
    ...when,
    ['healthCheck', objectOf(health, true)],
    ['drain', seconds(stopSeconds(part, plan))],
  ])
}
