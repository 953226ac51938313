import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinParts, mergeTexts } from './merge-texts.ts'

/** What two sides did to one text, line by line. Designs, which have to make sense too: merge-designs.test.ts. */

/** A text of lines that are all different, and for each line who does what to it. Each touched line has untouched neighbours. */
const change = fc.constantFrom('edit', 'remove', 'add' as const)
const twoSides = fc.array(fc.record({ side: fc.constantFrom('mine', 'theirs', 'nobody'), change }), { minLength: 1, maxLength: 20 })

const written = (touched: { side: string; change: string }[], ...sides: string[]) =>
  touched
    .flatMap((line, index) => {
      const text = `line ${index}\n`
      const quiet = `quiet ${index}\n`
      if (!sides.includes(line.side)) return [text, quiet]
      if (line.change === 'edit') return [`line ${index}, ${line.side}\n`, quiet]
      return line.change === 'remove' ? [quiet] : [text, `new after ${index}, ${line.side}\n`, quiet]
    })
    .join('')

test('edits that do not touch are all kept, whichever side is named first', () => {
  fc.assert(
    fc.property(twoSides, (touched) => {
      const [base, mine, theirs] = [written(touched), written(touched, 'mine'), written(touched, 'theirs')]
      const both = written(touched, 'mine', 'theirs')
      expect(joinParts(mergeTexts(base, mine, theirs))).toBe(both)
      expect(joinParts(mergeTexts(base, theirs, mine))).toBe(both)
    }),
  )
})

test('merging is symmetric: with the sides changed, every conflict has its sides changed, and what is agreed is the same', () => {
  const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', 'd\n', '\n'), { maxLength: 14 }).map((lines) => lines.join(''))
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      const turned = mergeTexts(base, theirs, mine).map((part) =>
        part.kind === 'agreed' ? part : { ...part, mine: part.theirs, theirs: part.mine },
      )
      expect(turned).toEqual(mergeTexts(base, mine, theirs))
    }),
  )
})

test('edits of the same line are a conflict of that line alone, beside edits that are kept', () => {
  const base = 'a\nb\nc\nd\ne\n'
  expect(mergeTexts(base, 'A\nb\nc1\nd\ne\n', 'a\nb\nc2\nd\nE\n')).toEqual([
    { kind: 'agreed', text: 'A\nb\n' },
    { kind: 'conflict', base: 'c\n', mine: 'c1\n', theirs: 'c2\n' },
    { kind: 'agreed', text: 'd\nE\n' },
  ])
})

test('a last line without an ending, and texts of thousands of lines, are merged as others', () => {
  expect(joinParts(mergeTexts('a\nb\nc', 'A\nb\nc', 'a\nb\nC'))).toBe('A\nb\nC')
  const long = Array.from({ length: 20_000 }, (_, index) => `line ${index}\n`)
  const [mine, theirs] = [long.with(10, 'mine\n'), long.with(19_990, 'theirs\n')].map((lines) => lines.join(''))
  const both = long.with(10, 'mine\n').with(19_990, 'theirs\n').join('')
  expect(joinParts(mergeTexts(long.join(''), mine ?? '', theirs ?? ''))).toBe(both)
})
