import { expect, test } from 'vitest'
import { untilAborted } from './until-aborted.ts'

const never = new Promise<never>(() => {})

test('work that never ends is left when the signal aborts', async () => {
  const abort = new AbortController()
  const waiting = untilAborted(abort.signal, never)
  abort.abort(new Error('stopped'))
  await expect(waiting).rejects.toThrow('stopped')
  await expect(untilAborted(abort.signal, never)).rejects.toThrow('stopped')
})

test('work that ends before gives its value, or its failure', async () => {
  const { signal } = new AbortController()
  expect(await untilAborted(signal, Promise.resolve(5))).toBe(5)
  await expect(untilAborted(signal, Promise.reject(new Error('mistake')))).rejects.toThrow('mistake')
})
