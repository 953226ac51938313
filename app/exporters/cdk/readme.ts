import type { Loss } from '../exporter.ts'
import { type Data, waitsForSecrets } from './data.ts'
import { propertiesOf } from './data-stack.ts'
import { makesUsers } from './database-users.ts'
import { toRoutes } from './entrances.ts'
import { reasonForInternet, registryOf } from './internet.ts'
import type { Wiring } from './links.ts'
import type { Part, Plan } from './plan.ts'
import { toAlarms } from './promises.ts'
import { sizesSection } from './readme-sizes.ts'
import { leftSection, variablesSection } from './readme-stores.ts'
import { cell } from './readme-text.ts'
import { grownConsumers } from './scaling.ts'
import { toApis, type WrittenStack } from './stacks.ts'
import { storeOf } from './stores.ts'

/** What a person needs to know before deploying, and what AWS will charge for. */
export function toReadme(plan: Plan, wiring: Wiring, data: Data, losses: Loss[], stacks: WrittenStack[]): string {
  const { prefix, title, parts } = plan
  const once = [...new Set(data.stores.flatMap((part) => storeOf(part).once ?? []))]
  const registries = [...new Set(parts.flatMap(registryOf))]
  const becomes = parts.map((part) => `| ${part.id} | ${cell(whatItIs(part))} |`)
  return `# ${cell(title)} on AWS

An AWS CDK application, written by Microcosm from the design. \`cdk deploy --all\` deploys the stacks in this order:

| stack | what it holds |
| --- | --- |
${stacks.map(({ suffix, holds }) => `| \`${prefix}${suffix}\` | ${cell(holds)} |`).join('\n')}

CloudFormation takes 500 resources in a stack: each concern has a stack of its own, and a second one (\`${prefix}Services2\`) before it
would hold more than about 350. A test counts them.

## Deploy

Node.js 22.18 or later, credentials of the account, and Docker where images are built.

\`\`\`
npm install
npm test                          # types, and the templates against the design
npx cdk bootstrap                 # once for each account and region
${once.map((command) => `${command}   # once for each account\n`).join('')}${firstDeployment(prefix, data)}npx cdk deploy --all
\`\`\`

Settings are in the context of \`cdk.json\`: \`region\` (where \`CDK_DEFAULT_REGION\` is not set), \`availabilityZones\`, \`natGateways\`,
\`interfaceEndpoints\`, \`certificateArn\`, \`redirectHttp\` and \`alarmEmail\`. Without a certificate the load balancer answers plain HTTP,
which is for trying out only; with one it answers HTTPS, and sends there whoever asks over HTTP unless \`redirectHttp\` is false.
${unreadSection(plan)}${waitingSection(plan, data)}${addresses(plan)}
## What each component became

| component | on AWS |
| --- | --- |
${becomes.join('\n')}

Services find each other under the names of the design, through Service Connect.
${variablesSection(plan, wiring, data)}${scalingSection(plan, wiring)}${sizesSection(plan, wiring, data)}
## Who reaches what

${reachSection(plan, wiring, data)}
## Alarms

${alarmsSection(plan, data)}

## What it costs while nobody uses it

${costs(plan, data)
  .map((line) => `- ${line}`)
  .join('\n')}

\`npx cdk diff\` says what a change would make; the AWS pricing calculator says what it costs in your region.

## Before production

${toRoutes(plan).length > 0 ? '- A certificate, a domain name before the load balancer, and a web application firewall (WAF) on it.\n' : ''}- Secrets are not rotated: tasks read them when they start. Turn rotation on together with a restart of the services that use them.
${data.stores.some((part) => propertiesOf(part).instanceType === brokerForTrials) ? `- Amazon MQ advises \`${brokerForTrials}\` for trials alone: set a larger \`instanceType\` in the data stack.\n` : ''}${registries.length > 0 ? `- Images come from ${registries.join(', ')} whenever a task starts: copy them into ECR, so that tasks start when these are away or have enough of you.\n` : ''}- Alarms reach nobody until \`alarmEmail\` is set, or somebody subscribes to their topic.
${wiring.calls.length > 0 ? '- Calls between services are not encrypted inside the network; Service Connect can do so with a private CA.\n' : ''}${leftSection(plan, data)}

## Write here, export again

${parts.some(({ role }) => role === 'function') ? '`lib/custom/extend.ts` and the handlers in `functions` are yours and are' : '`lib/custom/extend.ts` is yours and is'} never written again. In the other files, what
stands between \`// <yours …>\` and \`// </yours>\` is kept. Microcosm asks before it replaces a file that was edited elsewhere.

## What the design says and this does not

${losses.length === 0 ? 'Nothing is missing.' : listOf(losses)}
`
}

function addresses(plan: Plan): string {
  const routes = toRoutes(plan)
  if (routes.length === 0) return '\nNothing in the design is called from the internet, so there is no load balancer.\n'
  const lines = routes.map(({ part, paths, hosts }) => {
    const where = paths ? `\`${paths[0]}\` and below` : hosts ? `names that begin with \`${part.id}.\`` : 'everything else'
    return `- ${where}: ${part.id}`
  })
  return `\nThe one listener of the load balancer leads to, the first that fits:\n\n${lines.join('\n')}\n\nThe addresses are outputs of the stacks.\n`
}

/** The secrets come first: a service that is given a wrong one fails, and its whole deployment is rolled back. */
function firstDeployment(prefix: string, { secrets }: Data): string {
  if (secrets.length === 0) return ''
  return `npx cdk deploy ${prefix}Secrets   # then put the values into Secrets Manager, and "secretsFilled": true into cdk.json\n`
}

function waitingSection(plan: Plan, { secrets }: Data): string {
  if (secrets.length === 0) return ''
  const waiting = plan.parts
    .filter((part) => (part.role === 'service' || part.role === 'job') && waitsForSecrets(part, plan))
    .map(({ id }) => id)
  const names = secrets.map(({ id }) => `\`${id}\``).join(', ')
  const isEntered = toRoutes(plan).some(({ part }) => part.role === 'service' && waitsForSecrets(part, plan))
  return `
Secrets of the design (${names}) are made first, each with a random value. Where a random one will do, as for
a key that only these services know, leave it; put the real one in its place otherwise. Until \`secretsFilled\` is true, what is
given one runs no tasks${waiting.length > 0 ? ` (${waiting.join(', ')})` : ''}, and everything else comes up. A task reads its secrets when it starts.${isEntered ? '\nThe alarms on what the load balancer leads to go off until then.' : ''}
`
}

/** A task without its settings does not start, and CloudFormation takes back the whole stack of a service that does not. */
function unreadSection({ parts }: Plan): string {
  const lines = parts.flatMap(({ id, role, stated }) => {
    const unread =
      role === 'service' || role === 'job' ? (stated?.mounts ?? []).filter((mount) => mount.from === 'nowhere' && mount.isUnread) : []
    return unread.length > 0 ? [`- ${cell(id)}: ${unread.map(({ target }) => `\`${target}\``).join(', ')}`] : []
  })
  if (lines.length === 0) return ''
  return `
These files are mounted by the files that the design was imported from, and could not be read. What does not start without them fails,
and the stack of services is taken back with it: put them where their files name them, and export again before the first deployment.

${lines.join('\n')}
`
}

function scalingSection(plan: Plan, wiring: Wiring): string {
  const grown = grownConsumers(plan, wiring).map(({ id }) => id)
  if (grown.length === 0) return ''
  return `
Consumers of queues follow the messages that wait for each task, so that one waits a minute or less: ${grown.join(', ')} up
to four times the replicas of the design. Where what they call cannot take that, lower \`maxCapacity\`.
`
}

const brokerForTrials = 'mq.m7g.medium'

// Of us-east-1, in dollars; other regions differ by some tenths.
const endpointMonth = 7.3
const endpointGigabyte = 0.01
const natGigabyte = 0.045

function reachSection(plan: Plan, wiring: Wiring, data: Data): string {
  const apis = toApis(plan, data)
  const month = Math.round(apis.length * endpointMonth)
  const outside = plan.parts.flatMap((part) => {
    const reason = reasonForInternet(part, plan)
    return reason === undefined || (part.role !== 'service' && part.role !== 'job' && part.role !== 'function')
      ? []
      : [`- ${part.id}: ${cell(reason)}`]
  })
  for (const store of data.stores)
    if (makesUsers(store, plan, wiring)) outside.push(`- the task that makes the users of ${store.id}: Pulls its image from public.ecr.aws`)
  const others =
    outside.length > 0 ? `These call port 443 of the internet besides:\n\n${outside.join('\n')}\n` : 'Nothing calls the internet besides.\n'
  return `Each service has a security group of its own, which lets out what it calls and nothing else. The APIs of AWS (${apis.join(', ')}) answer
inside the network, at ${apis.length} interface endpoints: about ${month} USD a month and zone, and ${endpointGigabyte} USD a gigabyte. With \`interfaceEndpoints\`
false they are reached through the NAT gateways at ${natGigabyte} USD a gigabyte, which is cheaper below some ${Math.round(month / (natGigabyte - endpointGigabyte))} GB a month and zone,
and every task may call all of port 443. The prices are those of us-east-1; look up those of your region.

${others}`
}

function alarmsSection(plan: Plan, { stores, queues }: Data): string {
  const { parts } = plan
  const isEntered = toRoutes(plan).length > 0
  const bounds = [
    ...(parts.some(({ role }) => role === 'service') ? ['85 % CPU and 90 % memory of the tasks of a service'] : []),
    ...(stores.some(({ counterpart }) => counterpart.construct === 'RelationalDatabase')
      ? ['80 % CPU, 80 % of the connections and 2 GiB of storage of databases']
      : []),
    ...(stores.some((part) => storeOf(part).isMeasured) ? ['the `measures` of other stores'] : []),
    ...(queues.length > 0 ? ['five minutes in a queue'] : []),
  ]
  const assumed =
    bounds.length > 0
      ? ` Thresholds that come from no promise of the design (${bounds.join(', ')})\nare a beginning: change them in \`lib/constructs\` and the observability stack.`
      : ''
  const unmeasured = [
    ...(isEntered ? ['all requests'] : []),
    ...(toRoutes(plan).some(({ part }) => part.role === 'service') ? ['unhealthy tasks'] : []),
    ...(parts.some(({ role }) => role === 'service') ? ['running tasks'] : []),
    ...(stores.some(({ counterpart }) => counterpart.construct === 'RelationalDatabase') ? ['databases'] : []),
  ]
  const missing =
    unmeasured.length > 0
      ? `\nWhere nothing is measured, that is as bad as a broken bound for ${unmeasured.join(', ')}, and as good as a kept one for all else.`
      : ''
  const quiet = isEntered ? '\nSo the alarm on all requests goes off too while nobody calls: before people come, and in quiet nights.' : ''
  return `${isEntered ? availability(plan) : ''}Each alarm goes off when three of five minutes were bad${queues.length > 0 ? ', and at once where a message is in a dead-letter queue' : ''}.${missing}${quiet}
There is a page in CloudWatch for each concern.${assumed}`
}

function availability(plan: Plan): string {
  const { alarms } = toAlarms(plan)
  const apart = alarms.some(({ method }) => method === 'failedAnswers')
    ? ' An alarm of one way in counts errors of what stands\nbehind it alone: those of the load balancer itself belong to no way, and are counted for all of them, by the loosest promise.'
    : ''
  return `Availability counts every error at the load balancer, those of its own (502, 503, 504) too; where the design
promises nothing, one request in a hundred may fail.${apart} `
}

function whatItIs(part: Part): string {
  const { role, container } = part
  switch (role) {
    case 'none':
      return 'nothing, see below'
    case 'service': {
      const isWithFiles = Object.keys(container?.files ?? {}).length > 0
      const from = {
        registry: isWithFiles ? `from its image with the files of images/${part.id}` : 'from its image',
        build: 'from an image built of its folder',
        runtime: 'a stand-in until it has an image',
      }
      return `ECS service on Fargate, ${container ? from[container.image.from] : ''}`
    }
    case 'job':
      return 'a task that runs once for each deployment that changes it; others wait for it'
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

function costs(plan: Plan, { stores }: Data): string[] {
  const tasks = plan.parts.filter(({ role }) => role === 'service').length
  const counted = new Map<string, string[]>()
  for (const part of stores) counted.set(storeOf(part).costs, [...(counted.get(storeOf(part).costs) ?? []), part.id])
  return [
    'NAT gateways, one for each of `natGateways`, and each gigabyte through them: set 1 for a trial.',
    'Interface endpoints, see above.',
    ...(tasks > 0
      ? [`Fargate tasks of ${tasks} ${tasks === 1 ? 'service' : 'services'}, by CPU and memory, with Container Insights for each.`]
      : []),
    ...[...counted].map(([what, ids]) => `${what}: ${ids.join(', ')}.`),
    ...(toRoutes(plan).length > 0 ? ['The load balancer, and its access logs in S3.'] : []),
    'Alarms and pages of CloudWatch, and secrets, each by the month.',
  ]
}

/** What is said of several places is said once. */
function listOf(losses: Loss[]): string {
  const places = new Map<string, string[]>()
  for (const { where, what } of losses) places.set(what, [...(places.get(what) ?? []), `\`${where}\``])
  return [...places].map(([what, where]) => `- ${where.join(', ')}: ${cell(what)}`).join('\n')
}
