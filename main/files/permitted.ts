import { realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, parse, relative, resolve, sep } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Recent } from './recent.ts'

/**
 * Which places of the disk the page may name, so that one that was broken into reaches no others. A person names them: in a dialog
 * of the system, by dropping a file, on the command line, or by having opened a design before. Each is for one purpose, and what
 * is asked of it is refused in one sentence where nobody named it. Checks return the path to use: whole, without `..`.
 */
export interface Permitted {
  /** To be read and saved; its folder is one that a design's paths count from. */
  grantDesign(path: string): void
  /** To be read as a file of Compose; its folder is one that a design's paths count from. */
  grantImport(path: string): void
  /** A folder or a file to export into. */
  grantExport(place: string): void
  grantFolder(folder: string): void
  /** Dropped on the window: whether it is a design or a Compose file is seen when it is read. */
  grantDropped(path: string): void
  design(path: string): Promise<string>
  imported(path: string): Promise<string>
  /** The path of a design, which need not be there: what it names lies in its folder or below. */
  counted(path: string): Promise<string>
  folder(folder: string): Promise<string>
  /** `edited`: the folder of the files that the export edits, which may lie where a design or its Compose files do. */
  exportPlace(place: string, edited?: string): Promise<string>
  /** A file that a design says it was imported from, which an export reads and edits. */
  original(path: string): Promise<string>
  /** A file to be made, named in a dialog of the page's own. */
  newFile(path: string): Promise<string>
  /** What a dialog of the page's own is to show; absent: where it begins. */
  listed(folder: string | undefined): Promise<string>
}

/**
 * `home` null: the system has dialogs. Otherwise the page shows its own, begins in that folder, and may name what these show:
 * nothing hidden, unless the person named what lies there.
 */
export function createPermitted(recent: Recent, home: string | null): Permitted {
  const designs = new Set<string>()
  const imports = new Set<string>()
  const exports = new Set<string>()
  const folders = new Set<string>()

  const grantDesign = (path: string) => {
    designs.add(resolve(path))
    folders.add(dirname(resolve(path)))
  }
  const grantImport = (path: string) => {
    imports.add(resolve(path))
    folders.add(dirname(resolve(path)))
  }

  /** Whether a dialog of the page's own would show it; a link to what is hidden shows that, too. */
  async function isShown(path: string): Promise<boolean> {
    if (home === null) return false
    const known = [home, ...folders]
    if (isHidden(path, known)) return false
    return !isHidden(await realOf(path), [...known, ...(await Promise.all(known.map(realOf)))])
  }

  async function isDesign(path: string): Promise<boolean> {
    const known = designs.has(path) || (await recent.list()).some((one) => resolve(one.path) === path)
    if (!known && !(await isShown(path))) return false
    grantDesign(path)
    return true
  }

  const refuseUnnamed = (path: string): Refusal => {
    if (home === null)
      return new Refusal('bad-input', `${path} was not chosen in Microcosm, so it is left alone: choose it in a dialog first.`)
    return new Refusal('bad-input', `${path} is hidden, or lies in a hidden folder, so this page may not name it: choose another place.`)
  }
  const refuseOriginal = (path: string): Refusal => {
    const what = `The design was imported from ${path}, which was not chosen since Microcosm was started`
    return new Refusal('bad-input', `${what}: export into the folder that holds it, or import it again.`)
  }
  const check = async (path: string, isNamed: (whole: string) => boolean | Promise<boolean>, refuse = refuseUnnamed): Promise<string> => {
    const whole = toWhole(path)
    if (await isNamed(whole)) return whole
    throw refuse(whole)
  }

  return {
    grantDesign,
    grantImport,
    grantExport: (place) => void exports.add(resolve(place)),
    grantFolder: (folder) => void folders.add(resolve(folder)),
    grantDropped(path) {
      if (!isAbsolute(path) || !/\.ya?ml$/i.test(path)) return
      grantDesign(path)
      grantImport(path)
    },
    design: (path) => check(path, isDesign),
    imported: (path) => check(path, async (whole) => imports.has(whole) || (await isShown(whole))),
    counted: (path) => check(path, async (whole) => folders.has(dirname(whole)) || (await isDesign(whole))),
    folder: (folder) => check(folder, async (whole) => folders.has(whole) || (await isShown(whole))),
    async exportPlace(place, edited) {
      const whole = await check(place, async (each) => {
        const isOfOriginals = edited !== undefined && resolve(edited) === each && folders.has(each)
        return exports.has(each) || isOfOriginals || (await isShown(each))
      })
      // `out/` is a folder that may not be there yet, and `out` the file that it would be.
      return /[/\\]$/.test(place) ? join(whole, sep) : whole
    },
    original: (path) =>
      check(
        path,
        async (whole) => imports.has(whole) || [...folders, ...exports].some((each) => isWithin(each, whole)) || (await isShown(whole)),
        refuseOriginal,
      ),
    newFile: (path) => check(path, isShown),
    async listed(folder) {
      if (home === null) throw new Refusal('bad-input', 'The system has dialogs of its own here, so this page is shown no folders.')
      return folder === undefined ? home : check(folder, isShown)
    },
  }
}

function toWhole(path: string): string {
  if (isAbsolute(path) && !path.includes('\0')) return resolve(path)
  throw new Refusal('bad-input', `"${path}" is not a whole path: begin it at the root.`)
}

function isWithin(folder: string, path: string): boolean {
  const below = relative(folder, path)
  return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below)
}

/** What is on the way to a folder that a person named is not hidden from them. */
function isHidden(path: string, named: string[]): boolean {
  const nearest = named.filter((folder) => isWithin(folder, path)).sort((a, b) => b.length - a.length)[0]
  return relative(nearest ?? parse(path).root, path)
    .split(sep)
    .some((part) => part.startsWith('.'))
}

/** Where the path really leads; what is not there yet keeps its name. */
async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    const above = dirname(path)
    return above === path ? path : join(await realOf(above), basename(path))
  }
}
