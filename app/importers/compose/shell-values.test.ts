import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Design } from '../../design/design.ts'
import { findShellValues, isShellValue, toShellValue } from './shell-values.ts'

const designWith = (image: string): Design => ({ microcosm: 1, components: { web: { kind: 'service', image, replicas: 3 } } })

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

  test('are looked for in a design of a megabyte', () => {
    const kept = new Map(Array.from({ length: 10 }, (_, i) => [`V${i}`, toShellValue(`V${i}`, `value ${i}`)] as const))
    expect(findShellValues(kept, designWith(`${'x'.repeat(1e6)}value 7`))).toEqual(new Map([['V7', 'value 7']]))
  })
})
