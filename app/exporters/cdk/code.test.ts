import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { recordField } from './code.ts'

describe('a field that is a record', () => {
  test.each([1, 3, 4, 6, 12])('of %i keys stands as the formatter lays it out', (keys) => {
    const names = Array.from({ length: keys }, (_, key) => `'gatewayJourney${key}'`)
    const field = recordField('readonly entrances', names, 'elbv2.ApplicationTargetGroup')
    const text = `class Stack {\n${field.replace(/^/gm, '  ')}\n}\n`
    const formatter = [
      'format',
      '--indent-style=space',
      '--line-width=120',
      '--javascript-formatter-quote-style=single',
      '--semicolons=always',
    ]
    const formatted = execFileSync('node_modules/.bin/biome', [...formatter, '--stdin-file-path=stack.ts'], {
      input: text,
      encoding: 'utf8',
    })
    expect(formatted).toBe(text)
  })
})
