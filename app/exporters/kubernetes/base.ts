import type { Export } from '../exporter.ts'
import type { Cluster, Workload } from './cluster.ts'
import { configMapName, runtimeConfigMap, runtimeFile, toConfigFiles } from './config-files.ts'
import { label } from './manifest.ts'
import { toManifestFile } from './manifest-file.ts'
import { toCommonPolicies } from './network-policies.ts'
import type { RuntimeSource } from './pod.ts'
import { toObjects } from './workload-objects.ts'

/** `base/`: what is the same wherever the design is deployed, a file for each component. */
export function toBase(cluster: Cluster, runtime: RuntimeSource, runtimeBundle: string): Export['files'] {
  const mountsRuntime = runtime === 'config-map' && cluster.workloads.some(({ plan }) => plan.image.from === 'runtime')
  return [
    { path: 'base/kustomization.yaml', content: toManifestFile([toKustomization(cluster, mountsRuntime)]) },
    { path: 'base/network-policies.yaml', content: toManifestFile(toCommonPolicies(cluster), policyComment) },
    ...cluster.workloads.map((workload) => ({
      path: `base/${workload.name}.yaml`,
      content: toManifestFile(toObjects(workload, cluster, runtime), commentOf(workload)),
    })),
    ...cluster.workloads.flatMap(toConfigFiles).map(({ path, content }) => ({ path: `base/${path}`, content })),
    ...(mountsRuntime ? [{ path: `base/${runtimeFile}`, content: runtimeBundle }] : []),
  ]
}

const policyComment =
  'No pod may talk to another unless a connection between them is drawn: each component has a policy of its own in its file.'

function toKustomization({ application, workloads }: Cluster, mountsRuntime: boolean): object {
  const generators = [
    ...workloads.flatMap((workload) => {
      const files = toConfigFiles(workload).map(({ path }) => path)
      return files.length > 0 ? [{ name: configMapName(workload), files }] : []
    }),
    ...(mountsRuntime ? [{ name: runtimeConfigMap, files: [runtimeFile] }] : []),
  ]
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    labels: [{ pairs: { [label.partOf]: application, [label.managedBy]: 'kustomize' }, includeTemplates: true }],
    resources: ['network-policies.yaml', ...workloads.map(({ name }) => `${name}.yaml`)],
    ...(generators.length > 0 ? { configMapGenerator: generators } : {}),
  }
}

function commentOf({ component }: Workload): string {
  const title = [component.name, component.team === undefined ? undefined : `team ${component.team}`].filter(Boolean).join(', ')
  return [title, component.notes].filter(Boolean).join('\n')
}
