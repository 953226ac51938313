import { expect, test } from 'vitest'
import { applyFix } from '../design/apply-fix.ts'
import { readDocument } from '../design/document.ts'
import { writeDocument } from '../design/write-document.ts'
import { checkDocument } from '../rules/rules.ts'
import type { Result } from '../run/result.ts'
import { findNothingOffered } from './nothing-offered.ts'

const nobody = `microcosm: 1
components:
  db: { kind: postgres }
  api: { kind: service, name: API }
connections:
  - { from: api, to: db, protocol: postgres }
`
const result = (offered: number) => ({ journeys: offered === 0 ? {} : { default: { offered } } }) as unknown as Result
const read = (text: string) => readDocument(text).design ?? expect.fail('cannot be read')

test('without traffic it says so and offers to add some where requests would arrive', () => {
  const found = findNothingOffered(read(nobody), result(0))
  expect(found?.sentence).toBe(
    'Nothing was asked of this design, so there is nothing to say of its limits. No traffic comes to this design, so nothing will happen.',
  )
  expect(found?.fix?.label).toBe('Add traffic to API')
  const mended = writeDocument(readDocument(nobody), applyFix(read(nobody), found?.fix ?? expect.fail('no fix')))
  expect(mended.design?.connections?.at(-1)).toEqual({ from: 'traffic', to: 'api', protocol: 'http' })
  expect(checkDocument(mended).filter(({ severity }) => severity !== 'advice')).toEqual([])
  expect(findNothingOffered(mended.design ?? expect.fail('cannot be read'), result(20))).toBeNull()
})

test('a single component gets traffic, too, and a design without connections', () => {
  const one = read('microcosm: 1\ncomponents:\n  web: { kind: service }\n')
  const fix = findNothingOffered(one, result(0))?.fix ?? expect.fail('no fix')
  expect(applyFix(one, fix).connections).toEqual([{ from: 'traffic', to: 'web', protocol: 'http' }])
})

test('traffic that goes nowhere is connected', () => {
  const loose = read(`${nobody}`.replace('components:\n', 'components:\n  people: { kind: traffic, rate: 5 }\n'))
  const found = findNothingOffered(loose, result(0))
  expect(found?.fix?.label).toBe('Connect it to API')
})

test('a scenario whose traffic is scaled to nothing is named', () => {
  const quiet = read(
    `${nobody}  - { from: people, to: api, protocol: http }\nscenarios:\n  night: { duration: 60s, traffic: [{ at: 0s, scale: 0 }] }\n`.replace(
      'components:\n',
      'components:\n  people: { kind: traffic, rate: 5 }\n',
    ),
  )
  expect(findNothingOffered(quiet, result(0))?.sentence).toContain('No traffic comes in the scenario night')
})

test('where requests came, there is nothing to tell', () => {
  expect(findNothingOffered(read(nobody), result(3))).toBeNull()
})
