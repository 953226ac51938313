import { kindOf } from '../../catalogue/catalogue.ts'
import type { Behaviour } from '../../catalogue/component.ts'
import type { Component, Connection, Design, Protocol } from '../../design/design.ts'
import { topGroups } from '../../drawing/top-groups.ts'
import { shownName } from './one-line.ts'

/**
 * The design in the language of Structurizr, as a C4 model: traffic are people, third parties are software systems of their own,
 * and everything else is a container of the one system that the design is.
 */
export function toStructurizr(design: Design): string {
  const name = toPlain(shownName(design.name, 'System'))
  const parts = toParts(design, name)
  const system = quoted(name)
  const inside = parts.filter(({ role }) => role === 'container')
  const grouped = new Set<string>()
  const lines = [
    `workspace ${system} "Written by Microcosm. Lay it out and present it in Structurizr; change the system in Microcosm." {`,
    '',
    '    model {',
    ...(hasNesting(design) ? ['        properties {', '            "structurizr.groupSeparator" "/"', '        }'] : []),
    ...parts.flatMap((part) => (part.role === 'container' ? [] : [`        ${part.identifier} = ${toElement(part)}`])),
    `        system = softwareSystem ${system} {`,
    ...topGroups(design).flatMap((id) => toGroup(design, id, inside, grouped, 3)),
    ...inside.flatMap((part) => (grouped.has(part.id) ? [] : [`            ${part.identifier} = ${toElement(part)}`])),
    '        }',
    ...(design.connections ?? []).flatMap((connection) => toRelationship(connection, parts)),
    '    }',
    '',
    ...views(name),
    '}',
  ]
  return `${lines.join('\n')}\n`
}

interface Part {
  id: string
  identifier: string
  name: string
  role: 'person' | 'softwareSystem' | 'container'
  component: Component
  behaviour: Behaviour | undefined
}

/** Words that mean something where an identifier may stand. */
const reserved = new Set([
  'this',
  'system',
  'workspace',
  'model',
  'views',
  'group',
  'person',
  'softwaresystem',
  'container',
  'component',
  'element',
  'properties',
])

function toParts(design: Design, system: string): Part[] {
  const taken = new Set<string>()
  const containers = new Set<string>()
  const others = new Set([system.toLowerCase()])
  return Object.entries(design.components).map(([id, component]) => {
    const kind = kindOf(component.kind)
    const behaviour = kind?.behaviour(component)
    const plain = id.replaceAll('-', '_')
    let identifier = reserved.has(plain) ? `${plain}_` : plain
    while (taken.has(identifier)) identifier += '_'
    taken.add(identifier)
    const role = behaviour?.model === 'source' ? 'person' : kind?.family === 'external' ? 'softwareSystem' : 'container'
    const wanted = toPlain(shownName(component.name, id)) || id
    const name = uniqueName(wanted, id, role === 'container' ? containers : others)
    return { id, identifier, name, role, component, behaviour }
  })
}

/**
 * Names of people and systems must differ, and names of the system's containers: a second one is followed by its id. Small and
 * capital letters make no difference.
 */
function uniqueName(wanted: string, id: string, taken: Set<string>): string {
  let name = wanted
  for (let number = 1; taken.has(name.toLowerCase()); number += 1) name = number === 1 ? `${wanted} (${id})` : `${wanted} (${id} ${number})`
  taken.add(name.toLowerCase())
  return name
}

function toElement({ name, role, component, behaviour }: Part): string {
  const kind = kindOf(component.kind)
  const described = [kind?.describe(component), component.team === undefined ? undefined : `team ${component.team}`]
    .filter(Boolean)
    .join(', ')
  if (role !== 'container') return `${role} ${quoted(name)} ${quoted(described)}`
  const tags = behaviour?.model === 'broker' ? ' "Broker"' : stores.includes(kind?.family) ? ' "Store"' : ''
  return `container ${quoted(name)} ${quoted(described)} ${quoted(kind?.label ?? component.kind)}${tags}`
}

const stores: (string | undefined)[] = ['database', 'cache', 'object store', 'search']

function toRelationship(connection: Connection, parts: Part[]): string[] {
  const [from, to] = [connection.from, connection.to].map((id) => parts.find((part) => part.id === id))
  if (!from || !to) return []
  const verb = from.behaviour?.model === 'broker' ? 'delivers to' : to.behaviour?.model === 'broker' ? 'publishes to' : 'calls'
  const tags = connection.mode === 'async' || from.behaviour?.model === 'broker' ? ' "Asynchronous"' : ''
  return [`        ${from.identifier} -> ${to.identifier} "${verb}" ${quoted(technology(connection.protocol))}${tags}`]
}

// What is an abbreviation is written as one.
const abbreviations: readonly string[] = ['http', 'grpc', 'amqp', 'tcp', 'mqtt', 'nats', 'sqs', 'sns'] satisfies Protocol[]

function technology(protocol: Protocol): string {
  return protocol === 'grpc' ? 'gRPC' : abbreviations.includes(protocol) ? protocol.toUpperCase() : protocol
}

function toGroup(design: Design, id: string, parts: Part[], grouped: Set<string>, depth: number): string[] {
  const group = design.groups?.[id]
  if (!group || grouped.has(`group:${id}`)) return []
  grouped.add(`group:${id}`)
  const indent = '    '.repeat(depth)
  const inside = group.members.flatMap((member) => {
    if (Object.hasOwn(design.groups ?? {}, member)) return toGroup(design, member, parts, grouped, depth + 1)
    const part = parts.find((one) => one.id === member)
    if (!part || grouped.has(member)) return []
    grouped.add(member)
    return [`${indent}    ${part.identifier} = ${toElement(part)}`]
  })
  // The separator of nested groups may stand in no name of one.
  const name = toPlain(shownName(group.name, id)).replaceAll('/', '-') || id
  return inside.length === 0 ? [] : [`${indent}group ${quoted(name)} {`, ...inside, `${indent}}`]
}

function hasNesting({ groups = {} }: Design): boolean {
  return Object.values(groups).some(({ members }) => members.some((member) => Object.hasOwn(groups, member)))
}

function views(system: string): string[] {
  return [
    '    views {',
    '        systemContext system "context" {',
    '            include *',
    '            autolayout lr',
    '        }',
    '        container system "containers" {',
    '            include *',
    '            autolayout lr',
    `            title ${quoted(`${system}: containers`)}`,
    '        }',
    '        styles {',
    ...styled('element "Person"', 'shape Person', 'background #566174', 'color #ffffff'),
    ...styled('element "Software System"', 'background #7446d8', 'color #ffffff'),
    ...styled('element "Container"', 'background #2466d8', 'color #ffffff'),
    ...styled('element "Store"', 'shape Cylinder', 'background #198754'),
    ...styled('element "Broker"', 'shape Pipe', 'background #97640a'),
    ...styled('relationship "Asynchronous"', 'style dashed'),
    '        }',
    '    }',
  ]
}

function styled(what: string, ...lines: string[]): string[] {
  return [`            ${what} {`, ...lines.map((line) => `                ${line}`), '            }']
}

function quoted(text: string): string {
  return `"${toPlain(text)}"`
}

/** A text between quotes can hold no quote of its own, no backslash before one, and nothing that looks like a constant. */
function toPlain(text: string): string {
  return shownName(text, '')
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .replace(/\$(?=\{)/g, '$ ')
}
