import { type Outcome, toShortText } from './run-case.ts'

/** Outcomes as aligned text, one row each. */
export function toTable(outcomes: Outcome[]): string {
  const rows = outcomes.map(({ ok, ...row }) => [
    row.case,
    row.metric,
    toShortText(row.expected),
    toShortText(row.got),
    `${row.error.toFixed(2)} %`,
    row.allowed,
    ok ? '' : 'FAILED',
  ])
  const all = [['case', 'metric', 'expected', 'got', 'error', 'allowed', ''], ...rows]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const line = (row: string[]) =>
    row.map((text, i) => (i === 2 || i === 3 || i === 4 ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0))).join('  ')
  return all.map((row) => line(row).trimEnd()).join('\n')
}

/** The same as a Markdown page. */
export function toMarkdown(outcomes: Outcome[]): string {
  const rows = outcomes.map(
    ({ metric, expected, got, error, allowed, source, ...row }) =>
      `| ${row.case} | ${metric} | ${toShortText(expected)} | ${toShortText(got)} | ${error.toFixed(2)} % | ${allowed} | ${source.replaceAll('|', '\\|')} |`,
  )
  return ['| case | metric | expected | got | error | allowed | source |', '| --- | --- | ---: | ---: | ---: | --- | --- |', ...rows].join(
    '\n',
  )
}
