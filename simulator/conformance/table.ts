import type { Coverage } from './coverage.ts'
import { type Outcome, toShortText } from './run-case.ts'
import type { Trust } from './trusted.ts'

const right = new Set(['expected', 'got', 'error', 'truth', 'known', 'covered'])
const heading = ['case', 'metric', 'expected', 'got', 'error', 'allowed']
const coverageHeading = ['design', 'figure', 'truth', 'covered']
const trustHeading = ['design', 'figure', 'truth', 'known', 'covered', 'verdict']

/** Outcomes as aligned text, one row each. */
export function toTable(outcomes: Outcome[]): string {
  return align([[...heading, ''], ...outcomes.map((outcome) => [...toCells(outcome), outcome.ok ? '' : 'FAILED'])])
}

/** The same as Markdown, with the source of each formula. */
export function toMarkdown(outcomes: Outcome[]): string {
  return toMarkdownTable(
    [...heading, 'source'],
    outcomes.map((outcome) => [...toCells(outcome), outcome.source]),
  )
}

export function toCoverageTable(coverage: Coverage[]): string {
  return align([[...coverageHeading, ''], ...coverage.map((row) => [...toCoverageCells(row), row.ok ? '' : 'FAILED'])])
}

export function toCoverageMarkdown(coverage: Coverage[]): string {
  return toMarkdownTable(coverageHeading, coverage.map(toCoverageCells))
}

export function toTrustTable(trust: Trust[]): string {
  return align([[...trustHeading, ''], ...trust.map((row) => [...toTrustCells(row), row.ok ? '' : 'FAILED'])])
}

export function toTrustMarkdown(trust: Trust[]): string {
  return toMarkdownTable(trustHeading, trust.map(toTrustCells))
}

function toCells({ metric, expected, got, error, allowed, ...row }: Outcome): string[] {
  return [row.case, metric, toShortText(expected), toShortText(got), `${error.toFixed(2)} %`, allowed]
}

function toCoverageCells({ design, figure, truth, covered, runs }: Coverage): string[] {
  return [design, figure, toShortText(truth), `${covered} of ${runs}`]
}

function toTrustCells({ design, figure, truth, known, covered, runs, verdict }: Trust): string[] {
  return [design, figure, toShortText(truth), `${known} of ${runs}`, known === 0 ? '' : `${covered} of ${known}`, verdict]
}

function align(rows: string[][]): string {
  const [first = []] = rows
  const widths = first.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const cell = (text: string, i: number) => (right.has(first[i] ?? '') ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0))
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n')
}

function toMarkdownTable(names: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(names), line(names.map((name) => (right.has(name) ? '---:' : '---'))), ...rows.map(line)].join('\n')
}
