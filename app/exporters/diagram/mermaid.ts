import { kindOf } from '../../catalogue/catalogue.ts'
import type { Behaviour } from '../../catalogue/component.ts'
import type { Component, Connection, Design } from '../../design/design.ts'
import { isAsynchronous } from '../../design/is-asynchronous.ts'
import { topGroups } from '../../drawing/top-groups.ts'
import { shownName, toOneLine } from './one-line.ts'

/** The design as a Mermaid flowchart, which GitHub, GitLab and many wikis draw. */
export function toMermaid(design: Design): string {
  const ids = new Map(Object.keys(design.components).map((id, index) => [id, `c${index}`]))
  const drawn = new Set<string>()
  const boundaries = topGroups(design).flatMap((id) => toSubgraph(design, id, ids, drawn, 1))
  const alone = Object.entries(design.components).flatMap(([id, component]) =>
    drawn.has(id) ? [] : [`  ${ids.get(id)}${toShape(id, component)}`],
  )
  const lines = (design.connections ?? []).flatMap((connection) => {
    const [from, to] = [ids.get(connection.from), ids.get(connection.to)]
    return from && to ? [`  ${from} ${toArrow(design, connection)} ${to}`] : []
  })
  const title = toTitle(design.name ?? '')
  // A title in front matter is YAML, for which a text in JSON is a text too.
  const head = title === '' ? [] : ['---', `title: ${JSON.stringify(title)}`, '---']
  return `${[...head, 'flowchart LR', ...alone, ...boundaries, ...lines].join('\n')}\n`
}

/** A component is drawn in the first group that names it: Mermaid draws nothing twice. */
function toSubgraph(design: Design, id: string, ids: Map<string, string>, drawn: Set<string>, depth: number): string[] {
  const group = design.groups?.[id]
  if (!group || drawn.has(`group:${id}`)) return []
  drawn.add(`group:${id}`)
  const indent = '  '.repeat(depth)
  const inside = group.members.flatMap((member) => {
    if (Object.hasOwn(design.groups ?? {}, member)) return toSubgraph(design, member, ids, drawn, depth + 1)
    const component = Object.hasOwn(design.components, member) ? design.components[member] : undefined
    if (!component || drawn.has(member)) return []
    drawn.add(member)
    return [`${indent}  ${ids.get(member)}${toShape(member, component)}`]
  })
  if (inside.length === 0) return []
  const number = Object.keys(design.groups ?? {}).indexOf(id)
  return [`${indent}subgraph g${number}[${quoted(shownName(group.name, id))}]`, ...inside, `${indent}end`]
}

/** Stores are cylinders, brokers and traffic have shapes of their own; what is a service is a rectangle. */
function toShape(id: string, component: Component): string {
  const kind = kindOf(component.kind)
  const label = quoted(`${shownName(component.name, id)}\n${kind?.label ?? component.kind}`)
  const [open, close] = shapes[shapeOf(kind?.behaviour(component), kind?.family)]
  return `${open}${label}${close}`
}

const shapes = { round: ['([', '])'], cylinder: ['[(', ')]'], queue: ['[[', ']]'], rectangle: ['[', ']'] } as const

const stores: (string | undefined)[] = ['database', 'cache', 'object store', 'search']

function shapeOf(behaviour: Behaviour | undefined, family: string | undefined): keyof typeof shapes {
  if (behaviour?.model === 'source') return 'round'
  if (behaviour?.model === 'broker') return 'queue'
  return stores.includes(family) ? 'cylinder' : 'rectangle'
}

function toArrow(design: Design, connection: Connection): string {
  const { protocol } = connection
  return isAsynchronous(design, connection) ? `-. ${protocol} .->` : `-- ${protocol} -->`
}

/** Text between quotes, in which Mermaid takes `#` and `&` for entities and the first backtick for Markdown. */
function quoted(text: string): string {
  const lines = text.split('\n').map((line) => toOneLine(line).replace(/[#&<>"'`\\;|[\](){}%*_~$]/g, (sign) => `#${sign.codePointAt(0)};`))
  return `"${lines.filter(Boolean).join('<br/>')}"`
}

/** Mermaid takes tags out of a title and shows entities as they are written, so signs that look alike stand in their place. */
function toTitle(text: string): string {
  return toOneLine(text).replaceAll('<', '‹').replaceAll('>', '›').replaceAll('&', '＆')
}
