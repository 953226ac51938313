import { describe, expect, test } from 'vitest'
import { isEdited, toSealed, withKeptRegions } from './kept-regions.ts'

const written = ['one', '// <yours a>', '// </yours>', 'two', '  # <yours b>', '  # </yours>', ''].join('\n')
const within = (text: string, region: string, line: string) => text.replace(`<yours ${region}>`, `<yours ${region}>\n${line}`)

describe('a sealed text', () => {
  const sealed = toSealed(written)

  test.each([
    ['as it was written', sealed, false],
    ['with something between the marks', within(sealed, 'a', 'mine'), false],
    ['with another line elsewhere', sealed.replace('two', 'three'), true],
    ['with a mark taken out', sealed.replace('// </yours>\n', ''), true],
    ['without its first line', written, undefined],
  ])('%s', (_name, text, edited) => expect(isEdited(text)).toBe(edited))

  test('has the same seal each time, and another for another text', () => {
    expect(toSealed(written)).toBe(sealed)
    expect(toSealed(`${written}x`).split('\n')[0]).not.toBe(sealed.split('\n')[0])
  })
})

describe('writing again', () => {
  test('keeps what stands between the marks, wherever they are now', () => {
    const before = within(within(written, 'a', 'mine\n\nand more'), 'b', '  indented')
    const now = ['  # <yours b>', '  # </yours>', 'new', '// <yours a>', '// </yours>'].join('\n')
    expect(withKeptRegions(before, now)).toEqual({
      text: ['  # <yours b>', '  indented', '  # </yours>', 'new', '// <yours a>', 'mine', '', 'and more', '// </yours>'].join('\n'),
      lost: [],
    })
  })

  test('changes nothing where nothing was written', () => {
    expect(withKeptRegions(written, written)).toEqual({ text: written, lost: [] })
  })

  test('says which region has no place any more', () => {
    expect(withKeptRegions(within(written, 'b', 'mine'), 'nothing')).toEqual({ text: 'nothing', lost: ['b'] })
  })
})
