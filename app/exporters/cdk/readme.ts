import type { Loss } from '../exporter.ts'
import { type Data, storeOf } from './data-stack.ts'
import { toEntrances } from './entrances.ts'
import type { Wiring } from './links.ts'
import type { Part, Plan } from './plan.ts'

/** What a person needs to know before deploying, and what AWS will charge for. */
export function toReadme(plan: Plan, wiring: Wiring, data: Data, losses: Loss[]): string {
  const { prefix, title, parts } = plan
  const stacks = [
    ['Network', 'VPC over several zones, NAT gateways, endpoint for S3, flow log of what was refused', 'first'],
    ...(data.stores.length + data.queues.length + data.topics.length + data.secrets.length > 0
      ? [['Data', 'databases, caches, brokers, queues, secrets; protected from termination', 'after the network']]
      : []),
    ['Services', 'ECS cluster with Service Connect, services, functions, load balancer', 'after the data'],
    ['Observability', 'alarms and a dashboard', 'last'],
  ]
  const once = [...new Set(data.stores.flatMap((part) => storeOf(part).once ?? []))]
  const becomes = parts.map((part) => `| ${part.id} | ${cell(whatItIs(part))} |`)
  return `# ${cell(title)} on AWS

An AWS CDK application, written by Microcosm from the design. \`cdk deploy --all\` deploys the stacks in this order:

| stack | what it holds | when |
| --- | --- | --- |
${stacks.map(([name, holds, when]) => `| \`${prefix}${name}\` | ${holds} | ${when} |`).join('\n')}

## Deploy

Node.js 22.18 or later, credentials of the account, and Docker where images are built.

\`\`\`
npm install
npm test                          # types, and the templates against the design
npx cdk bootstrap                 # once for each account and region
${once.map((command) => `${command}   # once for each account\n`).join('')}npx cdk deploy --all
\`\`\`

Settings are in the context of \`cdk.json\`: \`region\` (where \`CDK_DEFAULT_REGION\` is not set), \`availabilityZones\`, \`natGateways\`,
\`certificateArn\` and \`alarmEmail\`. Without a certificate the load balancer answers plain HTTP, which is for trying out only.
${addresses(plan)}
## What each component became

| component | on AWS |
| --- | --- |
${becomes.join('\n')}

Services find each other under the names of the design, through Service Connect.
${variablesSection(data)}${secretsSection(data)}
## What it costs while nobody uses it

${costs(plan, data)
  .map((line) => `- ${line}`)
  .join('\n')}

\`npx cdk diff\` says what a change would make; the AWS pricing calculator says what it costs in your region.

## Before production

- A certificate, a domain name before the load balancer, and a web application firewall (WAF) on it.
- Secrets are not rotated: tasks read them when they start. Turn rotation on together with a restart of the services that use them.
- Alarms reach nobody until \`alarmEmail\` is set, or somebody subscribes to their topic.
${wiring.calls.length > 0 ? '- Calls between services are not encrypted inside the network; Service Connect can do so with a private CA.\n' : ''}- \`cdk destroy\` keeps databases as snapshots, and buckets as they are; data stacks are protected from termination.

## Write here, export again

${parts.some(({ role }) => role === 'function') ? '`lib/custom/extend.ts` and the handlers in `functions` are yours and are' : '`lib/custom/extend.ts` is yours and is'} never written again. In the other files, what
stands between \`// <yours …>\` and \`// </yours>\` is kept. Microcosm asks before it replaces a file that was edited elsewhere.

## What the design says and this does not

${losses.length === 0 ? 'Nothing is missing.' : listOf(losses)}
`
}

function addresses(plan: Plan): string {
  const entrances = toEntrances(plan)
  if (entrances.length === 0) return '\nNothing in the design is called from the internet, so there is no load balancer.\n'
  const names = entrances.map(
    ({ part }, index) => `${part.id} (${index === 0 ? 'port 80, or 443 with a certificate' : `port ${8000 + index}`})`,
  )
  return `\nThe load balancer leads to ${names.join(', ')}; the addresses are outputs of the services' stack.\n`
}

function whatItIs(part: Part): string {
  const { role, container } = part
  switch (role) {
    case 'none':
      return 'nothing, see below'
    case 'service': {
      const from = { registry: 'from its image', build: 'from an image built of its folder', runtime: 'a stand-in until it has an image' }
      return `ECS service on Fargate, ${container ? from[container.image.from] : ''}`
    }
    case 'function':
      return 'Lambda function'
    case 'queue':
      return 'SQS queue with a dead-letter queue'
    case 'topic':
      return 'SNS topic'
    case 'store':
      return storeOf(part).costs
  }
}

/** How programs learn of what they use, by the example of the first store that asks for a password. */
function variablesSection({ stores }: Data): string {
  const example = stores.find((part) => storeOf(part).hasCredentials)
  if (!example) return ''
  const begin = example.id.toUpperCase().replaceAll('-', '_')
  const names = ['HOST', 'PORT', 'USERNAME', 'PASSWORD'].map((word) => `\`${begin}_${word}\``)
  return `
What a service uses is told it in variables that begin with its name: ${names.join(', ')}.
Functions are given \`${begin}_SECRET_ARN\` instead of the last two.
`
}

function secretsSection({ secrets }: Data): string {
  if (secrets.length === 0) return ''
  const names = secrets.map(({ id }) => `\`${id}\``).join(', ')
  return `\nSecrets of the design (${names}) are made with a random value: put the real one into Secrets Manager, then restart the services.\n`
}

function costs(plan: Plan, { stores }: Data): string[] {
  const tasks = plan.parts.filter(({ role }) => role === 'service').length
  const counted = new Map<string, string[]>()
  for (const part of stores) counted.set(storeOf(part).costs, [...(counted.get(storeOf(part).costs) ?? []), part.id])
  return [
    'NAT gateways, one for each of `natGateways`, and each gigabyte through them: set 1 for a trial.',
    ...(tasks > 0
      ? [`Fargate tasks of ${tasks} ${tasks === 1 ? 'service' : 'services'}, by CPU and memory, with Container Insights for each.`]
      : []),
    ...[...counted].map(([what, ids]) => `${what}: ${ids.join(', ')}.`),
    ...(toEntrances(plan).length > 0 ? ['The load balancer, and its access logs in S3.'] : []),
  ]
}

/** What is said of several places is said once. */
function listOf(losses: Loss[]): string {
  const places = new Map<string, string[]>()
  for (const { where, what } of losses) places.set(what, [...(places.get(what) ?? []), `\`${where}\``])
  return [...places].map(([what, where]) => `- ${where.join(', ')}: ${cell(what)}`).join('\n')
}

/** Text of a person in one line of Markdown. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[|<>`*_[\]\\]/g, '\\$&')
}
