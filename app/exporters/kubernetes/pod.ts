import { autoscaleOf, reservedCores } from './autoscaler.ts'
import type { Cluster, Workload } from './cluster.ts'
import { configMapName, runtimeConfigMap, toConfigFiles } from './config-files.ts'
import { runtimeMount, toArguments, toEnvironment } from './environment.ts'
import { hardeningOf, toContainerSecurity, toPodSecurity } from './hardening.ts'
import { selectorOf } from './labels.ts'
import { label } from './manifest.ts'
import { toProbes } from './probes.ts'
import { toResources } from './resources.ts'

/** How the runtime gets into the containers that it plays services in. */
export type RuntimeSource = 'config-map' | 'image'

/** Image of the stand-ins where the bundle does not fit a ConfigMap: built by the person. */
export const runtimeImage = 'microcosm-runtime'

/** The pod template of a Deployment or a StatefulSet. */
export function toPodTemplate(workload: Workload, cluster: Cluster, runtime: RuntimeSource): object {
  const { plan } = workload
  const volumes = toVolumes(workload, runtime)
  const several = plan.replicas > 1 || autoscaleOf(workload) !== undefined
  return {
    metadata: { labels: selectorOf(workload) },
    spec: {
      automountServiceAccountToken: false,
      // Variables such as REDIS_PORT, made for each service, would be taken for settings.
      enableServiceLinks: false,
      // Node as the first process of a container would not end when it is told to.
      ...(plan.image.from === 'runtime' ? { shareProcessNamespace: true } : {}),
      securityContext: toPodSecurity(plan),
      ...(several ? { topologySpreadConstraints: [spread(workload)] } : {}),
      containers: [toContainer(workload, cluster, runtime)],
      ...(volumes.length > 0 ? { volumes } : {}),
    },
  }
}

/** The image of a workload; one to be built stands as its component's name, which an overlay replaces. */
export function imageOf({ plan, name }: Workload, runtime: RuntimeSource): string {
  switch (plan.image.from) {
    case 'registry':
      return plan.image.reference
    case 'build':
      return name
    case 'runtime':
      return runtime === 'config-map' ? 'node:24-slim' : runtimeImage
  }
}

function toContainer(workload: Workload, cluster: Cluster, runtime: RuntimeSource): object {
  const { name, plan } = workload
  const env = toEnvironment(workload, cluster)
  const args = toArguments(workload)
  const mounts = toMounts(workload, runtime)
  const ports = toPorts(workload)
  return {
    name,
    image: imageOf(workload, runtime),
    ...(args ? { args } : {}),
    ...(ports.length > 0 ? { ports: ports.map((port) => ({ name: port.name, containerPort: port.number })) } : {}),
    ...(env.length > 0 ? { env } : {}),
    resources: toResources(plan, reservedCores(workload)),
    ...toProbes(plan),
    // Until every proxy has heard that the pod is leaving, it goes on answering.
    ...(plan.volumes.length === 0 && ports.length > 0 ? { lifecycle: { preStop: { sleep: { seconds: 5 } } } } : {}),
    securityContext: toContainerSecurity(plan),
    ...(mounts.length > 0 ? { volumeMounts: mounts } : {}),
  }
}

/** Ports by their protocol's name, each number once. */
export function toPorts({ plan }: Workload): { name: string; number: number }[] {
  const entries = Object.entries(plan.ports)
  return entries
    .filter(([, number], index) => entries.findIndex(([, other]) => other === number) === index)
    .map(([name, number]) => ({ name, number }))
}

/** Claims of a StatefulSet: `data`, with a number from the second on. */
export function toClaims({ plan }: Workload): { name: string; target: string }[] {
  return plan.volumes.map((target, index) => ({ name: index === 0 ? 'data' : `data-${index + 1}`, target }))
}

function toMounts(workload: Workload, runtime: RuntimeSource): object[] {
  const { plan } = workload
  return [
    // A folder in the volume: a disk of its own holds lost+found at its root, which some databases refuse.
    ...toClaims(workload).map(({ name, target }) => ({ name, mountPath: target, subPath: 'data' })),
    ...toConfigFiles(workload).map(({ key, target }) => ({ name: 'config', mountPath: target, subPath: key, readOnly: true })),
    ...(plan.image.from === 'runtime' && runtime === 'config-map' ? [{ name: 'runtime', mountPath: runtimeMount, readOnly: true }] : []),
    ...scratchOf(workload).map((path, index) => ({ name: 'scratch', mountPath: path, subPath: String(index) })),
  ]
}

function toVolumes(workload: Workload, runtime: RuntimeSource): object[] {
  const { plan } = workload
  return [
    ...(Object.keys(plan.files).length > 0 ? [{ name: 'config', configMap: { name: configMapName(workload) } }] : []),
    ...(plan.image.from === 'runtime' && runtime === 'config-map' ? [{ name: 'runtime', configMap: { name: runtimeConfigMap } }] : []),
    ...(scratchOf(workload).length > 0 ? [{ name: 'scratch', emptyDir: { sizeLimit: '256Mi' } }] : []),
  ]
}

/** Folders that are written to and hold nothing worth keeping. */
function scratchOf({ plan }: Workload): string[] {
  return hardeningOf(plan)?.writes ?? []
}

function spread(workload: Workload): object {
  return {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { [label.name]: workload.name } },
  }
}
