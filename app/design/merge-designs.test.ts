import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeDesigns } from './merge-designs.ts'
import { joinParts, mergeTexts } from './merge-texts.ts'

const base = `# A shop.
microcosm: 1
components:
  users: { kind: traffic, rate: 20 } # At noon.
  # The heart of it.
  shop:
    kind: service
    replicas: 2
    work: { time: 5ms }
  db: { kind: postgres }
connections:
  - { from: users, to: shop, protocol: http }
  - { from: shop, to: db, protocol: postgres }
`
const edited = (from: string, to: string, text = base) => {
  expect(text).toContain(from)
  return text.replace(from, to)
}

describe('two edits of a design', () => {
  test.each([
    ['of different components', ['rate: 20', 'rate: 40'], ['replicas: 2', 'replicas: 3']],
    ['of the same component, in different lines', ['kind: service', 'kind: service\n    name: Shop'], ['time: 5ms', 'time: 7ms']],
    ['of a value and of a comment', ['replicas: 2', 'replicas: 3'], ['# The heart of it.', '# The heart.']],
    ['of lines side by side', ['# The heart of it.', '# The heart.'], ['  shop:', '  shop: # Small.']],
    ['that say the same', ['rate: 20', 'rate: 40'], ['rate: 20', 'rate: 40']],
    [
      'of which one adds and one removes',
      ['# A shop.\n', '# A shop.\n# Mine.\n'],
      ['  - { from: shop, to: db, protocol: postgres }\n', ''],
    ],
  ])('%s are merged, with every comment', (_, mine, theirs) => {
    const [one, other] = [edited(...(mine as [string, string])), edited(...(theirs as [string, string]))]
    const both = one === other ? one : edited(theirs[0] ?? '', theirs[1] ?? '', one)
    expect(mergeDesigns(base, one, other)).toEqual({ merged: both })
    expect(mergeDesigns(base, other, one)).toEqual({ merged: both })
  })

  test('of the same line are a conflict that keeps both', () => {
    const outcome = mergeDesigns(base, edited('rate: 20', 'rate: 40'), edited('rate: 20', 'rate: 60'))
    if (!('parts' in outcome)) throw new Error('It was merged.')
    expect(outcome.parts.filter(({ kind }) => kind === 'conflict')).toEqual([
      {
        kind: 'conflict',
        base: '  users: { kind: traffic, rate: 20 } # At noon.\n',
        mine: '  users: { kind: traffic, rate: 40 } # At noon.\n',
        theirs: '  users: { kind: traffic, rate: 60 } # At noon.\n',
      },
    ])
    expect(joinParts(outcome.parts)).toBeUndefined()
    expect(joinParts(outcome.parts, ['mine'])).toBe(edited('rate: 20', 'rate: 40'))
    expect(joinParts(outcome.parts, ['theirs'])).toBe(edited('rate: 20', 'rate: 60'))
  })

  test.each([
    ['one component twice', '  cache: { kind: redis }\n  users:', '  db: { kind: postgres }\n  cache: { kind: redis }\nconnections:'],
    ['what one side took away', '  users:', '  db: { kind: postgres, connections: 9 }\nconnections:'],
  ])('whose lines go together and whose designs do not (%s) are a conflict', (_, first, last) => {
    const mine = edited('  users:', first)
    const theirs = edited('  db: { kind: postgres }\nconnections:', last)
    const taken = first === '  users:' ? edited('  db: { kind: postgres }\n', '') : mine
    expect(mergeDesigns(base, taken, theirs)).toHaveProperty('parts')
  })

  test('one of which is no YAML are a conflict, not a loss', () => {
    const broken = `${base}  - { from: \n`
    const outcome = mergeDesigns(base, edited('rate: 20', 'rate: 40'), broken)
    if (!('parts' in outcome)) throw new Error('It was merged.')
    expect(joinParts(outcome.parts, ['theirs'])).toBe(broken)
  })
})

test('merging is whole: each side alone comes out as it is, and every line of a conflict is kept', () => {
  const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n'), { maxLength: 12 }).map((lines) => lines.join(''))
  fc.assert(
    fc.property(text, text, text, (from, mine, theirs) => {
      expect(joinParts(mergeTexts(from, mine, from))).toBe(mine)
      expect(joinParts(mergeTexts(from, from, theirs))).toBe(theirs)
      expect(joinParts(mergeTexts(from, mine, mine))).toBe(mine)
      const parts = mergeTexts(from, mine, theirs)
      const conflicts = parts.filter(({ kind }) => kind === 'conflict').length
      if (conflicts === 0) return
      expect(joinParts(parts, new Array(conflicts - 1).fill('mine'))).toBeUndefined()
      expect(joinParts(parts, new Array(conflicts).fill('mine'))).toBeDefined()
    }),
  )
})
