import type { Export } from '../exporter.ts'
import type { Cluster, Workload } from './cluster.ts'
import { type ConfigFile, configMapName, toFiles } from './config-files.ts'
import { label } from './manifest.ts'
import { toManifestFile } from './manifest-file.ts'
import { toCommonPolicies } from './network-policies.ts'
import { toClaimObjects } from './storage.ts'
import { toObjects } from './workload-objects.ts'

/** `base/`: what is the same wherever the design is deployed, a file for each component. */
export function toBase(cluster: Cluster): Export['files'] {
  const files = cluster.workloads.map((workload) => ({ workload, files: toFiles(workload, cluster).files }))
  const claims = toClaimObjects(cluster)
  return [
    { path: 'base/kustomization.yaml', content: toManifestFile([toKustomization(cluster, files, claims.length > 0)]) },
    { path: 'base/network-policies.yaml', content: toManifestFile(toCommonPolicies(cluster), policyComment) },
    ...(claims.length > 0 ? [{ path: 'base/volumes.yaml', content: toManifestFile(claims, 'Mounted by several pods at once.') }] : []),
    ...cluster.workloads.map((workload) => ({
      path: `base/${fileOf(workload.name)}.yaml`,
      content: toManifestFile(toObjects(workload, cluster), commentOf(workload)),
    })),
    ...files.flatMap((each) => each.files.map(({ path, content }) => ({ path: `base/${path}`, content }))),
  ]
}

const policyComment =
  'No pod may talk to another unless a connection between them is drawn: each component has a policy of its own in its file.'

function toKustomization(
  { application, workloads }: Cluster,
  files: { workload: Workload; files: ConfigFile[] }[],
  hasClaims: boolean,
): object {
  const generators = files.flatMap(({ workload, files: own }) =>
    own.length > 0 ? [{ name: configMapName(workload), files: own.map(({ key, path }) => toSource(key, path)) }] : [],
  )
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    labels: [{ pairs: { [label.partOf]: application, [label.managedBy]: 'kustomize' }, includeTemplates: true }],
    resources: ['network-policies.yaml', ...(hasClaims ? ['volumes.yaml'] : []), ...workloads.map(({ name }) => `${fileOf(name)}.yaml`)],
    ...(generators.length > 0 ? { configMapGenerator: generators } : {}),
  }
}

/** Beside files of other content, which have their names. */
export function fileOf(name: string): string {
  return ['kustomization', 'network-policies', 'volumes'].includes(name) ? `${name}-component` : name
}

/** The file's own name is its key where nothing else is said. */
export function toSource(key: string, path: string): string {
  return path.endsWith(`/${key}`) ? path : `${key}=${path}`
}

export function commentOf({ component }: Workload): string {
  const title = [component.name, component.team === undefined ? undefined : `team ${component.team}`].filter(Boolean).join(', ')
  return [title, component.notes].filter(Boolean).join('\n')
}
