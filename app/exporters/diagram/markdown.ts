import { findBottleneck } from '../../analysis/bottleneck.ts'
import { kindOf } from '../../catalogue/catalogue.ts'
import type { Connection, Design } from '../../design/design.ts'
import { isAsynchronous } from '../../design/is-asynchronous.ts'
import { objectiveText, scenarioSentences } from '../../report/scenario-words.ts'
import { toLatency, toRate, toShare, toText } from '../../run/figures.ts'
import type { Result } from '../../run/result.ts'
import { scenarioOf } from '../../run/scenario.ts'
import { shownName, toOneLine } from './one-line.ts'

export interface PageParts {
  design: Design
  /** Path of the picture beside the page. */
  picture: string
  prediction: Result | undefined
  version: string
}

/** The design as a page to be read: its picture, what it is made of, what is asked of it, and how it is predicted to do. */
export function toMarkdown(parts: PageParts): string {
  const { design, picture, prediction, version } = parts
  const title = shownName(design.name, 'A design')
  const sections = [
    `# ${escaped(title)}`,
    `![${escaped(title)}](${picture})`,
    ...(prediction ? predictionOf(design, prediction) : []),
    ...componentsOf(design),
    ...connectionsOf(design),
    ...boundariesOf(design),
    ...scenariosOf(design),
    `*Written by Microcosm ${version} from the design file.*`,
  ]
  return `${sections.join('\n\n')}\n`
}

function componentsOf(design: Design): string[] {
  const rows = Object.entries(design.components).map(([id, component]) => {
    const kind = kindOf(component.kind)
    return [
      escaped(shownName(component.name, id)),
      `\`${id}\``,
      escaped(kind?.label ?? component.kind),
      escaped(component.team ?? ''),
      escaped(kind?.describe(component) ?? ''),
    ]
  })
  const notes = Object.entries(design.components).flatMap(([id, { name, notes: written }]) =>
    written === undefined || toOneLine(written) === '' ? [] : [`- **${escaped(shownName(name, id))}**: ${escaped(written)}`],
  )
  return ['## Components', table(['Name', 'Id', 'Kind', 'Team', 'Settings'], rows), ...(notes.length > 0 ? [notes.join('\n')] : [])]
}

function connectionsOf(design: Design): string[] {
  const connections = design.connections ?? []
  if (connections.length === 0) return []
  const nameOf = (id: string) => escaped(shownName(design.components[id]?.name, id))
  const rows = connections.map((connection) => [
    nameOf(connection.from),
    nameOf(connection.to),
    `${connection.protocol}${isAsynchronous(design, connection) ? ', asynchronous' : ''}`,
    callsText(connection),
    escaped(policyText(connection)),
  ])
  return ['## Connections', table(['From', 'To', 'Protocol', 'Calls per request', 'If it is slow or fails'], rows)]
}

function callsText({ calls = 1 }: Connection): string {
  if (typeof calls === 'number') return String(calls)
  return escaped(
    Object.entries(calls)
      .map(([journey, amount]) => `${journey} ${amount}`)
      .join(', '),
  )
}

function policyText({ timeout, retries, breaker }: Connection): string {
  return [
    timeout === undefined ? '' : `given up after ${timeout}`,
    retries === undefined ? '' : `${retries.attempts} ${retries.attempts === 1 ? 'retry' : 'retries'}`,
    breaker === undefined ? '' : `breaker opens at ${toText(toShare(breaker.failures))} failures`,
  ]
    .filter(Boolean)
    .join(', ')
}

function boundariesOf(design: Design): string[] {
  const groups = Object.entries(design.groups ?? {})
  if (groups.length === 0) return []
  const nameOf = (id: string) => shownName(design.components[id]?.name ?? design.groups?.[id]?.name, id)
  const lines = groups.map(([id, { name, members }]) => `- **${escaped(shownName(name, id))}**: ${escaped(members.map(nameOf).join(', '))}`)
  return ['## Boundaries', lines.join('\n')]
}

function scenariosOf(design: Design): string[] {
  const scenarios = Object.keys(design.scenarios ?? {})
  if (scenarios.length === 0) return []
  const sections = scenarios.flatMap((id) => {
    const scenario = scenarioOf(design, id)
    const objectives = scenario.objectives.map((objective) => `- ${escaped(objectiveText(objective))}`)
    return [
      `### ${escaped(shownName(scenario.name, id))}`,
      scenarioSentences(design, scenario)
        .map((sentence) => `- ${escaped(sentence)}`)
        .join('\n'),
      ...(objectives.length > 0 ? [`What is asked of it:\n\n${objectives.join('\n')}`] : []),
    ]
  })
  return ['## Scenarios', ...sections]
}

/** What the page begins with, since it is what a reader wants to know. */
function predictionOf(design: Design, result: Result): string[] {
  const nameOf = (id: string) => escaped(shownName(design.components[id]?.name, id))
  const journeys = Object.entries(result.journeys).map(([name, { offered, errorRate, latency }]) => [
    escaped(name),
    toText(toRate(offered)),
    toText(toShare(errorRate)),
    ...[latency.p50, latency.p95, latency.p99].map((ms) => toText(toLatency(ms))),
  ])
  const isSource = (id: string) => kindOf(design.components[id]?.kind ?? '')?.accepts.length === 0
  const components = Object.entries(result.components)
    .filter(([id]) => !isSource(id))
    .sort(([, a], [, b]) => b.utilisation - a.utilisation)
    .map(([id, { throughput, utilisation, latency }]) => [
      nameOf(id),
      toText(toRate(throughput)),
      toText(toShare(utilisation)),
      toText(toLatency(latency.p99)),
    ])
  const objectives = result.objectives.map(
    (objective) =>
      `- ${objective.verdict === 'unknown' ? 'not known yet' : objective.met ? 'met' : '**missed**'}: ${escaped(objectiveText(objective))}`,
  )
  const notes = result.notes.map((note) => `- ${escaped(note)}`)
  const bottleneck = findBottleneck(design, result)
  const scenario = shownName(scenarioOf(design, result.scenario).name, result.scenario)
  return [
    '## Prediction',
    `Of the scenario *${escaped(scenario)}*, by simulation (seed ${result.seed}).`,
    ...(bottleneck ? [`**${escaped(bottleneck.sentence)}** ${escaped(bottleneck.remedy)}`] : []),
    ...(objectives.length > 0 ? [objectives.join('\n')] : []),
    table(['Journey', 'Rate', 'Errors', 'p50', 'p95', 'p99'], journeys),
    table(['Component', 'Rate', 'Utilisation', 'p99'], components),
    ...(notes.length > 0 ? [notes.join('\n')] : []),
  ]
}

function table(heads: string[], rows: string[][]): string {
  const lines = [heads, heads.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Text that no Markdown is read into: one line, with every sign that could mean something marked. */
export function escaped(text: string): string {
  return toOneLine(text)
    .replace(/[\\`*_{}[\]|~#!$]/g, (sign) => `\\${sign}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/^([-+=]|\d+[.)])/, '&#8203;$1')
    .replace(/(https?|www)(:\/\/|\.)/gi, '$1&#8203;$2')
}
