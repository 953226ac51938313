import { expect, test } from 'vitest'
import * as z from 'zod'
import { count, duration, share, size, timing } from '../../app/design/fields.ts'
import { toFieldSpecs } from './field-spec.ts'
import { fromText, toText } from './field-text.ts'

const fields = toFieldSpecs({
  replicas: count(1, 100).optional().meta({ title: 'Replicas' }),
  time: duration().meta({ title: 'Time' }),
  memory: size().optional().meta({ title: 'Memory' }),
  target: share().optional().meta({ title: 'Target' }),
  cpu: z.number().positive().optional().meta({ title: 'CPU' }),
  coldStart: timing().optional().meta({ title: 'Cold start' }),
  samples: z.array(duration()).optional().meta({ title: 'Samples' }),
})
const field = (key: string) => {
  const found = fields.find((one) => one.key === key)
  if (!found) throw new Error(key)
  return found
}

test.each([
  ['replicas', 3, '3'],
  ['time', '4ms', '4 ms'],
  ['memory', '256MiB', '256 MiB'],
  ['target', 0.07, '7'],
  ['coldStart', '300ms', '300 ms'],
  ['samples', ['1ms', '2.5ms'], '1ms, 2.5ms'],
  ['cpu', undefined, ''],
])('%s %s is shown as "%s" and read back', (key, value, text) => {
  expect(toText(field(key), value)).toBe(text)
  expect(fromText(field(key), text)).toEqual({ ok: true, value })
})

test.each([
  ['replicas', '0', 'Replicas is from 1 to 100.'],
  ['replicas', '2.5', 'Replicas is a whole number.'],
  ['replicas', 'many', 'Replicas is a number.'],
  ['time', '', 'Time is needed.'],
  ['time', '4', '"4" is not a duration: write a number and a unit, such as 250us, 4ms, 1.5s or 10m.'],
  ['coldStart', '4', '"4" is not a duration: write a number and a unit, such as 250us, 4ms, 1.5s or 10m.'],
  ['target', '120', 'Target is from 0 to 100 %.'],
])('%s refuses "%s"', (key, text, error) => {
  expect(fromText(field(key), text)).toEqual({ ok: false, error })
})

test('a share may be typed with its sign', () => {
  expect(fromText(field('target'), '12.5 %')).toEqual({ ok: true, value: 0.125 })
})
