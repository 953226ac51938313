import { secretVariable } from '../compose/variables.ts'
import type { Export } from '../exporter.ts'
import type { Cluster, Workload } from './cluster.ts'
import { secretsIn } from './secret-text.ts'

/** A file that a component's container is given: where it lies in the export, and under which key of the ConfigMap. */
export interface ConfigFile {
  path: string
  key: string
  content: string
}

/** Where files stand in a container: one over one of the image, or a folder in place of one. */
export interface FileMount {
  target: string
  /** Name of the file in the container, below `target` where it is a folder. */
  files: { name: string; key: string; from: 'config' | 'secret' }[]
  isFolder: boolean
}

/** The files of a component's ConfigMap, as `config/<name>/<file>`, and where they are mounted. */
export function toFiles(workload: Workload, { hosts }: Pick<Cluster, 'hosts'>): { files: ConfigFile[]; mounts: FileMount[] } {
  const { id, name, plan, stated } = workload
  const files: ConfigFile[] = []
  const taken = new Set<string>()
  const add = (target: string, content: string): string => {
    if (secretsIn(content).length > 0) throw new Error(`The file ${target} of ${id} holds a secret, which only its environment may`)
    const key = toKey(target, taken)
    files.push({ path: `config/${name}/${key}`, key, content })
    return key
  }
  const own = Object.entries(plan.files).filter(([target]) => !plan.forStubs?.includes(target))
  const mounts: FileMount[] = own.map(([target, content]) => ({
    target,
    isFolder: false,
    files: [{ name: fileName(target), key: add(target, content), from: 'config' }],
  }))
  for (const mount of stated?.mounts ?? []) {
    if (mount.from !== 'files') continue
    mounts.push({
      target: mount.target,
      isFolder: mount.isFolder,
      files: mount.files.map((file) => {
        if ('secret' in file) return { name: file.name, key: secretVariable(file.secret), from: 'secret' }
        const target = mount.isFolder ? `${mount.target}/${file.name}` : mount.target
        return { name: file.name, key: add(target, hosts.rewriteFile(id, file.content, target)), from: 'config' }
      }),
    })
  }
  return { files, mounts }
}

/** The file's name, or with more of its path where two have the same. */
function toKey(target: string, taken: Set<string>): string {
  const steps = target.split('/').filter(Boolean)
  for (let from = steps.length - 1; ; from -= 1) {
    const plain = steps
      .slice(Math.max(0, from))
      .join('-')
      .replace(/[^-._a-zA-Z0-9]/g, '_')
      .slice(-200)
    const key = from < 0 ? `${plain}-${taken.size}` : plain
    if (taken.has(key)) continue
    taken.add(key)
    return key
  }
}

/** What only the stub runtime has use for, such as a function that takes its time in a database. */
export function toStubFiles({ name, plan }: Workload): (ConfigFile & { target: string })[] {
  return (plan.forStubs ?? []).flatMap((target) => {
    const content = plan.files[target]
    const key = fileName(target)
    return content === undefined ? [] : [{ path: `config/${name}/${key}`, key, target, content }]
  })
}

export function configMapName({ name }: Workload): string {
  return `${name}-config`
}

export function stubConfigMapName({ name }: Workload): string {
  return `${name}-for-stubs`
}

/** Where the runtime's bundle lies, and the ConfigMap made from it. */
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
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
