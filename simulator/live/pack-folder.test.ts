import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract, type Pack } from 'tar-stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packFolder } from './pack-folder.ts'

let folder: string
let notes: string[]
let closing: (() => void)[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'microcosm-pack-'))
  notes = []
  closing = []
})
afterEach(() => {
  for (const close of closing) close()
})

const packed = (signal = new AbortController().signal) => packFolder(folder, { signal, note: (message) => notes.push(message) })

/** What an archive holds: of each entry its kind and content. */
async function contentsOf(tar: Pack): Promise<Record<string, string>> {
  const contents: Record<string, string> = {}
  const reader = extract()
  reader.on('entry', ({ name, type, linkname, mode }, stream, next) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk) => chunks.push(chunk as Buffer))
    stream.on('end', () => {
      contents[name] = type === 'symlink' ? `-> ${linkname}` : `${mode?.toString(8)} ${Buffer.concat(chunks).toString()}`
      next()
    })
  })
  await pipeline(tar, reader)
  return contents
}

test('files come with their bytes and modes, links as links, and empty files too', async () => {
  mkdirSync(join(folder, 'src'))
  const large = 'x'.repeat(200_000)
  writeFileSync(join(folder, 'src', 'main.js'), large)
  writeFileSync(join(folder, 'run.sh'), '#!/bin/sh\n')
  chmodSync(join(folder, 'run.sh'), 0o755)
  writeFileSync(join(folder, 'empty'), '')
  symlinkSync('src/main.js', join(folder, 'main'))
  const contents = await contentsOf(await packed())
  expect(contents).toEqual({
    'src/main.js': expect.stringContaining(large),
    'run.sh': '755 #!/bin/sh\n',
    empty: expect.any(String),
    main: '-> src/main.js',
  })
  expect(notes).toEqual([])
})

test.skipIf(process.platform === 'win32')(
  'a pipe and a socket are left out with a note, and what links to them is packed as a link',
  async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const server = createServer().listen(join(folder, 'db.sock'))
    closing.push(() => server.close())
    await new Promise((listening) => server.on('listening', listening))
    symlinkSync('pipe', join(folder, 'link'))
    writeFileSync(join(folder, 'kept'), 'kept')
    expect(Object.keys(await contentsOf(await packed())).sort()).toEqual(['kept', 'link'])
    expect(notes.sort()).toEqual(
      ['db.sock', 'pipe'].map((name) => `${join(folder, name)} is not a regular file and is left out of the build.`),
    )
  },
)

test.skipIf(process.platform === 'win32')('a .dockerignore that is a pipe is told and not waited for', async () => {
  execFileSync('mkfifo', [join(folder, '.dockerignore')])
  await expect(packed()).rejects.toThrow(`${join(folder, '.dockerignore')} cannot be read: it is not a regular file.`)
})

test.skipIf(process.platform === 'win32')(
  'a folder that is too large to build from is refused in a sentence before it is read',
  async () => {
    writeFileSync(join(folder, 'disk.img'), '')
    // A file with a hole takes no room on the disk.
    truncateSync(join(folder, 'disk.img'), 5_000_000_000)
    await expect(packed()).rejects.toThrow(`${folder} has more than 4 GB to build from: name what is not needed in its .dockerignore`)
  },
)

test('packing that is stopped ends at once', async () => {
  writeFileSync(join(folder, 'large'), 'x'.repeat(1_000_000))
  const abort = new AbortController()
  const tar = await packed(abort.signal)
  abort.abort(new Error('the run was stopped'))
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() })
  // What had begun when it was stopped may still be whole; nothing after it is begun.
  await pipeline(tar, sink).catch((error: Error) => expect(error.message).toBe('the run was stopped'))
  await expect(packed(abort.signal)).rejects.toThrow('the run was stopped')
})
