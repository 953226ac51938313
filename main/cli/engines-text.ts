import { toHeading } from '../../app/exporters/heading.ts'
import type { ComparedEngines, EngineFigure } from '../../app/report/compare-engines.ts'
import type { Result } from '../../app/run/result.ts'
import { toTable } from './table.ts'

const columns = ['figure', 'predicted', 'measured', 'difference'] as const
const tables = [
  ['Journey', 'journeys'],
  ['Objective', 'objectives'],
  ['Component', 'components'],
  ['Connection', 'connections'],
] as const

/** What was predicted beside what was measured, for a terminal. */
export function toEnginesText(compared: ComparedEngines, file: string, { scenario }: Result): string {
  const parts = tables.map(([head, key]) => {
    const rows = compared[key].map((figure, index, all) => [figure.name === all[index - 1]?.name ? '' : figure.name, ...cells(figure)])
    return rows.length === 0 ? '' : toTable([head.toUpperCase(), ...columns], rows)
  })
  return [`Predicted and measured: ${file}, scenario ${scenario}`, ...parts].filter(Boolean).join('\n\n')
}

/** The same as Markdown, to stand in a review. */
export function toEnginesMarkdown(compared: ComparedEngines, file: string, { scenario }: Result): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`
  const parts = tables.map(([head, key]) => {
    const rows = compared[key].map((figure) => line([toHeading(figure.name), ...cells(figure)]))
    return rows.length === 0
      ? ''
      : [line([head, ...columns]), line(['---', '---', ...columns.slice(1).map(() => '---:')]), ...rows].join('\n')
  })
  return [`## ${toHeading(file)}: predicted and measured`, `Under ${toHeading(scenario)}.`, ...parts].filter(Boolean).join('\n\n')
}

function cells(figure: EngineFigure): string[] {
  return columns.map((column) => figure[column])
}
