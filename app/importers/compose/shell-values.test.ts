import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Design } from '../../design/design.ts'
import { createShellValues, findShellValues, isShellValue } from './shell-values.ts'

const designWith = (image: string): Design => ({ microcosm: 1, components: { web: { kind: 'service', image, replicas: 3 } } })
/** Kept beside a design in which the value stands. */
const toShellValue = (name: string, value: string) => createShellValues(designWith(value))(name, value)

describe('values of a shell', () => {
  test('are found again wherever they stand in the design, and never kept', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), fc.string(), (value, before, after) => {
        const kept = toShellValue('TAG', value)
        expect(Object.keys(kept)).toEqual(['length', 'sum'])
        expect(isShellValue(kept)).toBe(true)
        expect(findShellValues(new Map([['TAG', kept]]), designWith(before + value + after))).toEqual(new Map([['TAG', value]]))
      }),
    )
  })

  test('are found in numbers, and where they are empty', () => {
    const kept = new Map([
      ['COUNT', toShellValue('COUNT', '3')],
      ['NOTHING', toShellValue('NOTHING', '')],
    ])
    expect(Object.fromEntries(findShellValues(kept, designWith('web')))).toEqual({ COUNT: '3', NOTHING: '' })
  })

  test('are taken from the shell of now only where they are the same there', () => {
    const kept = new Map([['MEMORY', toShellValue('MEMORY', '512m')]])
    expect(findShellValues(kept, designWith('web'), () => '1g').size).toBe(0)
    expect(findShellValues(kept, designWith('web'), () => '512m').get('MEMORY')).toBe('512m')
  })

  test('that do not stand in the design are not to be found out: one of 256 is told from the others, by the shell of now alone', () => {
    const keep = createShellValues(designWith('acme/web:1'))
    expect(keep('PIN', '4711')).toEqual({ check: expect.stringMatching(/^[0-9a-f]{2}$/) })
    const kept = new Map([['PIN', keep('PIN', '4711')]])
    expect(isShellValue(kept.get('PIN'))).toBe(true)
    expect(findShellValues(kept, designWith('4711')).size).toBe(0)
    expect(findShellValues(kept, designWith(''), () => '4711').get('PIN')).toBe('4711')
    expect(findShellValues(kept, designWith(''), () => '4712').size).toBe(0)
    const pins = Array.from({ length: 10_000 }, (_, index) => String(index).padStart(4, '0'))
    const likely = pins.filter((pin) => findShellValues(kept, designWith(''), () => pin).size > 0)
    expect(likely.length).toBeGreaterThan(20)
  })

  test('are looked for in a design of a megabyte', () => {
    const kept = new Map(Array.from({ length: 10 }, (_, i) => [`V${i}`, toShellValue(`V${i}`, `value ${i}`)] as const))
    expect(findShellValues(kept, designWith(`${'x'.repeat(1e6)}value 7`))).toEqual(new Map([['V7', 'value 7']]))
  })
})
