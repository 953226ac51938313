/** Paths with slashes, as Compose files write them; nothing here asks a disk. */

/** `/srv/shop`, `C:/shop`, `C:\shop`, `\\host\share` */
export function isWholePath(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[\\/]|~(?:[/\\]|$))/.test(path)
}

export function folderOf(path: string): string {
  const at = path.lastIndexOf('/')
  return at < 0 ? '.' : at === 0 ? '/' : path.slice(0, at)
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The path as seen from the folder from which `folder` is seen, without `.` and needless `..`. */
export function joinPath(folder: string, path: string): string {
  return toShortPath(isWholePath(path) ? path : `${folder}/${path}`)
}

export function toShortPath(path: string): string {
  const root = /^(?:[A-Za-z]:)?\//.exec(path)?.[0] ?? ''
  const steps: string[] = []
  for (const step of path.slice(root.length).split('/')) {
    if (step === '' || step === '.') continue
    if (step !== '..') steps.push(step)
    else if (steps.length > 0 && steps.at(-1) !== '..') steps.pop()
    else if (root === '') steps.push('..')
  }
  return root + steps.join('/') || '.'
}

/** How `to` is reached from the folder `from`; both are whole, or counted from the same folder. `.` where they are the same. */
export function relativePath(from: string, to: string): string {
  // On another drive, or not from a common place, there is no such way.
  if (rootOf(from) !== rootOf(to)) return to
  const [start, end] = [stepsOf(from), stepsOf(to)]
  let shared = 0
  while (shared < start.length && shared < end.length && start[shared] === end[shared]) shared += 1
  const up = start.slice(shared).map(() => '..')
  return [...up, ...end.slice(shared)].join('/') || '.'
}

function rootOf(path: string): string {
  return /^(?:[A-Za-z]:)?\//.exec(path)?.[0] ?? ''
}

function stepsOf(path: string): string[] {
  return toShortPath(path)
    .split('/')
    .filter((step) => step !== '' && step !== '.')
}
