import { codeIn, commentOf, indented, linesOf, objectOf, type Property, quoted, teamTag } from './code.ts'
import { contentsOf, variablesOf } from './containers.ts'
import { type Data, isEmpty, secretExpression } from './data-stack.ts'
import { toEntrances } from './entrances.ts'
import { sizeOf } from './fargate-size.ts'
import { portsOf, type Wiring } from './links.ts'
import type { Part, Plan } from './plan.ts'
import { hasSecret, secretIn } from './secrets.ts'
import { functionTimeoutSeconds, longestWaitMs } from './timeouts.ts'

// Fargate pairs of functions: the least of Lambda where the design sets no memory.
const functionMiB = 512
/** Service Connect gives up on a request after this time unless it is told otherwise. */
const connectTimeoutMs = 15_000

export function toServicesStack(plan: Plan, wiring: Wiring, data: Data): string {
  const services = plan.parts.filter(({ role }) => role === 'service')
  const functions = plan.parts.filter(({ role }) => role === 'function')
  const entrances = toEntrances(plan)
  const hasData = !isEmpty(data)
  const blocks = [
    ...services.map((part) => declareService(part, plan)),
    ...functions.map((part) => declareFunction(part, plan)),
    toStatements(wiring).join('\n'),
    entrances.length > 0 ? declareEntrances(entrances, plan) : '',
    [...services, ...functions].flatMap(({ name, component }) => teamTag(name, component.team)).join('\n'),
  ]
  const text = indented(blocks.filter(Boolean).join('\n\n'), 2)
  const code = codeIn(text)
  const uses = (pattern: RegExp) => pattern.test(code)
  const images = ['imageFrom', 'standIn'].filter((name) => code.includes(`${name}(`))
  const fields = [
    'readonly cluster: ecs.Cluster;',
    ...services.map(({ name }) => `readonly ${name}: Microservice;`),
    ...functions.map(({ name }) => `readonly ${name}: ServerlessFunction;`),
    ...(entrances.length > 0
      ? [
          'readonly edge: PublicEdge;',
          `readonly entrances: Record<${entrances.map(({ part }) => quoted(part.name)).join(' | ')}, elbv2.ApplicationTargetGroup>;`,
        ]
      : []),
  ]
  const props = [
    'readonly vpc: ec2.IVpc;',
    ...(entrances.length > 0 ? ['readonly settings: Settings;'] : []),
    ...(hasData ? ['readonly data: DataStack;'] : []),
  ]
  const taken = ['vpc', ...(uses(/(?<![.\w])data\./) ? ['data'] : []), ...(entrances.length > 0 ? ['settings'] : [])]
  const core = ['Stack', 'type StackProps', ...(uses(/\bDuration\./) ? ['Duration'] : []), ...(uses(/\bTags\./) ? ['Tags'] : [])]
  const imports = linesOf([
    `import { ${core.sort(byName).join(', ')} } from 'aws-cdk-lib';`,
    "import type * as ec2 from 'aws-cdk-lib/aws-ec2';",
    "import * as ecs from 'aws-cdk-lib/aws-ecs';",
    entrances.length > 0 && "import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';",
    uses(/\bLambdaTarget\(/) && "import { LambdaTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';",
    "import type { Construct } from 'constructs';",
    images.length > 0 && `import { ${images.join(', ')} } from './constructs/images.ts';`,
    services.length > 0 && "import { Microservice } from './constructs/microservice.ts';",
    entrances.length > 0 && "import { PublicEdge } from './constructs/public-edge.ts';",
    functions.length > 0 && "import { codeOf, ServerlessFunction } from './constructs/serverless-function.ts';",
    hasData && "import type { DataStack } from './data-stack.ts';",
    entrances.length > 0 && "import type { Settings } from './settings.ts';",
  ])
  return `${imports}
export interface ServicesStackProps extends StackProps {
${indented(props.join('\n'), 1)}
}

/** What keeps no state: services, functions, and the load balancer before them. */
export class ServicesStack extends Stack {
${indented(fields.join('\n'), 1)}

  constructor(scope: Construct, id: string, props: ServicesStackProps) {
    super(scope, id, props);
    const { ${taken.sort(byName).join(', ')} } = props;
    this.cluster = new ecs.Cluster(this, 'Cluster', {
      vpc,
      containerInsightsV2: ecs.ContainerInsights.ENHANCED,
      defaultCloudMapNamespace: { name: ${quoted(plan.slug)}, useForServiceConnect: true },
    });
${services.length > 0 ? '    const { cluster } = this;\n' : ''}${text === '' ? '' : `\n${text}\n`}
    // <yours services>
    // </yours>
  }
}
`
}

function declareService(part: Part, plan: Plan): string {
  const { id, name, construct, container } = part
  if (!container) throw new Error(`${id} has no container`)
  const size = sizeOf(part)
  const { plain, secret } = splitVariables(part)
  const ports = portsOf(part, plan).map(({ protocol, port }) => [protocol, String(port)] as const)
  const slowest = longestWaitMs(part, plan)
  const properties: Property[] = [
    ['cluster', 'cluster'],
    ['name', quoted(id)],
    ...contentsOf(part, plan),
    ...(ports.length > 0 ? [['ports', objectOf(ports, true)] as const] : []),
    ['cpu', String(size.cpu)],
    ['memoryLimitMiB', String(size.memoryMiB)],
    ...scalingOf(part),
    ...(plain.length > 0 ? [['environment', objectOf(plain.map(([key, value]) => [key, quoted(value)]))] as const] : []),
    ...(secret.length > 0
      ? [
          [
            'secrets',
            objectOf(secret.map(([key, of]) => [key, `ecs.Secret.fromSecretsManager(${argumentsOf(secretExpression(of, plan))})`])),
          ] as const,
        ]
      : []),
    ...(slowest > connectTimeoutMs ? [['requestTimeout', `Duration.seconds(${Math.ceil(slowest / 1000)})`] as const] : []),
  ]
  return `${aboutOf(part)}this.${name} = new Microservice(this, ${quoted(construct)}, ${objectOf(properties)});`
}

function declareFunction(part: Part, plan: Plan): string {
  const { id, name, construct, container, behaviour } = part
  const { plain, secret } = splitVariables(part)
  const memory =
    container?.memoryBytes === undefined ? functionMiB : Math.min(10_240, Math.max(128, Math.ceil(container.memoryBytes / 2 ** 20)))
  const properties: Property[] = [
    ['vpc', 'vpc'],
    ['name', quoted(id)],
    ['code', `codeOf(${quoted(id)})`],
    ['memorySize', String(memory)],
    ['timeout', `Duration.seconds(${functionTimeoutSeconds(part, plan)})`],
    ...(part.component.concurrency !== undefined && behaviour.model === 'station'
      ? [['concurrency', String(behaviour.concurrency)] as const]
      : []),
    ...(plain.length > 0 ? [['environment', objectOf(plain.map(([key, value]) => [key, quoted(value)]))] as const] : []),
    ...(secret.length > 0 ? [['secrets', objectOf(secret.map(([key, of]) => [key, secretExpression(of, plan).secret]))] as const] : []),
  ]
  return `${aboutOf(part)}this.${name} = new ServerlessFunction(this, ${quoted(construct)}, ${objectOf(properties)});`
}

function aboutOf({ component }: Part): string {
  return component.name ? `${commentOf(component.name)}\n` : ''
}

function scalingOf({ behaviour, container }: Part): Property[] {
  if (behaviour.model === 'station' && behaviour.autoscale) {
    const { min, max, metric, target, cooldownMs, downCooldownMs } = behaviour.autoscale
    // What is scaled on in the design has no counterpart here but for the share of the time that workers are busy.
    const percent = metric === 'utilisation' ? Math.min(100, Math.max(1, Math.round(target * 100))) : 70
    const scaling: Property[] = [
      ['minCapacity', String(Math.max(1, min))],
      ['maxCapacity', String(max)],
      ['targetCpuPercent', String(percent)],
      ['scaleOutCooldown', `Duration.seconds(${Math.ceil(cooldownMs / 1000)})`],
      ['scaleInCooldown', `Duration.seconds(${Math.ceil(downCooldownMs / 1000)})`],
    ]
    return [['scaling', objectOf(scaling)]]
  }
  const replicas = container?.replicas ?? 1
  return replicas === 1 ? [] : [['desiredCount', String(replicas)]]
}

function splitVariables({ container }: Part): { plain: [string, string][]; secret: [string, string][] } {
  const variables = container ? variablesOf(container) : []
  return {
    plain: variables.filter(([, value]) => !hasSecret(value)),
    secret: variables.flatMap(([name, value]) => {
      const secret = secretIn(value)
      return secret === undefined ? [] : [[name, secret] as [string, string]]
    }),
  }
}

function argumentsOf({ secret, field }: { secret: string; field?: string }): string {
  return field === undefined ? secret : `${secret}, ${quoted(field)}`
}

/** Who calls and uses whom, a caller after the other. */
function toStatements({ calls, uses, receives }: Wiring): string[] {
  const callers = [...new Set([...calls, ...uses, ...receives].map(({ from }) => from))]
  return callers.flatMap((caller) => {
    const of = <T extends { from: Part }>(list: T[]) => list.filter(({ from }) => from === caller)
    const backends = [
      ...of(uses).map(({ to, side }) => `${to.role === 'function' ? 'this' : 'data'}.${to.name}${side ? `.${side}` : ''}`),
      ...(caller.role === 'service' ? of(receives).map(({ queue }) => `data.${queue.name}.receiving`) : []),
    ]
    const line = `this.${caller.name}.uses(${backends.join(', ')});`
    const used = line.length + 4 <= 120 ? line : `this.${caller.name}.uses(\n${backends.map((each) => `  ${each},\n`).join('')});`
    return [
      ...of(calls).map(({ to, protocol, waits }) => {
        const spoken = protocol === 'http' ? '' : `, ${quoted(protocol)}`
        return `this.${caller.name}.${waits ? 'calls' : 'reaches'}(this.${to.name}${spoken});`
      }),
      ...(backends.length > 0 ? [used] : []),
      ...(caller.role === 'function' ? of(receives).map(({ queue }) => `this.${caller.name}.consumes(data.${queue.name});`) : []),
    ]
  })
}

function declareEntrances(entrances: Plan['entrances'], plan: Plan): string {
  const published = entrances.map(({ part }): Property => [part.name, `this.edge.publish(${quoted(part.id)}, ${targetOf(part, plan)})`])
  return `this.edge = new PublicEdge(this, 'Edge', { vpc, settings });\nthis.entrances = ${objectOf(published)};`
}

function targetOf(part: Part, plan: Plan): string {
  const { name, role, container } = part
  if (role === 'function') return `{ target: new LambdaTarget(this.${name}.function) }`
  const ready = container?.ready
  const spoken = portsOf(part, plan).find(({ port }) => port === container?.ports.http)?.protocol ?? 'http'
  // Nothing is known of the paths of a person's image: any answer but an error of the server will do.
  const check: [string, string] = ready?.probe === 'http' && ready.port === container?.ports.http ? [ready.path, '200'] : ['/', '200-499']
  const health = objectOf(
    [
      ['path', quoted(check[0])],
      ['codes', quoted(check[1])],
    ],
    true,
  )
  return objectOf([
    ['target', `this.${name}.target(${spoken === 'http' ? '' : quoted(spoken)})`],
    ['healthCheck', health],
  ])
}

function byName(a: string, b: string): number {
  const [first, second] = [a, b].map((each) => each.replace('type ', ''))
  return (first ?? '') < (second ?? '') ? -1 : 1
}
