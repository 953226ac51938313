import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, parse } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listFolder } from './files.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microcosm-files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('files.list', () => {
  test('shows folders first, then YAML files, and neither hidden nor other ones', async () => {
    for (const name of ['Zoo', 'apps', '.git']) await mkdir(join(folder, name))
    for (const name of ['shop.microcosm.yaml', 'B.YML', 'notes.txt', '.hidden.yaml']) await writeFile(join(folder, name), '')
    await symlink(join(folder, 'nowhere'), join(folder, 'dangling.yaml'))
    await symlink(join(folder, 'apps'), join(folder, 'link'))
    const { entries, ...rest } = await listFolder({ folder })
    expect(rest).toEqual({ folder, parent: dirname(folder) })
    expect(entries.map(({ name, folder: isFolder }) => (isFolder ? `${name}/` : name))).toEqual([
      'apps/',
      'link/',
      'Zoo/',
      'B.YML',
      'shop.microcosm.yaml',
    ])
    expect(entries.every(({ name, path }) => path === join(folder, name))).toBe(true)
  })

  test('says that the root has no folder above', async () => {
    expect((await listFolder({ folder: parse(folder).root })).parent).toBeNull()
  })

  test('refuses what is no folder, in a sentence', async () => {
    await writeFile(join(folder, 'file.yaml'), '')
    const refused: [string, string, RegExp][] = [
      ['relative', 'bad-input', /not a whole path/],
      [`${folder}\0`, 'bad-input', /not a whole path/],
      [join(folder, 'none'), 'not-found', /there is no such file or folder/],
      [join(folder, 'file.yaml'), 'not-writable', /not a folder/],
    ]
    for (const [path, code, message] of refused) {
      await expect(listFolder({ folder: path })).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
    }
  })
})
