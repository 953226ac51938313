import { callOf, commentOf, objectOf, type Property, quoted } from './code.ts'
import type { CdkCounterpart } from './counterpart.ts'
import { ownerOf, type SecretRef, toSecretRef } from './data.ts'
import { usersOf } from './database-users.ts'
import { type Layout, referenceTo, type StackOf } from './layout.ts'
import type { Wiring } from './links.ts'
import { createModule, type Module } from './module.ts'
import type { Part, Plan } from './plan.ts'
import { toStackFile, type WrittenFile } from './stack-file.ts'
import { storeOf } from './stores.ts'
import { tagOfTeam } from './team-tag.ts'

/** Where the value of a secret is kept: as the password of this user of a store, or by itself. */
export function secretExpression(
  id: string,
  user: Part,
  { plan, layout, here, module }: { plan: Plan; layout: Layout; here: StackOf<Part>; module: Module },
): { secret: string; field?: string } {
  const store = ownerOf(id, plan)
  if (store) return { secret: `${referenceTo(store.name, layout, here, module)}.signInOf(${quoted(user.id)})`, field: 'password' }
  return { secret: referenceTo(toSecretRef(id, plan).name, layout, here, module) }
}

export function toSecretsStack(stack: StackOf<SecretRef>): WrittenFile {
  const module = createModule()
  const type = `${module.allTypes('secretsmanager', 'aws-cdk-lib/aws-secretsmanager')}.ISecret`
  const make = module.value('createSecret', './constructs/credentials.ts')
  return toStackFile(stack, module, {
    about: 'Secrets whose values a person puts into Secrets Manager. They stand apart, so that they are there before what needs them.',
    fields: stack.members.map(({ name }) => `readonly ${name}: ${type};`),
    blocks: [
      stack.members
        .map(({ id, name, construct }) => callOf(`this.${name} = ${make}`, ['this', quoted(construct), quoted(id)], 2))
        .join('\n'),
    ],
    yours: 'secrets',
  })
}

export function toDataStack(stack: StackOf<Part>, plan: Plan, wiring: Wiring): WrittenFile {
  const module = createModule()
  const classOf = (part: Part) => module.value(part.counterpart.construct, `./constructs/${storeOf(part).file}.ts`)
  return toStackFile(stack, module, {
    about: 'What keeps state. It stands apart from the services, so that they can be taken down without it.',
    fields: stack.members.map((part) => `readonly ${part.name}: ${classOf(part)};`),
    blocks: [
      stack.members.map((part) => declareStore(part, usersOf(part, plan, wiring), classOf(part), module)).join('\n'),
      stack.members.flatMap(({ name, component }) => tagOfTeam(name, component.team, module)).join('\n'),
    ],
    yours: 'data',
  })
}

function declareStore(part: Part, users: Part[], className: string, module: Module): string {
  const store = storeOf(part)
  const known = store.users === 'own' ? [['users', toList(users.map(({ id }) => quoted(id)))] as const] : []
  const words = Object.entries(propertiesOf(part)).map(([key, value]) => [key, quoted(value)] as const)
  const comment = part.component.name ? `${commentOf(part.component.name)}\n` : ''
  const properties: Property[] = [toSurroundings(part, module), ['name', quoted(part.id)], ...words, ...known]
  const args = store.inNetwork ? objectOf(properties, words.length + known.length === 0) : quoted(part.id)
  return `${comment}this.${part.name} = new ${className}(this, ${quoted(part.construct)}, ${args});`
}

/** What a store is told besides its name: sizes, engines. */
export function propertiesOf(part: Part): Record<string, string> {
  const connections = part.behaviour.model === 'station' ? part.behaviour.concurrency : 0
  const asked = part.component.connections === undefined ? 0 : connections
  return storeOf(part).properties(part.component, part.counterpart as CdkCounterpart, asked)
}

/** Databases whose users are made by a task need what tasks run on. */
function toSurroundings(part: Part, module: Module): Property {
  if (!needsTasks(part)) return ['vpc', `${module.prop('network', module.type('Network', './constructs/backend.ts'))}.vpc`]
  return ['platform', module.prop('platform', module.type('ClusterStack', './cluster-stack.ts'))]
}

export function needsTasks(part: Part): boolean {
  return part.role === 'store' && storeOf(part).needs.includes('run-once-task')
}

/** One line of a formatter, where it fits; a line for each otherwise. */
function toList(elements: string[]): string {
  const line = `[${elements.join(', ')}]`
  return line.length <= 100 ? line : `[\n${elements.map((each) => `  ${each},\n`).join('')}]`
}
