import { toHeading } from '../exporters/heading.ts'
import { type ComparedResults, type ComparedRow, comparedFigures, isChanged, pairText } from './compare-results.ts'

/** Two results beside each other as Markdown, to stand in a review: `a → b` where a figure changed. Rows without a change are left out, but for journeys and objectives. */
export function toCompareMarkdown(compared: ComparedResults, names: { before: string; after: string }): string {
  const { scenario, changes, sentence, journeys, objectives, components, connections, cost } = compared
  const under = scenario.before === scenario.after ? scenario.after : `${scenario.before} and ${scenario.after}`
  const sections = [
    `## ${toHeading(names.before)} → ${toHeading(names.after)}`,
    `Predicted under ${toHeading(under)}.`,
    sentence === null ? '' : toHeading(sentence),
    changes.length > 0
      ? ['### Changes', '', ...changes.map((change) => `- ${toHeading(change)}`)].join('\n')
      : 'The designs behave alike: nothing that counts differs.',
    tableOf('Journey', comparedFigures.journeys, journeys),
    tableOf('Objective', comparedFigures.objectives, objectives),
    tableOf('Cost', comparedFigures.cost, cost),
    tableOf('Component', comparedFigures.components, components.filter(isChanged)),
    tableOf('Connection', comparedFigures.connections, connections.filter(isChanged)),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

function tableOf(head: string, figures: readonly string[], rows: ComparedRow[]): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line([head, ...figures]),
    line(['---', ...figures.map(() => '---:')]),
    ...rows.map((row) => line([toHeading(rowName(row)), ...figures.map((figure) => cell(row, figure))])),
  ].join('\n')
}

/** What came or went says so with its name. */
export function rowName({ name, presence }: ComparedRow): string {
  return presence === 'both' ? name : `${name} (${presence})`
}

function cell({ figures }: ComparedRow, figure: string): string {
  const pair = figures[figure]
  if (!pair) return '–'
  return pair.before !== undefined && pair.after !== undefined && pair.before !== pair.after ? `**${pairText(pair)}**` : pairText(pair)
}
