import type { Export } from '../exporter.ts'
import type { Workload } from './cluster.ts'
import { secretsIn } from './secret-text.ts'

/** A file that a component's container is given: where it lies in the export, under which key of the ConfigMap, and where it is mounted. */
export interface ConfigFile {
  path: string
  key: string
  target: string
  content: string
}

/** The files of a component's ConfigMap, as `base/config/<name>/<file>`. */
export function toConfigFiles({ id, name, plan }: Workload): ConfigFile[] {
  const targets = Object.keys(plan.files)
  return Object.entries(plan.files).map(([target, content]) => {
    if (secretsIn(content).length > 0) throw new Error(`The file ${target} of ${id} holds a secret, which only its environment may`)
    const alone = targets.filter((other) => fileName(other) === fileName(target)).length === 1
    const key = (alone ? fileName(target) : target.replace(/^\/+/, '').replaceAll('/', '-')).replace(/[^-._a-zA-Z0-9]/g, '_')
    return { path: `config/${name}/${key}`, key, target, content }
  })
}

export function configMapName({ name }: Workload): string {
  return `${name}-config`
}

/** Where the runtime's bundle lies in the base, and the ConfigMap made from it. */
export const runtimeFile = 'runtime/runtime.mjs'
export const runtimeConfigMap = 'microcosm-runtime'

/** A ConfigMap holds at most 1 MiB; a little is left for its other fields. */
const largestConfigMap = 2 ** 20 - 4096

/** Whether a ConfigMap can hold the bundle. Where it cannot, an image has to be built from it. */
export function runtimeFits(bundle: string): boolean {
  return byteLength(bundle) <= largestConfigMap
}

/** What the stand-ins' image is built from, where the bundle is too large for a ConfigMap. */
export function toRuntimeImageFiles(bundle: string): Export['files'] {
  return [
    { path: 'runtime-image/Dockerfile', content: 'FROM node:24-slim\nCOPY runtime.mjs /microcosm/runtime.mjs\nUSER node\n' },
    { path: 'runtime-image/runtime.mjs', content: bundle },
  ]
}

function byteLength(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
