import type { Capacity, Sensitivity } from '../analysis/answers.ts'
import { findBottleneck } from '../analysis/bottleneck.ts'
import { findBusiest } from '../analysis/busiest.ts'
import { capacityInterval } from '../analysis/capacity-interval.ts'
import { nameOf as nameIn } from '../analysis/name-of.ts'
import { findNothingOffered } from '../analysis/nothing-offered.ts'
import { pathParts } from '../analysis/path-parts.ts'
import { retryAmplification } from '../analysis/retry-amplification.ts'
import type { Design } from '../design/design.ts'
import { counted, type Figure, toCount, toFactorText, toLatency, toRate, toShare, toSpan, toText } from '../run/figures.ts'
import type { Result } from '../run/result.ts'
import type { ResolvedScenario } from '../run/scenario.ts'
import { assumptionsOf } from './assumptions.ts'
import { chartsOf } from './charts.ts'
import { costTable } from './cost-table.ts'
import { componentTable, connectionTable, figure, journeyTable, table } from './figures-table.ts'
import { html, type Markup } from './html.ts'
import { reportStyle } from './report-style.ts'
import { objectiveText, scenarioSentences } from './scenario-words.ts'
import { waterfalls } from './waterfalls.ts'

export interface ReportParts {
  design: Design
  scenario: ResolvedScenario
  result: Result
  /** The drawing as SVG, from the diagram exporter. */
  drawing?: string
  capacity?: Capacity[]
  sensitivity?: { figure: number | null; parameters: Sensitivity[]; needed?: number | null | undefined }
  /** What repeats this result: the command line. */
  command: string
  version: string
}

/**
 * One self-contained page on a run: nothing is loaded, nothing runs, and it prints. Everything that came from the design is
 * escaped; a policy in the page forbids all but its own style.
 */
export function toReport(parts: ReportParts): string {
  const { design, scenario, result, drawing } = parts
  const nameOf = (id: string) => nameIn(design, id)
  const title = design.name ?? result.design
  const retried = Object.values(result.connections).some(({ retryRate }) => retryRate > 0.001)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}: ${scenario.name}</title>
<style>${reportStyle}</style>
</head>
<body><main>
<header><h1>${title}</h1><p class="sub">${subtitle(parts)}</p></header>
${section('What it comes to', summary(parts))}
${drawing !== undefined && section('The design', toPicture(drawing, `The drawing of ${title}`))}
${section('What happens', html`<ul class="plain">${scenarioSentences(design, scenario).map((line) => html`<li>${line}</li>`)}</ul>`)}
${section('Over time', html`<div class="charts">${chartsOf(result, scenario, design)}</div>`)}
${section('Journeys', journeyTable(result))}
${result.criticalPaths && section('Where the time goes', paths(result.criticalPaths, nameOf))}
${result.traces.length > 0 && section('Requests that were followed', waterfalls(result.traces, nameOf))}
${parts.capacity && section('How much traffic it stands', capacities(parts.capacity))}
${parts.sensitivity && section('What moves the p99 most', sensitivities(parts.sensitivity))}
${section('Components', componentTable(result, nameOf))}
${section('Connections', connectionTable(result, nameOf))}
${result.cost && section('What it costs', costTable(result.cost, nameOf))}
${retried && section('How retries multiply traffic', amplification(design, result, nameOf))}
${section('Assumptions', html`<ul class="plain">${assumptionsOf(design, result).map((line) => html`<li>${line}</li>`)}</ul>`)}
${section('To repeat it', repeat(parts))}
<footer>Microcosm ${parts.version}</footer>
</main></body>
</html>
`.text
}

/** An image of its own, so that neither style reaches into the other. */
function toPicture(svg: string, description: string): Markup {
  return html`<img class="drawing" alt="${description}" src="data:image/svg+xml,${encodeURIComponent(svg)}">`
}

function section(title: string, content: Markup): Markup {
  return html`<section><h2>${title}</h2>${content}</section>\n`
}

function subtitle({ scenario, result }: ReportParts): string {
  const engine = result.engine === 'predict' ? 'Predicted' : 'Measured on Docker'
  const warmup = result.warmup > 0 ? `, the first ${toSpan(result.warmup)} left out of the figures` : ''
  const times = result.replications ? `, ${result.replications.count} replications` : ''
  const { statistics } = result
  const longer = statistics && statistics.from >= result.duration && statistics.counted > 0
  const counted = longer ? `, figures over ${toSpan(statistics.counted)} more` : ''
  return `${engine} · scenario ${scenario.name} · ${toSpan(result.duration)}${longer ? counted : warmup}${times} · seed ${result.seed}`
}

const verdictWords = { met: '✓ met', missed: '✕ missed', unknown: '? not known yet' }

function summary({ design, result }: ReportParts): Markup {
  const limit = findBottleneck(design, result)
  const nothing = findNothingOffered(design, result)
  const sentence = nothing?.sentence ?? limit?.sentence ?? findBusiest(design, result)?.sentence ?? ''
  const remedy = nothing?.remedy ?? limit?.remedy
  const unknown = result.objectives.filter(({ verdict }) => verdict === 'unknown').length
  const missed = result.objectives.filter(({ met }) => !met).length - unknown
  const verdict =
    result.objectives.length === 0
      ? ''
      : missed === 0
        ? unknown === 0
          ? `${result.objectives.length === 1 ? 'The objective is' : `All ${result.objectives.length} objectives are`} met.`
          : `${unknown} of ${result.objectives.length} objectives ${unknown === 1 ? 'is' : 'are'} not known yet.`
        : `${missed} of ${result.objectives.length} objectives ${missed === 1 ? 'is' : 'are'} missed.`
  return html`${verdict !== '' && html`<p class="answer"><b>${verdict}</b></p>`}<p class="answer">${sentence}</p>
${remedy !== undefined && html`<p class="remedy">${remedy}</p>`}
${
  result.objectives.length > 0 &&
  html`<ul class="objectives" style="margin-top:14px">${result.objectives.map(
    (objective) =>
      html`<li class="${objective.verdict ?? (objective.met ? 'met' : 'missed')}"><span class="verdict">${verdictWords[objective.verdict ?? (objective.met ? 'met' : 'missed')]}</span><span>${objectiveText(objective)}</span></li>`,
  )}</ul>`
}`
}

const tints = ['#7446d8', '#2466d8', '#0a7a8d', '#198754', '#97640a', '#c4511b', '#c42f6b', '#566174']

function paths(all: NonNullable<Result['criticalPaths']>, nameOf: (id: string) => string): Markup {
  const ids = [...new Set(Object.values(all).flatMap((path) => Object.keys(pathParts(path))))]
  const tint = (id: string) => tints[ids.indexOf(id) % tints.length] ?? ''
  return html`<div class="paths">${Object.entries(all).map(
    ([
      journey,
      path,
    ]) => html`<div><b>${journey}</b> <span class="muted">${toText(toLatency(path.meanMs))} on average, from ${counted(path.requests, 'request')} followed on the way</span>
<div class="bar">${Object.entries(pathParts(path)).map(([id, share]) => html`<i style="width:${(share * 100).toFixed(2)}%;background:${tint(id)}"></i>`)}</div>
<div class="shares">${Object.entries(pathParts(path)).map(([id, share]) => html`<span><i class="dot" style="background:${tint(id)}"></i><b>${nameOf(id)}</b> ${toText(toShare(share))}</span>`)}</div></div>`,
  )}</div>`
}

function capacities(all: Capacity[]): Markup {
  const rows = all.map((capacity) => {
    const { objective, met, missed, ratePerSecond, sentence } = capacity
    return [
      html`<td>${objectiveText(objective)}</td>`,
      html`<td>${met === null ? 'never met' : toFactorText(met)}</td>`,
      figure(toRate(ratePerSecond)),
      html`<td>${missed === null ? 'not found' : toFactorText(missed)}</td>`,
      html`<td>${capacityInterval(capacity) ?? ''}</td>`,
      html`<td class="wrap">${sentence ?? ''}</td>`,
    ]
  })
  return table(['Objective', 'met up to', 'traffic', 'missed from', '95 %', 'what binds then'], rows)
}

const mostParameters = 12

function sensitivities({ figure: base, parameters, needed }: NonNullable<ReportParts['sensitivity']>): Markup {
  const text = ({ kind, value }: Sensitivity, given = value): Figure => (kind === 'duration' ? toLatency(given) : toCount(given))
  if (typeof needed === 'number') {
    return html`<p class="sub" style="margin:0 0 8px">Not known yet: too few requests come to tell a p99. It takes about ${toSpan(needed)} of the scenario.</p>`
  }
  const rows = parameters
    .filter(({ sure = true }) => sure)
    .slice(0, mostParameters)
    .map((each) => [
      html`<td>${each.path}</td>`,
      figure(text(each)),
      html`<td>${toText(text(each, each.low.value))}: ${toText(toLatency(each.low.figure))}</td>`,
      html`<td>${toText(text(each, each.high.value))}: ${toText(toLatency(each.high.figure))}</td>`,
      html`<td>${each.change === null ? 'overloads' : change(each.change)}</td>`,
      html`<td>${each.interval ? `${change(each.interval[0])} to ${change(each.interval[1])}` : ''}</td>`,
    ])
  return html`<p class="sub" style="margin:0 0 8px">Each parameter turned down and up by a tenth (a count by one), all else the same; the slowest journey’s p99 is ${toText(toLatency(base))}.</p>
${table(['Parameter', 'is', 'less', 'more', 'changes the p99 by', '95 %'], rows)}`
}

function change(share: number): string {
  return `${share > 0 ? '+' : ''}${toText(toShare(share))}`
}

function amplification(design: Design, result: Result, nameOf: (id: string) => string): Markup {
  const { components } = retryAmplification(design, result)
  const rows = Object.entries(components)
    .filter(([, factor]) => factor > 1.001)
    .sort(([, a], [, b]) => b - a)
    .map(([id, factor]) => [html`<td>${nameOf(id)}</td>`, html`<td>× ${toText(toCount(factor))}</td>`])
  return table(['Component', 'requests for each that was wanted'], rows)
}

function repeat({ command, result, version }: ReportParts): Markup {
  return html`<dl><dt>Command</dt><dd><code>${command}</code></dd><dt>Seed</dt><dd>${result.seed}</dd><dt>Version</dt><dd>${version}</dd>
<dt>Events</dt><dd>${result.events.toLocaleString('en-GB')}</dd></dl>`
}
