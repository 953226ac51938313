import { expect, test } from 'vitest'
import { changeId } from './change-id.ts'
import { readDocument } from './document.ts'
import { removeComponents, setGroup } from './edit.ts'
import { addStep, changeStep, componentsInFocus, moveStep, removeStep, withoutScenario } from './presentation.ts'
import { writeDocument } from './write-document.ts'

const text = `microcosm: 1
components:
  shop: { kind: service }
  db: { kind: postgres }
groups:
  inner: { members: [db] }
scenarios:
  day: { duration: 1m }
presentation:
  # The whole.
  - name: A shop
  - name: Its data
    text: |
      All of it
      in one place.
    focus: [inner, shop]
    scenario: day
    at: 20s
    x-mine: kept
`
const document = readDocument(text)
const { design } = document
if (!design) throw new Error('The design cannot be read.')

const written = (edited: typeof design) => writeDocument(document, edited).text

test('a step is added, changed, moved and taken away, and the lines of the others stay as they are', () => {
  expect(document.problems).toEqual([])
  const added = addStep(design, { name: 'Traffic', view: { x: 0, y: 0, width: 400, height: 300 } }, 1)
  expect(written(added)).toBe(
    text.replace('  - name: Its', '  - name: Traffic\n    view: { x: 0, y: 0, width: 400, height: 300 }\n  - name: Its'),
  )
  expect(written(changeStep(design, 1, { at: '30s' }))).toBe(text.replace('at: 20s', 'at: 30s'))
  expect(written(changeStep(design, 1, { scenario: undefined, at: undefined }))).toBe(text.replace('    scenario: day\n    at: 20s\n', ''))
  expect(changeStep(design, 1, { name: ' ' })).toEqual(design)
  expect(moveStep(design, 0, 1).presentation?.map(({ name }) => name)).toEqual(['Its data', 'A shop'])
  expect([moveStep(design, 0, -1), moveStep(design, 1, 1), removeStep(design, 2)]).toEqual([design, design, design])
  expect(removeStep(removeStep(design, 0), 0)).not.toHaveProperty('presentation')
})

test('what a step shows follows the id of a component, and goes with what it was about', () => {
  expect(changeId(design, 'shop', 'store').presentation?.[1]?.focus).toEqual(['inner', 'store'])
  expect(removeComponents(design, ['shop']).presentation?.[1]?.focus).toEqual(['inner'])
  expect(setGroup(removeComponents(design, ['shop']), 'inner', undefined).presentation?.[1]).not.toHaveProperty('focus')
  expect(withoutScenario(design, 'day').presentation?.[1]).not.toHaveProperty('at')
  expect(withoutScenario(design, 'night')).toBe(design)
})

test('a group in focus is the components within it; none that is there is all', () => {
  const [whole, part] = design.presentation ?? []
  if (!whole || !part) throw new Error('There are no steps.')
  expect([componentsInFocus(design, whole), componentsInFocus(design, part)]).toEqual([undefined, new Set(['db', 'shop'])])
  expect(componentsInFocus(design, { name: 'Gone', focus: ['gone'] })).toBeUndefined()
})
