import { toMilliseconds } from '../../design/quantities.ts'
import type { SecretWords } from '../imported/stated.ts'
import { type Piece, storesNamedIn, toPieces } from './addresses.ts'
import { arrayOf, commentOf, objectOf, type Property, quoted, recordField } from './code.ts'
import { contentsOf, variablesOf } from './containers.ts'
import type { TargetGroup } from './counterpart.ts'
import { filesOf, waitsForSecrets } from './data.ts'
import { secretExpression } from './data-stack.ts'
import { type Route, toRoutes } from './entrances.ts'
import { sizeOf } from './fargate-size.ts'
import { toHealthPace } from './health-pace.ts'
import { reasonForInternet } from './internet.ts'
import { jobsBefore, type Layout, referenceTo, type StackOf, stackWith } from './layout.ts'
import { portsOf, type Wiring } from './links.ts'
import { targetGroupOf } from './load-balancers.ts'
import { createModule, type Module } from './module.ts'
import { toPascalCase } from './names.ts'
import type { Part, Plan } from './plan.ts'
import { arrayOfObjects, scalingProperties } from './scaling.ts'
import { toStackFile, type WrittenFile } from './stack-file.ts'
import { toMarkedText } from './stated.ts'
import { tagOfTeam } from './team-tag.ts'
import { functionTimeoutSeconds, longestWaitMs, stopSeconds } from './timeouts.ts'

/** Memory of functions where the design sets none. */
export const functionMiB = 512
/** Service Connect gives up on a request after this time unless it is told otherwise. */
const connectTimeoutMs = 15_000
const leastGraceSeconds = 60

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
  const declared = here.members.map((part) => declare(part, writing))
  const classOf = ({ role }: Part) =>
    role === 'service' ? microservice(module) : role === 'job' ? runOnceTask(module) : serverlessFunction(module)
  return toStackFile(here, module, {
    about: 'What keeps no state: services and functions, and the ways to them from the load balancer.',
    fields: [
      ...here.members.map((part) => `readonly ${part.name}: ${classOf(part)};`),
      ...(routes.length > 0 ? [declareTypeOfEntrances(routes, module)] : []),
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

function runOnceTask(module: Module): string {
  return module.value('RunOnceTask', './constructs/run-once-task.ts')
}

function declare(part: Part, writing: Writing): string {
  if (part.role === 'service') return declareService(part, writing)
  return part.role === 'job' ? declareJob(part, writing) : declareFunction(part, writing)
}

/** What is the same in a task that goes on and in one that ends. */
function taskOf(part: Part, writing: Writing): Property[] {
  const { plan, module } = writing
  const { id, stated } = part
  const size = sizeOf(part, plan)
  const wordOf = (word: string, line: keyof SecretWords, index: number) => {
    const text = stated?.secretWords[line].get(index)
    return text === undefined ? quoted(word) : textCode(toPieces(toMarkedText(text)), part, writing)
  }
  return [
    platform(module),
    ['name', quoted(id)],
    ...contentsOf(part, plan, module, wordOf),
    ...(stated?.entrypoint?.length
      ? [
          [
            'entryPoint',
            arrayOf(
              stated.entrypoint.map((word, index) => wordOf(word, 'entrypoint', index)),
              18,
            ),
          ] as const,
        ]
      : []),
    ...(stated?.workingDir ? [['workingDirectory', quoted(stated.workingDir)] as const] : []),
    ...(stated?.user ? [['user', quoted(stated.user.text)] as const] : []),
    ['cpu', String(size.cpu)],
    ['memoryLimitMiB', String(size.memoryMiB)],
    ...environmentOf(part, writing),
    ...secretsOf(part, writing),
    ...internetOf(part, plan),
    ...(waitsForSecrets(part, plan) ? [['isHeld', `!${settings(module)}.secretsFilled`] as const] : []),
  ]
}

function declareJob(part: Part, writing: Writing): string {
  const { name, construct } = part
  return `${aboutOf(part)}this.${name} = new ${runOnceTask(writing.module)}(this, ${quoted(construct)}, ${objectOf(taskOf(part, writing))});`
}

function declareService(part: Part, writing: Writing): string {
  const { plan, wiring, module, refer, seconds } = writing
  const { name, construct } = part
  const ports = portsOf(part, plan).map(({ protocol, port }) => [protocol, String(port)] as const)
  const slowest = longestWaitMs(part, plan)
  const files = filesOf(part, plan).map(({ files, target, readOnly }) =>
    objectOf(
      [
        ['files', refer(files.name)],
        ['path', quoted(target)],
        ['readOnly', String(readOnly)],
      ],
      true,
    ),
  )
  const properties: Property[] = [
    ...taskOf(part, writing),
    ...(ports.length > 0 ? [['ports', objectOf(ports, true)] as const] : []),
    ...scalingProperties(part, wiring, refer, seconds),
    ...(files.length > 0 ? [['volumes', arrayOfObjects(files)] as const] : []),
    ...paceOf(part, seconds),
    ['stopTimeout', seconds(stopSeconds(part, plan))],
    ...graceOf(part, plan, seconds),
    ...(slowest > connectTimeoutMs ? [['requestTimeout', seconds(slowest / 1000)] as const] : []),
  ]
  return `${aboutOf(part)}this.${name} = new ${microservice(module)}(this, ${quoted(construct)}, ${objectOf(properties)});`
}

/** What its files or its scaling give it to start, and a minute where they say less, as CDK does. */
function graceOf(part: Part, plan: Plan, seconds: (value: number) => string): Property[] {
  if (!toRoutes(plan).some((route) => route.part === part)) return []
  const { behaviour, stated } = part
  const startupMs = behaviour.model === 'station' ? (behaviour.autoscale?.startupMs ?? 0) : 0
  return [['grace', seconds(Math.max(leastGraceSeconds, (stated?.health?.startPeriodMs ?? 0) / 1000, startupMs / 1000))]]
}

function paceOf({ stated, container }: Part, seconds: (value: number) => string): Property[] {
  if (!stated?.health || container?.ready.probe !== 'exec') return []
  const pace = Object.entries(toHealthPace(stated.health)).map(
    ([key, value]): Property => [key, key === 'retries' ? String(value) : seconds(value)],
  )
  return pace.length > 0 ? [['health', objectOf(pace)]] : []
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
    ...environmentOf(part, writing),
    ...secretsOf(part, writing),
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

function environmentOf(part: Part, writing: Writing): Property[] {
  const plain = variablesOfPart(part).filter(({ pieces }) => !isSecret(pieces))
  const entries = plain.map(({ name, pieces }): Property => [name, textCode(pieces, part, writing)])
  return entries.length > 0 ? [['environment', objectOf(entries)]] : []
}

function secretsOf(part: Part, writing: Writing): Property[] {
  const { module } = writing
  const entries = variablesOfPart(part).flatMap(({ name, pieces }): Property[] => {
    if (!isSecret(pieces)) return []
    const [only] = pieces
    if (pieces.length > 1 || only === undefined || 'text' in only)
      return part.role === 'function' ? [] : [[name, composedSecret(name, part, pieces, writing)]]
    const { secret, field } =
      'secret' in only ? secretExpression(only.secret, part, writing) : { secret: signInOf(only.store, part, writing), field: 'username' }
    if (part.role === 'function') return [[name, secret]]
    const ecs = module.all('ecs', 'aws-cdk-lib/aws-ecs')
    return [[name, `${ecs}.Secret.fromSecretsManager(${secret}${field === undefined ? '' : `, ${quoted(field)}`})`]]
  })
  return entries.length > 0 ? [['secrets', objectOf(entries)]] : []
}

function variablesOfPart({ container }: Part): { name: string; pieces: Piece[] }[] {
  return (container ? variablesOf(container) : []).map(([name, value]) => ({ name, pieces: toPieces(value) }))
}

const isSecret = (pieces: Piece[]) => pieces.some((piece) => 'secret' in piece || ('store' in piece && piece.what === 'username'))

/** A text as code: a literal, or a template with the addresses of stores in it. */
function textCode(pieces: Piece[], part: Part, writing: Writing): string {
  if (pieces.every((piece) => 'text' in piece)) return quoted(pieces.map((piece) => ('text' in piece ? piece.text : '')).join(''))
  const [only] = pieces
  if (pieces.length === 1 && only && !('text' in only)) return codeOfPiece(only, pieces, part, writing)
  return `\`${pieces.map((piece) => ('text' in piece ? escaped(piece.text) : `\${${codeOfPiece(piece, pieces, part, writing)}}`)).join('')}\``
}

/** A task is given whole secrets: a text around one becomes a secret of its own. */
function composedSecret(name: string, part: Part, pieces: Piece[], writing: Writing): string {
  const make = writing.module.value('composedSecret', './constructs/credentials.ts')
  const construct = `${part.construct}${toPascalCase(name.toLowerCase())}`
  const args = ['this', quoted(construct), textCode(pieces, part, writing)]
  const line = `${make}(${args.join(', ')})`
  // Eight signs stand before it, and its name.
  return name.length + line.length + 11 <= 120 ? line : `${make}(\n${args.map((each) => `  ${each},\n`).join('')})`
}

function codeOfPiece(piece: Exclude<Piece, { text: string }>, pieces: Piece[], part: Part, writing: Writing): string {
  if ('store' in piece) {
    if (piece.what === 'username')
      return `${writing.module.value('valueIn', './constructs/credentials.ts')}(${signInOf(piece.store, part, writing)}, 'username')`
    return `${writing.refer(storeNamed(piece.store, writing).name)}.${piece.what}`
  }
  const { secret, field } = secretExpression(piece.secret, part, writing, storesNamedIn(pieces))
  return `${writing.module.value('valueIn', './constructs/credentials.ts')}(${secret}${field === undefined ? '' : `, ${quoted(field)}`})`
}

function signInOf(store: string, part: Part, writing: Writing): string {
  return `${writing.refer(storeNamed(store, writing).name)}.signInOf(${quoted(part.id)})`
}

function storeNamed(id: string, { plan }: Writing): Part {
  const store = plan.parts.find((part) => part.id === id)
  if (!store) throw new Error(`${id} is no store`)
  return store
}

function escaped(text: string): string {
  return quoted(text).slice(1, -1).replaceAll("\\'", "'").replaceAll('\\"', '"').replaceAll('`', '\\`').replaceAll('${', '\\${')
}

/** Who calls and uses whom, a caller after the other; of two stacks, the later one opens the way. */
function toStatements(writing: Writing): string[] {
  const { plan, wiring, refer, here, layout } = writing
  const { calls, uses, receives } = wiring
  const isEarlier = (part: Part) => layout.services.indexOf(stackWith(part.name, layout) as StackOf<Part>) < layout.services.indexOf(here)
  const spoken = (protocol: string) => (protocol === 'http' ? '' : `, ${quoted(protocol)}`)
  const own = here.members.flatMap((caller) => {
    const of = <T extends { from: Part }>(list: T[]) => list.filter(({ from }) => from === caller)
    const backends = [
      ...of(uses).map(({ to, side }) => `${refer(to.name)}${side ? `.${side}` : ''}`),
      ...(caller.role !== 'function' ? of(receives).map(({ queue }) => `${refer(queue.name)}.receiving`) : []),
    ]
    const line = `this.${caller.name}.uses(${backends.join(', ')});`
    const used = line.length + 4 <= 120 ? line : `this.${caller.name}.uses(\n${backends.map((each) => `  ${each},\n`).join('')});`
    return [
      ...of(calls)
        .filter(({ to }) => here.members.includes(to) || isEarlier(to))
        .map(({ to, protocol, waits }) => `this.${caller.name}.${waits ? 'calls' : 'reaches'}(${refer(to.name)}${spoken(protocol)});`),
      ...(backends.length > 0 ? [used] : []),
      ...jobsBefore(caller, plan.parts).map((job) => `this.${caller.name}.after(${refer(job.name)}.done);`),
      ...(caller.role === 'function' ? of(receives).map(({ queue }) => `this.${caller.name}.consumes(${refer(queue.name)});`) : []),
    ]
  })
  const others = calls
    .filter(({ from, to }) => here.members.includes(to) && !here.members.includes(from) && isEarlier(from))
    .map(({ from, to, protocol }) => `this.${to.name}.isReachedBy(${refer(from.name)}${spoken(protocol)});`)
  return [...own, ...others]
}

function declareTypeOfEntrances(routes: Route[], module: Module): string {
  const elbv2 = module.allTypes('elbv2', 'aws-cdk-lib/aws-elasticloadbalancingv2')
  return recordField(
    'readonly entrances',
    routes.map(({ name }) => quoted(name)),
    `${elbv2}.ApplicationTargetGroup`,
  )
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
  const group = targetGroupOf(part, plan)
  const health: Property[] = [['path', quoted(check[0])], ['codes', quoted(check[1])], ...(group ? paceOfChecks(group, seconds) : [])]
  return objectOf([
    ['target', `this.${name}.target(${spoken === 'http' ? '' : quoted(spoken)})`],
    ...when,
    ['healthCheck', objectOf(health, group === undefined)],
    ['drain', seconds(stopSeconds(part, plan))],
    ...(group?.slowStart === undefined ? [] : [['slowStart', seconds(toMilliseconds(group.slowStart) / 1000)] as const]),
    ...(group === undefined || group.algorithm === 'round-robin' ? [] : [['algorithm', algorithmCode(group, module)] as const]),
  ])
}

function paceOfChecks({ healthCheck }: TargetGroup, seconds: Writing['seconds']): Property[] {
  const { interval, timeout, healthy, unhealthy } = healthCheck
  return [
    ['interval', seconds(toMilliseconds(interval) / 1000)],
    ['timeout', seconds(toMilliseconds(timeout) / 1000)],
    ['healthy', String(healthy)],
    ['unhealthy', String(unhealthy)],
  ]
}

function algorithmCode({ algorithm }: TargetGroup, module: Module): string {
  const type = module.value('TargetGroupLoadBalancingAlgorithmType', 'aws-cdk-lib/aws-elasticloadbalancingv2')
  return `${type}.${algorithm.toUpperCase().replaceAll('-', '_')}`
}
