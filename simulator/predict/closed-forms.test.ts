import { afterAll, describe, expect, test } from 'vitest'
import { cases } from '../engine/fixtures/closed-form-cases.ts'
import { type ClosedForm, closedForms } from '../engine/fixtures/closed-forms.ts'
import { simulate } from '../engine/fixtures/simulate.ts'

/**
 * The engine against queueing theory. Usually the cases that reach their accuracy quickly, with as many requests as that takes;
 * with MICROCOSM_CLOSED_FORMS=all the whole table with all its requests (a few minutes).
 */
const all = process.env.MICROCOSM_CLOSED_FORMS === 'all'
const lines: string[] = []

afterAll(() => {
  const heading = `${'case'.padEnd(40)}${'metric'.padEnd(22)}${'expected'.padStart(14)}${'got'.padStart(14)}${'error'.padStart(9)}  allowed`
  process.stdout.write(`${[heading, ...lines].join('\n')}\n`)
})

describe('closed forms', () => {
  const inTable = new Map<string, ClosedForm[]>()
  for (const row of closedForms) inTable.set(row.case, [...(inTable.get(row.case) ?? []), row])
  test('every case has rows and every row a case', () => {
    expect([...inTable.keys()].sort()).toEqual(Object.keys(cases).sort())
  })
  for (const [name, rows] of inTable) {
    const subject = cases[name]
    const seconds = all ? subject?.seconds : subject?.quick
    test.skipIf(seconds === undefined)(name, { timeout: 600_000 }, () => {
      const got =
        subject?.metrics(
          simulate(subject.design, 'run', seconds, 1).result,
          (s, seed) => simulate(subject.design, 'run', s, seed).result,
        ) ?? {}
      const errors = rows.map((row) => compare(row, got[row.metric] ?? Number.NaN))
      rows.forEach((row, i) => {
        expect.soft(errors[i], `${name}, ${row.metric}: error in percent`).toBeLessThanOrEqual(row.tolerance)
      })
    })
  }
})

/** The error in percent of what is expected. */
function compare(row: ClosedForm, got: number): number {
  const error = row.expected === got ? 0 : (Math.abs(got - row.expected) / Math.abs(row.expected || 1)) * 100
  const figures = [row.expected, got].map((value) => String(Number(value.toPrecision(7))).padStart(14)).join('')
  lines.push(`${row.case.padEnd(40)}${row.metric.padEnd(22)}${figures}${`${error.toFixed(2)} %`.padStart(9)}  ${row.tolerance} %`)
  return error
}
