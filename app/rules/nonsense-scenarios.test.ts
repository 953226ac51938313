import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { applyFix } from '../design/apply-fix.ts'
import { readDocument } from '../design/document.ts'
import { writeDocument } from '../design/write-document.ts'
import { nonsenseScenarios as cases, sound, textOf } from './fixtures/nonsense-scenarios.ts'
import { checkDocument } from './rules.ts'

const problemsOf = (text: string) => checkDocument(readDocument(text)).filter(({ severity }) => severity !== 'advice')

test('nothing is wrong with the design that they are made from', () => {
  expect(problemsOf(sound)).toEqual([])
  expect(cases.length).toBeGreaterThanOrEqual(40)
})

describe.each(cases)('%s', (_, rule, written, instead, line) => {
  const text = textOf(written, instead)

  test(`is a problem with its place: ${rule}`, () => {
    expect(text).not.toBe(sound)
    const found = problemsOf(text).filter((problem) => problem.rule === rule)
    expect(found, JSON.stringify(problemsOf(text))).not.toHaveLength(0)
    expect(found[0]?.line).toBe(line)
    expect(found[0]?.message).toMatch(/^[A-Z0-9a-z].*\.$/)
    expect(found[0]?.remedy).toMatch(/\.$/)
  })

  test('is settled by its fix, where it has one', () => {
    const document = readDocument(text)
    const problem = checkDocument(document).find((each) => each.rule === rule)
    if (!problem?.fix || !document.design) return
    const mended = checkDocument(writeDocument(document, applyFix(document.design, problem.fix)))
    expect(mended.filter((each) => each.severity === 'error' || each.rule === rule)).toEqual([])
  })
})

const examples = resolve(import.meta.dirname, '../../assets/examples')
/** It shows what comes of time limits that grow from step to step, so that is what is wrong with it. */
const meant: Record<string, string[]> = { 'cascading-timeout.microcosm.yaml': ['timeouts-nest', 'retries-within-timeout'] }

test.each(readdirSync(examples).filter((name) => name.endsWith('.yaml')))('no false alarm on %s', (name) => {
  const found = problemsOf(readFileSync(resolve(examples, name), 'utf8'))
  expect(
    found.map(({ rule }) => rule).filter((rule) => !(meant[name] ?? []).includes(rule)),
    JSON.stringify(found),
  ).toEqual([])
})
