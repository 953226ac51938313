import { autoscaleOf, reservedCores } from './autoscaler.ts'
import type { Cluster, Workload } from './cluster.ts'
import { configMapName, type FileMount, runtimeConfigMap, stubConfigMapName, toFiles, toStubFiles } from './config-files.ts'
import { runtimeMount, toCommand, toEnvironment, toProbeWords } from './environment.ts'
import type { Form } from './form.ts'
import { hardeningOf, toContainerSecurity, toPodSecurity } from './hardening.ts'
import { selectorOf } from './labels.ts'
import { label } from './manifest.ts'
import { type Port, toPorts } from './ports.ts'
import { toProbes } from './probes.ts'
import { toResources } from './resources.ts'
import { toClaims, toSharedClaims } from './storage.ts'

/** How the runtime gets into the containers that it plays services in. */
export type RuntimeSource = 'config-map' | 'image'

/** Image of the stand-ins where the bundle does not fit a ConfigMap: built by the person. */
export const runtimeImage = 'microcosm-runtime'

/** The pod template of a workload; `runtime`: of what stands in for it. */
export function toPodTemplate(workload: Workload, cluster: Cluster, runtime?: RuntimeSource): object {
  const { id, plan, stated } = workload
  const form: Form = runtime === undefined ? 'own' : 'stand-in'
  const ports = portsOf(workload, cluster, form)
  const volumes = toVolumes(workload, cluster, runtime)
  const several = plan.replicas > 1 || autoscaleOf(workload) !== undefined
  const stop = toStopSeconds(workload, ports)
  const addresses = (stated?.addresses ?? []).filter(({ ip }) => /^[\d.]+$|:/.test(ip))
  return {
    metadata: { labels: selectorOf(workload) },
    spec: {
      automountServiceAccountToken: false,
      // Variables such as REDIS_PORT, made for each service, would be taken for settings.
      enableServiceLinks: false,
      // Node as the first process of a container would not end when it is told to; nor would what the files give an init process.
      ...((form === 'stand-in' && plan.image.from === 'runtime') || says(workload, 'init') ? { shareProcessNamespace: true } : {}),
      securityContext: toPodSecurity(workload, ports, form),
      ...(stated?.isJob ? { restartPolicy: 'OnFailure' } : {}),
      ...(stop === undefined ? {} : { terminationGracePeriodSeconds: stop }),
      ...(addresses.length > 0
        ? { hostAliases: addresses.map(({ host, ip }) => ({ ip, hostnames: [cluster.hosts.rewrite(id, host)] })) }
        : {}),
      ...(several ? { topologySpreadConstraints: toSpread(workload) } : {}),
      containers: [toContainer(workload, cluster, ports, runtime)],
      ...(volumes.length > 0 ? { volumes } : {}),
    },
  }
}

const says = ({ stated }: Workload, path: string) => stated?.fields.some((field) => field.path === path) ?? false

/** A stand-in answers on all that its callers may call, whatever the program that it stands for does. */
function portsOf(workload: Workload, cluster: Cluster, form: Form): Port[] {
  const ports = toPorts(workload, cluster)
  if (form === 'own' || ports.length > 0) return ports
  const [first] = Object.entries(workload.plan.ports)
  return first ? [{ name: first[0], number: first[1], protocol: 'TCP' }] : []
}

/** Of what the person states, with the time in which it still answers before. */
function toStopSeconds({ stated }: Workload, ports: Port[]): number | undefined {
  if (stated?.stopGraceMs === undefined) return undefined
  return Math.ceil(stated.stopGraceMs / 1000) + (ports.length > 0 ? drainSeconds : 0)
}

const drainSeconds = 5

/** The image of a workload; one to be built stands as its component's name, which an overlay replaces. */
export function imageOf({ plan, name }: Workload, runtime?: RuntimeSource): string {
  if (plan.image.from === 'registry') return plan.image.reference
  if (plan.image.from === 'build' || runtime === undefined) return name
  return runtime === 'config-map' ? 'node:24-slim' : runtimeImage
}

function toContainer(workload: Workload, cluster: Cluster, ports: Port[], runtime?: RuntimeSource): object {
  const { name, plan, stated } = workload
  const form: Form = runtime === undefined ? 'own' : 'stand-in'
  const env = toEnvironment(workload, cluster, form)
  const mounts = toMounts(workload, cluster, runtime)
  const drains = plan.volumes.length === 0 && ports.length > 0 && !stated?.isJob
  return {
    name,
    image: imageOf(workload, runtime),
    ...toCommand(workload, cluster, form),
    ...(ports.length > 0 ? { ports: ports.map(toContainerPort) } : {}),
    ...(env.length > 0 ? { env } : {}),
    resources: toResources(workload, form, reservedCores(workload)),
    ...toOwnProbes(workload, ports, form),
    // Until every proxy has heard that the pod is leaving, it goes on answering.
    ...(drains ? { lifecycle: { preStop: { sleep: { seconds: drainSeconds } } } } : {}),
    securityContext: { ...toContainerSecurity(plan, form), ...(says(workload, 'read_only') ? { readOnlyRootFilesystem: true } : {}) },
    ...(mounts.length > 0 ? { volumeMounts: mounts } : {}),
  }
}

/** Whether any probe asks it, once it has the image that is meant for it. */
export function isProbed(workload: Workload, cluster: Cluster): boolean {
  return Object.keys(toOwnProbes(workload, toPorts(workload, cluster), 'own')).length > 0
}

/** What has no image yet answers as any program does, once it is there. A probe asks only where something answers. */
function toOwnProbes(workload: Workload, ports: Port[], form: Form): Record<string, object> {
  const { plan, stated } = workload
  const [first] = ports.filter(({ protocol }) => protocol === 'TCP')
  const { ready } = plan
  if (form === 'own' && plan.image.from === 'runtime')
    return first ? toProbes({ ...plan, ready: { probe: 'tcp', port: first.number } }) : {}
  if (ready.probe === 'tcp' && !ports.some(({ number, protocol }) => number === ready.port && protocol === 'TCP')) {
    // Its own port is not the one that its kind would have.
    return first && stated ? toProbes({ ...plan, ready: { probe: 'tcp', port: first.number } }, stated.health) : {}
  }
  const asked = ready.probe === 'exec' ? { ...ready, command: toProbeWords(workload, ready.command) } : ready
  return toProbes({ ...plan, ready: asked }, stated?.health)
}

function toContainerPort({ name, number, protocol }: Port): object {
  return { name, containerPort: number, ...(protocol === 'UDP' ? { protocol } : {}) }
}

function toMounts(workload: Workload, cluster: Cluster, runtime?: RuntimeSource): object[] {
  const { plan } = workload
  const { mounts } = toFiles(workload, cluster)
  return [
    // A folder in the volume: a disk of its own holds lost+found at its root, which some databases refuse.
    ...toClaims(workload).map(({ name, target }) => ({ name, mountPath: target, subPath: 'data' })),
    ...toSharedClaims(workload).map(({ name, target, readOnly }) => ({ name, mountPath: target, ...(readOnly ? { readOnly } : {}) })),
    ...mounts.map((mount, index) => {
      if (mount.isFolder) return { name: folderName(index), mountPath: mount.target, readOnly: true }
      const [file] = mount.files
      return {
        name: file?.from === 'secret' ? 'secret-files' : 'config',
        mountPath: mount.target,
        subPath: file?.key ?? '',
        readOnly: true,
      }
    }),
    ...(plan.image.from === 'runtime' && runtime === 'config-map' ? [{ name: 'runtime', mountPath: runtimeMount, readOnly: true }] : []),
    ...scratchOf(workload, runtime).map((path, index) => ({ name: 'scratch', mountPath: path, subPath: String(index) })),
  ]
}

const folderName = (index: number) => `folder-${index + 1}`

function toVolumes(workload: Workload, cluster: Cluster, runtime?: RuntimeSource): object[] {
  const { plan } = workload
  const { mounts } = toFiles(workload, cluster)
  const alone = mounts.filter(({ isFolder }) => !isFolder).flatMap(({ files }) => files)
  const secrets = [...new Set(alone.flatMap(({ from, key }) => (from === 'secret' ? [key] : [])))]
  return [
    ...(alone.some(({ from }) => from === 'config') ? [{ name: 'config', configMap: { name: configMapName(workload) } }] : []),
    ...(secrets.length > 0
      ? [{ name: 'secret-files', secret: { secretName: cluster.application, items: secrets.map((key) => ({ key, path: key })) } }]
      : []),
    ...mounts.flatMap((mount, index) => (mount.isFolder ? [{ name: folderName(index), ...toFolder(mount, workload, cluster) }] : [])),
    ...toSharedClaims(workload).map(({ name, claim }) => ({ name, persistentVolumeClaim: { claimName: claim } })),
    ...(plan.image.from === 'runtime' && runtime === 'config-map' ? [{ name: 'runtime', configMap: { name: runtimeConfigMap } }] : []),
    ...(scratchOf(workload, runtime).length > 0 ? [{ name: 'scratch', emptyDir: { sizeLimit: '256Mi' } }] : []),
  ]
}

/** A folder of settings, of which some may be secret, as it stands on the person's machine. */
function toFolder({ files }: FileMount, workload: Workload, { application }: Cluster): object {
  const items = (from: 'config' | 'secret') => files.flatMap((file) => (file.from === from ? [{ key: file.key, path: file.name }] : []))
  const [config, secret] = [items('config'), items('secret')]
  if (secret.length === 0) return { configMap: { name: configMapName(workload), items: config } }
  const sources = [
    ...(config.length > 0 ? [{ configMap: { name: configMapName(workload), items: config } }] : []),
    { secret: { name: application, items: secret } },
  ]
  return { projected: { sources } }
}

/** What a database of the base is given when stand-ins call it, as a patch of its pod. */
export function toStubFilesPatch(workload: Workload): object {
  const files = toStubFiles(workload)
  return {
    containers: [
      {
        name: workload.name,
        volumeMounts: files.map(({ key, target }) => ({ name: 'for-stubs', mountPath: target, subPath: key, readOnly: true })),
      },
    ],
    volumes: [{ name: 'for-stubs', configMap: { name: stubConfigMapName(workload) } }],
  }
}

/** Folders that are written to and hold nothing worth keeping. */
function scratchOf({ plan, stated }: Workload, runtime?: RuntimeSource): string[] {
  const own = hardeningOf(plan, runtime === undefined ? 'own' : 'stand-in')?.writes ?? []
  const said = (stated?.mounts ?? []).flatMap((mount) => (mount.from === 'scratch' ? [mount.target] : []))
  const kept = (stated?.mounts ?? []).flatMap((mount) => (mount.from === 'data' ? [mount.target] : []))
  return [...new Set([...own, ...said])].filter((path) => !kept.includes(path))
}

/** Neither the loss of a node nor that of a zone takes all of it. */
function toSpread(workload: Workload): object[] {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { [label.name]: workload.name } },
  }))
}
