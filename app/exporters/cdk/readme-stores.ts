import type { Data } from './data.ts'
import { makesUsers, usersOf } from './database-users.ts'
import { toEntrances } from './entrances.ts'
import type { Wiring } from './links.ts'
import { toVariable } from './names.ts'
import type { Part, Plan } from './plan.ts'
import { cell } from './readme-text.ts'
import { storeOf } from './stores.ts'

/** By which variables programs learn of what they use, and as whom they sign in. */
export function variablesSection(plan: Plan, wiring: Wiring, { stores, queues, topics }: Data): string {
  const functions = plan.parts.filter(({ role }) => role === 'function')
  const users = (part: Part) => wiring.uses.filter(({ to }) => to === part).map(({ from }) => from.id)
  const rows = [
    ...stores.map((part) => [part.id, variablesOf(part), whoSignsIn(part, plan, wiring)]),
    ...queues.map(({ id }) => [id, names(id, ['QUEUE_URL']), 'The role of each task or function lets it in.']),
    ...topics.map(({ id }) => [id, names(id, ['TOPIC_ARN']), 'The role of each task or function lets it in.']),
    ...functions
      .filter((part) => users(part).length > 0)
      .map(({ id }) => [id, names(id, ['FUNCTION']), 'The role of each task or function lets it in.']),
  ]
  if (rows.length === 0) return ''
  const secret = functions.length > 0 && stores.some((part) => storeOf(part).hasCredentials)
  return `
What uses one of these is told of it in variables, in addition to those of the design:

| component | variables | who signs in |
| --- | --- | --- |
${rows.map(([id = '', variables, who]) => `| ${cell(id)} | ${variables} | ${who} |`).join('\n')}
${secret ? '\nFunctions are given the ARN of a secret (`…_SECRET_ARN`) instead of user and password, and read it themselves.\n' : ''}${rightsSection(plan, wiring, stores)}`
}

const names = (id: string, words: readonly string[]) => words.map((word) => `\`${toVariable(id)}_${word}\``).join(', ')

function variablesOf(part: Part): string {
  const { variables, hasCredentials } = storeOf(part)
  const isUnnamed = part.counterpart.construct === 'RelationalDatabase' && part.counterpart.engine === 'sqlserver'
  const own = isUnnamed ? variables.filter((each) => each !== 'NAME') : variables
  return names(part.id, [...own, ...(hasCredentials ? ['USERNAME', 'PASSWORD'] : [])])
}

function whoSignsIn(part: Part, plan: Plan, wiring: Wiring): string {
  const { users, hasCredentials } = storeOf(part)
  const signing = usersOf(part, plan, wiring).map(({ id }) => cell(id))
  if (!hasCredentials)
    return users === 'none' && !storeOf(part).hasAddress
      ? 'The role of each task or function lets it in.'
      : 'Nobody: security groups say who reaches it.'
  if (signing.length === 0) return 'Nobody in the design uses it.'
  if (users !== 'own' || isOfAdministrator(part))
    return `${signing.join(', ')}, ${signing.length > 1 ? 'all as one user' : 'as its one user'}: see below.`
  return `${signing.join(', ')}, ${signing.length > 1 ? 'each as' : 'as'} a user of its own.`
}

const isOfAdministrator = ({ counterpart }: Part) => counterpart.construct === 'RelationalDatabase' && counterpart.engine === 'sqlserver'

/** What each user may, plainly: whoever runs a migration or makes an extension has to know before it fails. */
function rightsSection(plan: Plan, wiring: Wiring, stores: Part[]): string {
  const signedInTo = stores.filter((part) => usersOf(part, plan, wiring).length > 0)
  const of = (engines: readonly string[]) =>
    signedInTo.filter(({ counterpart }) =>
      engines.includes(counterpart.construct === 'RelationalDatabase' ? counterpart.engine : counterpart.construct),
    )
  const lines = [
    ...line(
      of(['postgres']),
      'a user makes tables in the schema `public`, changes and drops those it made, and reads and writes the rows of all others. It makes no schemas, extensions, databases or users, and changes no table of another: where one service migrates what another made, do it as the administrator, or have one user own all tables.',
    ),
    ...line(
      of(['mysql', 'mariadb']),
      'a user reads, writes, makes, changes and drops tables of its database, whoever made them. It makes no databases, users, routines or events.',
    ),
    ...line(
      of(['ValkeyCache']),
      'a user reads and writes all keys. It runs no commands of the server (`@admin`), and empties nothing with FLUSHALL, FLUSHDB or SWAPDB.',
    ),
    ...line(
      of(['sqlserver']),
      'its users sign in as the administrator, since nothing here makes users of SQL Server. Make one for each with `CREATE LOGIN` and the rights it needs, put user and password into a secret of its own, and name that in the services stack.',
    ),
    ...line(
      of(['DocumentDatabase', 'RabbitMqBroker']),
      'its users sign in as its one user, who may do everything. Make one for each (`db.createUser` in mongosh, the management page of RabbitMQ), put user and password into a secret of its own, and name that in the services stack.',
    ),
  ]
  if (lines.length === 0) return ''
  const made = signedInTo.some((part) => makesUsers(part, plan, wiring))
    ? '\nUsers of relational databases are made, and their rights given, by a task that runs while the data stack is deployed, before any service starts. It alone signs in as the administrator, whose password is in Secrets Manager.\n'
    : ''
  return `\nWhat a user may:\n\n${lines.join('\n')}\n${made}`
}

const line = (parts: Part[], what: string) => (parts.length === 0 ? [] : [`- ${parts.map(({ id }) => cell(id)).join(', ')}: ${what}`])

/** What is left when everything is destroyed. */
export function leftSection(plan: Plan, { stores, files, queues, secrets }: Data): string {
  const isEntered = toEntrances(plan).length > 0
  const of = (left: string) => stores.filter((part) => storeOf(part).left === left).map(({ id }) => cell(id))
  const snapshots = of('a snapshot')
  const kept = [
    ...of('itself'),
    ...files.map(({ id }) => `the files of ${cell(id)}`),
    ...(isEntered ? ['the access logs of the load balancer'] : []),
  ]
  const gone = [...of('nothing'), ...queues.map(({ id }) => cell(id)), 'logs']
  const left = [...(snapshots.length > 0 ? [`a last snapshot of ${snapshots.join(', ')}`] : []), ...kept]
  const guarded = [
    ...(stores.length + files.length + queues.length > 0 ? ['stacks of data and messages'] : []),
    ...(secrets.length > 0 ? ['secrets'] : []),
    ...(isEntered ? ['the load balancer'] : []),
  ]
  const first = left.length > 0 ? `leaves ${left.join(', ')}, and takes ${gone.join(', ')}` : `leaves nothing, ${gone.join(', ')} neither`
  return `- \`cdk destroy\` ${first}.${guarded.length > 0 ? ` Protected from it until somebody turns that off: ${guarded.join(', ')}.` : ''}`
}
