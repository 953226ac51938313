import { lstat, readdir, readlink } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Pack, pack } from 'tar-stream'
import { RunFailure } from '../../app/run/engine.ts'
import { openRegularFile, readRegularFile } from '../files/read-regular-file.ts'
import { type DockerIgnore, parseDockerIgnore } from './docker-ignore.ts'

/** What is larger is not what somebody means to build from: a disk image, a folder of data, the root of the disk. */
const mostBytes = 4_000_000_000
const mostFiles = 200_000
const largestIgnoreFile = 1_000_000

export interface Packing {
  signal: AbortSignal
  /** Told what of the folder is left out. */
  note: (message: string) => void
}

interface Entry {
  path: string
  /** Below the folder, with slashes. */
  name: string
  mode: number
  /** Bytes; null for a link, which is packed as the link it is. */
  size: number | null
}

/** A folder as the build context Docker wants. Pipes, sockets and devices are left out, since reading one may never end. */
export async function packFolder(folder: string, packing: Packing): Promise<Pack> {
  const entries = await listEntries(folder, await readIgnore(folder), packing)
  const tar = pack()
  const write = async () => {
    for (const entry of entries) {
      packing.signal.throwIfAborted()
      await writeEntry(tar, entry)
    }
    tar.finalize()
  }
  write().catch((error: Error) => tar.destroy(error))
  return tar
}

async function readIgnore(folder: string): Promise<DockerIgnore> {
  const path = join(folder, '.dockerignore')
  const text = await readRegularFile(path, largestIgnoreFile).then(String, (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw new RunFailure(`${path} cannot be read: ${error.message}.`)
  })
  return parseDockerIgnore(text, path)
}

async function listEntries(root: string, ignore: DockerIgnore, { signal, note }: Packing): Promise<Entry[]> {
  const entries: Entry[] = []
  const folders = [root]
  let bytes = 0
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal.throwIfAborted()
    for (const found of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, found.name)
      const name = relative(root, path).split(sep).join('/')
      if (found.isDirectory()) {
        if (!ignore.excludesAllOf(name)) folders.push(path)
      } else if (!ignore.excludes(name)) {
        const about = await lstat(path)
        if (!about.isFile() && !about.isSymbolicLink()) {
          note(`${path} is not a regular file and is left out of the build.`)
          continue
        }
        entries.push({ path, name, mode: about.mode & 0o777, size: about.isFile() ? about.size : null })
        bytes += about.isFile() ? about.size : 0
        refuseHuge(root, entries.length, bytes)
      }
    }
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function refuseHuge(root: string, files: number, bytes: number): void {
  if (files <= mostFiles && bytes <= mostBytes) return
  const what = files > mostFiles ? `more than ${mostFiles.toLocaleString('en')} files` : `more than ${mostBytes / 1e9} GB`
  throw new RunFailure(`${root} has ${what} to build from: name what is not needed in its .dockerignore, or build from a folder below it.`)
}

async function writeEntry(tar: Pack, { path, name, mode, size }: Entry): Promise<void> {
  if (size === null) return writeWhole(tar, { name, mode, type: 'symlink', linkname: await readlink(path) })
  if (size === 0) return writeWhole(tar, { name, mode, size })
  const file = await openRegularFile(path, mostBytes)
  try {
    // Its length stands before it in the archive, so that of a file that grows no more is read.
    await pipeline(file.createReadStream({ start: 0, end: size - 1, autoClose: false }), tar.entry({ name, mode, size }))
  } catch (error) {
    throw new RunFailure(`${path} could not be packed for the build: ${(error as Error).message}.`)
  } finally {
    await file.close()
  }
}

function writeWhole(tar: Pack, header: Parameters<Pack['entry']>[0]): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.entry(header, '', (error?: Error | null) => (error ? reject(error) : resolve()))
  })
}
