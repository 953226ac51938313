import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { type Pack, pack } from 'tar-stream'
import { type DockerIgnore, parseDockerIgnore } from './docker-ignore.ts'

/** A folder as the build context Docker wants. */
export async function packFolder(folder: string): Promise<Pack> {
  const ignoreFile = join(folder, '.dockerignore')
  const ignore = parseDockerIgnore(await readFile(ignoreFile, 'utf8').catch(() => ''), ignoreFile)
  const tar = pack()
  const paths = await listPaths(folder, folder, ignore)
  const write = async () => {
    for (const path of paths) await writeEntry(tar, folder, path)
    tar.finalize()
  }
  write().catch((error: Error) => tar.destroy(error))
  return tar
}

async function listPaths(root: string, folder: string, ignore: DockerIgnore): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const nested = entries.map(async (entry) => {
    const path = join(folder, entry.name)
    const name = relative(root, path).split(sep).join('/')
    if (entry.isDirectory()) return ignore.excludesAllOf(name) ? [] : listPaths(root, path, ignore)
    return ignore.excludes(name) ? [] : [path]
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
