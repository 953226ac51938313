import { kindOf } from '../../catalogue/catalogue.ts'
import type { Component } from '../../design/design.ts'
import { toBytes } from '../../design/quantities.ts'
import { callOf, commentOf, objectOf, type Property, quoted, widest } from './code.ts'
import { type FilesRef, ownerOf, type SecretRef, toSecretRef } from './data.ts'
import { usersOf } from './database-users.ts'
import { databaseOf } from './imported-stores.ts'
import { type Layout, referenceTo, type StackOf } from './layout.ts'
import type { Wiring } from './links.ts'
import { createModule, type Module } from './module.ts'
import type { Part, Plan } from './plan.ts'
import { toStackFile, type WrittenFile } from './stack-file.ts'
import { memoryOfClass, storeOf } from './stores.ts'
import { tagOfTeam } from './team-tag.ts'

/** Where the value of a secret is kept: as the password of this user of a store, or by itself. */
export function secretExpression(
  id: string,
  user: Part,
  { plan, layout, here, module }: { plan: Plan; layout: Layout; here: StackOf<Part>; module: Module },
  near: string[] = [],
): { secret: string; field?: string } {
  const store = ownerOf(id, plan, user, near)
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

export function toDataStack(stack: StackOf<Part | FilesRef>, plan: Plan, wiring: Wiring): WrittenFile {
  const module = createModule()
  const classOf = (each: Part | FilesRef) =>
    isStore(each)
      ? module.value(each.counterpart.construct, `./constructs/${storeOf(each).file}.ts`)
      : module.value('SharedFiles', './constructs/shared-files.ts')
  const stores = stack.members.filter(isStore)
  return toStackFile(stack, module, {
    about: 'What keeps state. It stands apart from the services, so that they can be taken down without it.',
    fields: stack.members.map((each) => `readonly ${each.name}: ${classOf(each)};`),
    blocks: [
      stack.members
        .map((each) =>
          isStore(each)
            ? declareStore(each, usersOf(each, plan, wiring), classOf(each), module)
            : declareFiles(each, classOf(each), module),
        )
        .join('\n'),
      stores.flatMap(({ name, component }) => tagOfTeam(name, component.team, module)).join('\n'),
    ],
    yours: 'data',
  })
}

function isStore(each: Part | FilesRef): each is Part {
  return 'role' in each
}

function declareFiles({ id, name, construct, owner }: FilesRef, className: string, module: Module): string {
  const vpc = `${module.prop('network', module.type('Network', './constructs/backend.ts'))}.vpc`
  const properties: Property[] = [
    ['vpc', vpc],
    ['name', quoted(id)],
    ['owner', String(owner)],
  ]
  const begin = `this.${name} = new ${className}(this, ${quoted(construct)}, `
  const line = objectOf(properties, true)
  // Four signs stand before it, and two behind.
  return `${begin}${begin.length + line.length + 6 <= widest ? line : objectOf(properties)});`
}

function declareStore(part: Part, users: Part[], className: string, module: Module): string {
  const store = storeOf(part)
  const known = store.users === 'own' ? [['users', toList(users.map(({ id }) => quoted(id)))] as const] : []
  const database = databaseOf(part)
  const words = Object.entries({ ...propertiesOf(part), ...(database === undefined ? {} : { database }) }).map(
    ([key, value]) => [key, typeof value === 'number' ? String(value) : quoted(value)] as const,
  )
  const comment = part.component.name ? `${commentOf(part.component.name)}\n` : ''
  const named: Property[] = [['name', quoted(part.id)], ...words, ...known]
  const args = store.inNetwork
    ? objectOf([toSurroundings(part, module), ...named], words.length + known.length === 0)
    : words.length === 0
      ? quoted(part.id)
      : `${quoted(part.id)}, ${objectOf(words, true)}`
  return `${comment}this.${part.name} = new ${className}(this, ${quoted(part.construct)}, ${args});`
}

/** What a store is told besides its name: sizes, engines. */
export function propertiesOf({ component, counterpart }: Part): Record<string, string | number> {
  const connections = typeof component.connections === 'number' ? component.connections : 0
  const usual = usualClassOf(component)
  const sized = usual === undefined ? component : { instanceClass: usual, ...component }
  return storeOf({ counterpart }).properties(sized, counterpart, connections)
}

/** A kind with classes is predicted with this one, where the design names none. */
export function usualClassOf({ kind }: Component): string | undefined {
  const usual = kindOf(kind)?.parameters.instanceClass?.meta() as { absent?: string } | undefined
  return usual?.absent
}

/** Whether it runs on machines of a class. */
export function hasClass(part: Part): boolean {
  if (part.role !== 'store') return false
  const { instanceType, nodeType } = propertiesOf(part)
  return instanceType !== undefined || nodeType !== undefined
}

/** Whether the largest class that is chosen for a store has less memory than the design states. */
export function hasLessMemory(part: Part): boolean {
  const { instanceType, nodeType } = propertiesOf(part)
  const chosen = memoryOfClass(String(instanceType ?? nodeType))
  return typeof part.component.memory === 'string' && chosen !== undefined && toBytes(part.component.memory) > chosen
}

/** Databases whose users are made by a task need what tasks run on. */
function toSurroundings(part: Part, module: Module): Property {
  if (!needsTasks(part)) return ['vpc', `${module.prop('network', module.type('Network', './constructs/backend.ts'))}.vpc`]
  return ['platform', module.prop('platform', module.type('ClusterStack', './cluster-stack.ts'))]
}

export function needsTasks(part: Part | FilesRef): boolean {
  return isStore(part) && part.role === 'store' && storeOf(part).needs.includes('run-once-task')
}

/** One line of a formatter, where it fits; a line for each otherwise. */
function toList(elements: string[]): string {
  const line = `[${elements.join(', ')}]`
  return line.length <= 100 ? line : `[\n${elements.map((each) => `  ${each},\n`).join('')}]`
}
