import { Text } from '@codemirror/state'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDocument } from '../../app/design/document.ts'
import { selectableParts } from '../../app/design/text-part.ts'
import { asShown, changesFromElsewhere, draftOn, judgeText, nameOfPart, shownPart } from './text-binding.ts'

const text = `microcosm: 1
components:
  gateway: { kind: nginx }
  orders:
    kind: service
connections:
  - { from: gateway, to: orders, protocol: http }
`
const document = readDocument(text)

const judged = (path: (string | number)[], edited: string) => {
  const part = shownPart(document, path)
  if (!part) throw new Error(`no ${path}`)
  return judgeText(document, path, part, edited)
}

describe('what is typed', () => {
  test('is the design when it is right', () => {
    const { document: after, problems } = judged(['components', 'orders'], 'kind: service\nreplicas: 3')
    expect(problems).toEqual([])
    expect(after?.text).toBe(text.replace('    kind: service\n', '    kind: service\n    replicas: 3\n'))
  })

  test.each([
    [['components', 'orders'], 'kind: service\nreplicas: many', 2, 'orders.replicas must be'],
    [['components', 'orders'], 'kind: service\nname: "Ord', 2, 'A quote is not closed'],
    [['components', 'orders'], 'kind: service\nrepl', 2, 'A colon is missing here'],
    [['components', 'orders'], '', 1, 'orders must be a map'],
    [['connections', 0], 'from: gateway\nto: order\nprotocol: http', 2, 'order'],
    [[], text.replace('kind: service', 'kind: servise'), 5, 'no such kind'],
  ])('in %j changes nothing when it is wrong, and says why at its line', (path, edited, line, said) => {
    const { document: after, problems } = judged(path, edited)
    expect(after).toBeUndefined()
    expect(problems[0]?.message).toContain(said)
    expect(problems[0]?.line).toBe(line)
  })

  test('is not held back by what was wrong elsewhere before', () => {
    const broken = readDocument(text.replace('{ kind: nginx }', '{ kind: nginx, replicas: many }'))
    const part = shownPart(broken, ['components', 'orders'])
    if (!part) throw new Error('The part is gone.')
    expect(judgeText(broken, ['components', 'orders'], part, 'kind: service\nname: Orders').document).toBeDefined()
  })
})

test('what changed elsewhere comes into a text that was typed, which stays', () => {
  const base = 'kind: service\nreplicas: 2\nname: Orders'
  const typed = base.replace('name: Orders', 'name: "Ord')
  const now = base.replace('replicas: 2', 'replicas: 5')
  expect(changesFromElsewhere(base, typed, now).apply(textOf(typed)).toString()).toBe('kind: service\nreplicas: 5\nname: "Ord')
})

test('a text that was not typed in becomes the text as it is now', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (base, now) => {
      expect(changesFromElsewhere(base, base, now).apply(textOf(base)).toString()).toBe(textOf(now).toString())
    }),
  )
})

function textOf(plain: string) {
  return Text.of(plain.split('\n'))
}

test('a connection is shown by its own text where one before it is wrong and left out of the design', () => {
  const after = readDocument(text.replace('connections:\n', 'connections:\n  - { from: orders, to: gateway, protocol: smoke }\n'))
  expect(after.design?.connections).toHaveLength(1)
  expect(shownPart(after, ['connections', 0])?.text).toBe('{ from: gateway, to: orders, protocol: http }')
  expect(nameOfPart(after, ['connections', 0])).toEqual(['connections', 'gateway->orders'])
})

test.each([
  ['kind: service\nreplicas: 5\nname: Orders', 'kind: service\nreplicas: 5\nname: "Ord'],
  ['kind: service\nreplicas: 2\nname: Orders\nteam: a', 'kind: service\nreplicas: 2\nname: "Ord\nteam: a'],
  ['kind: service\nreplicas: 2\nname: All orders', 'kind: service\nreplicas: 2\nname: "Ord'],
  ['kind: service\nreplicas: 2\nname: Orders', 'kind: service\nreplicas: 2\nname: "Ord'],
])('what was typed and left is there again on the text as it is then: %j', (now, expected) => {
  const base = 'kind: service\nreplicas: 2\nname: Orders'
  expect(draftOn(now, { base, typed: base.replace('name: Orders', 'name: "Ord') })).toBe(expected)
})

test('what is selected is marked at its lines in a file of Windows, too', () => {
  const windows = readDocument(text.replaceAll('\n', '\r\n'))
  expect(asShown(windows.text, selectableParts(windows.source))).toEqual(selectableParts(document.source))
})
