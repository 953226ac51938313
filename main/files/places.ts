import { existsSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Where the program's own files are: the same for a checkout, a window and a packaged program. */
export interface Places {
  /** The built page. */
  renderer: string
  /** Bundles that run inside containers. */
  runtime: string
  /** Example designs and `examples.json`. */
  examples: string
  /** Bundle of the prediction's worker thread. */
  predictWorker: string
  /** Bundle of the thread on which files are read and made. */
  fileWorker: string
  icon: string
  version: string
}

/**
 * `root` is the folder of package.json: the checkout, or the archive of a packaged program, whose data lies beside it in
 * `resources`. A worker thread cannot be started from inside an archive, so its bundle is unpacked next to it. `format` is that of the
 * bundles that the host is built with.
 */
export function placesOf(root: string, format: 'cjs' | 'mjs', resources = root): Places {
  const packaged = existsSync(join(resources, 'runtime')) && resources !== root
  const unpacked = root.endsWith(`${sep}app.asar`) ? `${root}.unpacked` : root
  return {
    renderer: join(root, 'out', 'renderer'),
    runtime: packaged ? join(resources, 'runtime') : join(root, 'out', 'runtime'),
    examples: packaged ? join(resources, 'assets', 'examples') : join(root, 'assets', 'examples'),
    predictWorker: join(unpacked, 'out', 'main', `predict-worker.${format}`),
    fileWorker: join(unpacked, 'out', 'main', `file-worker.${format}`),
    icon: join(packaged ? resources : root, 'assets', 'icons', 'microcosm.png'),
    version: versionIn(root),
  }
}

function versionIn(root: string): string {
  const about: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : '0.0.0'
}
