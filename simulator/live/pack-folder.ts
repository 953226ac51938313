import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { type Pack, pack } from 'tar-stream'

/** Never part of an image that is built from a folder; a `.dockerignore` in it is honoured by the names it lists plainly. */
const neverPacked = new Set(['.git', 'node_modules'])

/** A folder as the build context Docker wants. */
export async function packFolder(folder: string): Promise<Pack> {
  const ignored = new Set([...neverPacked, ...(await readIgnored(folder))])
  const tar = pack()
  const paths = await listPaths(folder, folder, ignored)
  const write = async () => {
    for (const path of paths) await writeEntry(tar, folder, path)
    tar.finalize()
  }
  write().catch((error: Error) => tar.destroy(error))
  return tar
}

async function readIgnored(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, '.dockerignore'), 'utf8').catch(() => '')
  return text
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^\.?\//, '')
        .replace(/\/$/, ''),
    )
    .filter((line) => line !== '' && !/[#!*?[]/.test(line))
}

async function listPaths(root: string, folder: string, ignored: ReadonlySet<string>): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const nested = entries.map(async (entry) => {
    const path = join(folder, entry.name)
    const name = relative(root, path).split(sep).join('/')
    if (ignored.has(name) || ignored.has(entry.name)) return []
    return entry.isDirectory() ? listPaths(root, path, ignored) : [path]
  })
  return (await Promise.all(nested)).flat()
}

async function writeEntry(tar: Pack, root: string, path: string): Promise<void> {
  const { mode, isSymbolicLink } = await lstat(path).then((found) => ({ mode: found.mode & 0o777, isSymbolicLink: found.isSymbolicLink() }))
  const name = relative(root, path).split(sep).join('/')
  const content = isSymbolicLink ? undefined : await readFile(path)
  const header = content === undefined ? { name, mode, type: 'symlink' as const, linkname: await readlink(path) } : { name, mode }
  await new Promise<void>((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve())
    if (content === undefined) tar.entry(header, done)
    else tar.entry(header, content, done)
  })
}
