import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readAtRevision } from './git-revision.ts'

const folder = mkdtempSync(join(tmpdir(), 'microcosm-revision-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], { cwd: folder, stdio: 'pipe', encoding: 'utf8' }).trim()

test('a folder of somebody else has git run nothing, whatever its configuration says of what is missing', async () => {
  const [path, ran] = [join(folder, 'shop.yaml'), join(folder, 'ran')]
  writeFileSync(path, 'microcosm: 1\n')
  git('init', '-q')
  git('add', 'shop.yaml')
  git('commit', '-q', '-m', 'first')
  expect(await readAtRevision(path, 'shop.yaml', 'HEAD')).toBe('microcosm: 1\n')
  const blob = git('rev-parse', 'HEAD:shop.yaml')
  rmSync(join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)))
  for (const [name, value] of [
    ['core.repositoryformatversion', '1'],
    ['extensions.partialClone', 'origin'],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.url', folder],
    ['remote.origin.uploadpack', `touch '${ran}'; git-upload-pack`],
  ] as const)
    git('config', name, value)
  await expect(readAtRevision(path, 'shop.yaml', 'HEAD')).rejects.toThrow('git has no shop.yaml at HEAD in this folder')
  expect(existsSync(ran)).toBe(false)
})

test.each(['', '--output=x', 'HEAD:other', 'HEAD\0', 'main'])(
  'what is no revision of a file, as %j, is refused with a sentence',
  async (revision) => {
    const outside = mkdtempSync(join(tmpdir(), 'microcosm-revision-'))
    const reading = readAtRevision(join(outside, 'shop.yaml'), 'shop.yaml', revision)
    await expect(reading).rejects.toMatchObject({
      name: 'Refusal',
      message: expect.stringMatching(/^shop\.yaml cannot be compared with .*\.$/s),
    })
    rmSync(outside, { recursive: true })
  },
)
