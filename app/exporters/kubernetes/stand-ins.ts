import { connectionId } from '../../design/design.ts'
import type { Export } from '../exporter.ts'
import { commentOf, fileOf, toSource } from './base.ts'
import { type Cluster, isUnbuilt, type Workload } from './cluster.ts'
import { configMapName, runtimeConfigMap, runtimeFile, stubConfigMapName, toFiles, toStubFiles } from './config-files.ts'
import { labelsOf, selectorOf } from './labels.ts'
import { label, type Manifest } from './manifest.ts'
import { toManifestFile } from './manifest-file.ts'
import { type RuntimeSource, toPodTemplate, toStubFilesPatch } from './pod.ts'
import { isStateful } from './storage.ts'
import { toStandIn } from './workload-objects.ts'

/** Where what stands in for others is kept, apart from all that is to be deployed. */
export const standInsFolder = 'components/stand-ins'

/** Whether anything is played: what has no image yet, or what somebody else runs. */
export function hasStandIns({ workloads, foreign }: Cluster): boolean {
  return foreign.length > 0 || workloads.some(isUnbuilt)
}

/** Databases that are called by stand-ins and need something for it. */
function stubbed(cluster: Cluster): Workload[] {
  const unbuilt = new Set(cluster.workloads.filter(isUnbuilt).map(({ id }) => id))
  const called = new Set(cluster.links.flatMap(({ dialler, dialled }) => (unbuilt.has(dialler) ? [dialled] : [])))
  return [...cluster.workloads, ...cluster.foreign].filter(
    (workload) => called.has(workload.id) && !workload.stated && toStubFiles(workload).length > 0,
  )
}

/** A kustomize component that only an overlay for trying things out takes in. */
export function toStandIns(cluster: Cluster, runtime: RuntimeSource, runtimeBundle: string): Export['files'] {
  if (!hasStandIns(cluster)) return []
  const unbuilt = cluster.workloads.filter(isUnbuilt)
  const played = [...unbuilt, ...cluster.foreign].some(isUnbuilt)
  const databases = stubbed(cluster)
  const mountsRuntime = runtime === 'config-map' && played
  const foreign = cluster.foreign.map((workload) => ({ workload, files: toFiles(workload, cluster).files }))
  const stubFiles = databases.map((workload) => ({ workload, files: toStubFiles(workload) }))
  const policies = toPolicies(cluster)
  const generators = [
    ...foreign.flatMap(({ workload, files }) =>
      files.length > 0 ? [{ name: configMapName(workload), files: files.map(({ key, path }) => toSource(key, path)) }] : [],
    ),
    ...stubFiles.map(({ workload, files }) => ({ name: stubConfigMapName(workload), files: files.map(({ path }) => path) })),
    ...(mountsRuntime ? [{ name: runtimeConfigMap, files: [runtimeFile] }] : []),
  ]
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1alpha1',
    kind: 'Component',
    ...(cluster.foreign.length > 0
      ? {
          labels: [{ pairs: { [label.partOf]: cluster.application, [label.managedBy]: 'kustomize' }, includeTemplates: true }],
          resources: [
            ...cluster.foreign.map(({ name }) => `${fileOf(name)}.yaml`),
            ...(policies.length > 0 ? ['network-policies.yaml'] : []),
          ],
        }
      : {}),
    ...(unbuilt.length + databases.length > 0
      ? { patches: [...unbuilt, ...databases].map(({ name }) => ({ path: `${name}.patch.yaml` })) }
      : {}),
    ...(generators.length > 0 ? { configMapGenerator: generators } : {}),
  }
  const at = (path: string) => `${standInsFolder}/${path}`
  return [
    { path: at('kustomization.yaml'), content: toManifestFile([kustomization], comment) },
    ...foreign.map(({ workload }) => ({
      path: at(`${fileOf(workload.name)}.yaml`),
      content: toManifestFile(toStandIn(workload, cluster, runtime), commentOf(workload)),
    })),
    ...(policies.length > 0 ? [{ path: at('network-policies.yaml'), content: toManifestFile(policies) }] : []),
    ...unbuilt.map((workload) => ({
      path: at(`${workload.name}.patch.yaml`),
      content: toManifestFile([toPatch(workload, cluster, runtime)]),
    })),
    ...databases.map((workload) => ({ path: at(`${workload.name}.patch.yaml`), content: toManifestFile([toStubPatch(workload)]) })),
    ...[...foreign, ...stubFiles].flatMap(({ files }) => files.map(({ path, content }) => ({ path: at(path), content }))),
    ...(mountsRuntime ? [{ path: at(runtimeFile), content: runtimeBundle }] : []),
  ]
}

const comment =
  'What stands in for programs that have no image yet and for services of others. For trying things out: nothing here belongs into production.'

/** The pod as a whole, in which the program takes the place of the image that is not there. */
function toPatch(workload: Workload, cluster: Cluster, runtime: RuntimeSource): Manifest {
  const template = toPodTemplate(workload, cluster, runtime) as { spec: object }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: workload.name },
    spec: { template: { spec: { $patch: 'replace', ...template.spec } } },
  }
}

function toStubPatch(workload: Workload): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: isStateful(workload) ? 'StatefulSet' : 'Deployment',
    metadata: { name: workload.name },
    spec: { template: { spec: toStubFilesPatch(workload) } },
  }
}

/** The way to what stands in for somebody else's service, which in production leads out of the cluster. */
function toPolicies(cluster: Cluster): Manifest[] {
  const pods = (workload: Workload) => ({ podSelector: { matchLabels: selectorOf(workload) } })
  return cluster.foreign.flatMap((workload): Manifest[] => {
    const links = cluster.links.filter(({ dialled }) => dialled === workload.id)
    const callers = cluster.workloads.filter(({ id }) => links.some(({ dialler }) => dialler === id))
    if (callers.length === 0) return []
    const ports = [...new Set(links.map(({ connection }) => workload.plan.ports[connection.protocol]))].flatMap((port) =>
      port === undefined ? [] : [{ protocol: 'TCP', port }],
    )
    if (ports.length === 0) throw new Error(`${links.map(({ connection }) => connectionId(connection)).join(', ')} has no port`)
    const named = { labels: labelsOf(workload) }
    return [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: `${workload.name}-callers`, ...named },
        spec: {
          podSelector: { matchExpressions: [{ key: label.name, operator: 'In', values: callers.map(({ name }) => name) }] },
          policyTypes: ['Egress'],
          egress: [{ to: [pods(workload)], ports }],
        },
      },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: `${workload.name}-called`, ...named },
        spec: {
          podSelector: { matchLabels: selectorOf(workload) },
          policyTypes: ['Ingress'],
          ingress: [{ from: callers.map(pods), ports }],
        },
      },
    ]
  })
}
