import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { extract } from 'tar-stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packFolder } from './pack-folder.ts'

const packing = { signal: new AbortController().signal, note: () => {} }
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microcosm-pack-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function pack(files: Record<string, string>): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  const names: string[] = []
  const entries = Readable.from(await packFolder(folder, packing)).pipe(extract())
  for await (const entry of entries) {
    names.push(entry.header.name)
    entry.resume()
  }
  return names.sort()
}

test('a key that .dockerignore leaves out by a wildcard never reaches the engine', async () => {
  const names = await pack({
    Dockerfile: 'FROM scratch',
    '.dockerignore': '**/*.pem\n.env*\nsecrets\n!secrets/public\n',
    'server.js': '',
    'key.pem': '',
    'sub/key.pem': '',
    '.env.local': '',
    'secrets/token': '',
    'secrets/public/a.txt': '',
    'node_modules/left/index.js': '',
  })
  expect(names).toEqual(['.dockerignore', 'Dockerfile', 'secrets/public/a.txt', 'server.js'])
})

test('a line that Docker would refuse is refused before anything is packed', async () => {
  await expect(pack({ Dockerfile: 'FROM scratch', '.dockerignore': '*.pem\n[a\n' })).rejects.toThrow(
    /\.dockerignore:2 has a \[ without its \]/,
  )
})
