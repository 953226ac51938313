import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { discardDraft, listDrafts, putDraft } from './drafts.ts'

let root = ''
let folder = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'microcosm-drafts-'))
  folder = join(root, 'home', 'drafts')
})
afterEach(() => rm(root, { recursive: true, force: true }))

const draft = (id: string, text = 'microcosm: 1\n') => ({ id, path: null, name: 'shop.microcosm.yaml', text })
const at = (second: number) => new Date(Date.UTC(2026, 0, 2, 3, 4, second))

describe('drafts', () => {
  test('are listed newest first, each with its last text, until they are discarded', async () => {
    expect(await listDrafts(folder)).toEqual([])
    await putDraft(draft('one'), folder, at(1))
    await putDraft({ ...draft('two'), path: '/home/ada/shop.yaml' }, folder, at(2))
    await putDraft(draft('one', 'later'), folder, at(3))
    expect(await listDrafts(folder)).toEqual([
      { ...draft('one', 'later'), savedAt: at(3).toISOString() },
      { ...draft('two'), path: '/home/ada/shop.yaml', savedAt: at(2).toISOString() },
    ])
    await discardDraft({ id: 'one' }, folder)
    await discardDraft({ id: 'one' }, folder)
    expect((await listDrafts(folder)).map(({ id }) => id)).toEqual(['two'])
  })

  test.skipIf(process.platform === 'win32')('can be read by their owner alone', async () => {
    await putDraft(draft('one'), folder, at(1))
    expect((await stat(join(folder, 'one.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  })

  test('that cannot be understood are left alone and not offered', async () => {
    await putDraft(draft('good'), folder, at(1))
    await writeFile(join(folder, 'half.json'), '{ "id": "half"')
    await writeFile(join(folder, 'other.json'), '{}')
    expect((await listDrafts(folder)).map(({ id }) => id)).toEqual(['good'])
    expect((await readdir(folder)).sort()).toEqual(['good.json', 'half.json', 'other.json'])
  })

  const hostile = ['../settings', '..', '', '.', 'a/b', 'a\\b', 'a\0', '/etc/passwd', 'a.json', 'Ä', 'x'.repeat(65), 'one\n']
  test.each(hostile)('cannot be named %j', async (id) => {
    await writeFile(join(root, 'victim.json'), 'keep')
    const refused = expect.objectContaining({ code: 'bad-input', message: expect.stringContaining('cannot name a draft') })
    await expect(putDraft(draft(id), folder, at(1))).rejects.toEqual(refused)
    await expect(discardDraft({ id }, folder)).rejects.toEqual(refused)
    expect(await readdir(root)).toEqual(['victim.json'])
  })

  test('never leave their folder, whatever the page calls them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 64, unit: fc.constantFrom('.', '/', '\\', 'a', '-', '\0', '%', '2', 'é') }), async (id) => {
        await putDraft(draft(id), folder, at(1)).catch(() => undefined)
        expect((await readdir(root)).filter((name) => name !== 'home')).toEqual([])
        expect(await readdir(join(root, 'home')).catch(() => ['drafts'])).toEqual(['drafts'])
      }),
      { numRuns: 60 },
    )
  })
})
