import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createJsonStore } from '../files/json-store.ts'
import { putSetting, type Settings, settingsSchema } from './settings.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microcosm-settings-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const file = () => join(folder, 'settings.json')
const open = () => createJsonStore<Settings>(file(), settingsSchema, {})

describe('settings', () => {
  test('outlast the program, and none is lost when several are changed at once', async () => {
    const store = open()
    await Promise.all(Array.from({ length: 20 }, (_, index) => putSetting({ key: `panel.${index}`, value: { width: index } }, store)))
    await putSetting({ key: 'theme', value: 'dark' }, store)
    const read = await open().read()
    expect(Object.keys(read)).toHaveLength(21)
    expect(read).toMatchObject({ theme: 'dark', 'panel.19': { width: 19 } })
  })

  test('begin anew when their file is broken, which is kept aside', async () => {
    await writeFile(file(), '["not settings"]')
    expect(await open().read()).toEqual({})
    await putSetting({ key: 'theme', value: 'light' }, open())
    expect(await open().read()).toEqual({ theme: 'light' })
    expect(await readFile(`${file()}-broken`, 'utf8')).toBe('["not settings"]')
  })

  test.each(['', '__proto__', 'constructor', '1st', 'a b', '../theme', 'a\0'])('cannot be called %j', async (key) => {
    await expect(putSetting({ key, value: 1 }, open())).rejects.toMatchObject({ code: 'bad-input' })
    expect(await open().read()).toEqual({})
  })

  test('are small', async () => {
    await expect(putSetting({ key: 'notes', value: 'x'.repeat(100_001) }, open())).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('too long'),
    })
  })
})
