import { rowName } from '../../app/report/compare-markdown.ts'
import { type ComparedResults, type ComparedRow, comparedFigures, isChanged, pairText } from '../../app/report/compare-results.ts'
import { toTable } from './table.ts'

/** Two results beside each other on a terminal: `a → b` where a figure changed. */
export function toCompareText(compared: ComparedResults, names: { before: string; after: string }): string {
  const { scenario, changes, sentence, journeys, objectives, components, connections, cost } = compared
  const under = scenario.before === scenario.after ? scenario.after : `${scenario.before} and ${scenario.after}`
  const parts = [
    `Predicted: ${names.before} → ${names.after}, scenario ${under}`,
    changes.length > 0
      ? ['CHANGES', ...changes.map((change) => `  ${change}`)].join('\n')
      : 'The designs behave alike: nothing that counts differs.',
    tableOf('JOURNEY', comparedFigures.journeys, journeys),
    tableOf('COMPONENT', comparedFigures.components, components.filter(isChanged)),
    tableOf('CONNECTION', comparedFigures.connections, connections.filter(isChanged)),
    tableOf('COST', comparedFigures.cost, cost),
    tableOf('OBJECTIVE', comparedFigures.objectives, objectives),
    sentence ?? '',
  ]
  return parts.filter(Boolean).join('\n\n')
}

function tableOf(head: string, figures: readonly string[], rows: ComparedRow[]): string {
  if (rows.length === 0) return ''
  const cells = (row: ComparedRow) => figures.map((figure) => (row.figures[figure] ? pairText(row.figures[figure]) : '–'))
  return toTable(
    [head, ...figures],
    rows.map((row) => [rowName(row), ...cells(row)]),
  )
}
