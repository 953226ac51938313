import type { Result } from '../../app/run/result.ts'
import type { PredictRequest } from '../predict/predict-pool.ts'
import { replicationSeed } from '../predict/predict-replications.ts'
import type { PublishedResult, PublishedRow } from './published.ts'

export interface Compared {
  row: PublishedRow
  ours: number | null
  /** Whether ours is within what is allowed of theirs, or of the exact value where there is one. */
  holds: boolean
}

type PredictAll = (requests: PredictRequest[]) => Promise<Result[]>

/** Predicts the design of a row, as often as it takes, and holds what comes of it against what was published. */
export async function compare(row: PublishedRow, predictAll: PredictAll): Promise<Compared> {
  const requests = Array.from({ length: row.runs ?? 1 }, (_, i) => ({
    design: row.design,
    scenario: 'published',
    seed: replicationSeed(1, i),
  }))
  const figures = (await predictAll(requests)).map((result) => row.read(result))
  const ours = figures.includes(null) ? null : (figures as number[]).reduce((sum, figure) => sum + figure, 0) / figures.length
  const truth = row.exact ?? row.theirs
  // Of nothing a share is nothing: there the tolerance is an amount.
  const allowed = truth === 0 ? row.tolerance : row.tolerance * Math.abs(truth)
  return { row, ours, holds: ours !== null && Math.abs(ours - truth) <= allowed + 1e-9 }
}

export function toPage(results: { result: PublishedResult; compared: Compared[] }[]): string {
  const sections = results.map(({ result, compared }) =>
    [
      `## ${result.title}`,
      '',
      result.about,
      '',
      ...(compared.length === 0
        ? []
        : [
            '| figure | theirs | exact | ours | difference |',
            '| --- | --: | --: | --: | --: |',
            ...compared.map(
              ({ row, ours }) =>
                `| ${row.figure} | ${amount(row.theirs, row.unit)} | ${row.exact === undefined ? '' : amount(row.exact, row.unit)} | ${ours === null ? 'none' : amount(ours, row.unit)} | ${difference(row, ours)} |`,
            ),
            '',
          ]),
      ...(result.notExpressed.length === 0 ? [] : ['Not expressed:', '', ...result.notExpressed.map((each) => `- ${each}`), '']),
      `Source: ${result.source}`,
    ].join('\n'),
  )
  return `# Published results

What others published and the same asked of the prediction, made by \`npm run published-results\`. Theirs is as they print it; exact is
what theory gives where theirs carries chance. Difference is ours from exact, or from theirs where there is no exact value.

${sections.join('\n\n')}
`
}

function amount(value: number, unit: string): string {
  const digits = Number(value.toPrecision(4))
  return unit === '' || unit === '/s' ? `${digits}${unit}` : `${digits} ${unit}`
}

function difference({ theirs, exact, unit }: PublishedRow, ours: number | null): string {
  if (ours === null) return ''
  const truth = exact ?? theirs
  if (truth === 0) return amount(ours - truth, unit)
  const percent = ((ours - truth) / truth) * 100
  return `${percent > 0 ? '+' : ''}${percent.toFixed(1)} %`
}
