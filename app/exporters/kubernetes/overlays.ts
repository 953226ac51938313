import { isRemote } from '../../importers/compose/file-paths.ts'
import { isWholePath, joinPath } from '../../importers/compose/paths.ts'
import type { Export } from '../exporter.ts'
import type { StatedBuild } from '../imported/stated.ts'
import { type Cluster, isUnbuilt, type Workload } from './cluster.ts'
import { httpEntries, toGateway } from './gateway.ts'
import { hardeningOf } from './hardening.ts'
import { toExternalNames } from './managed.ts'
import { toManifestFile } from './manifest-file.ts'
import type { RuntimeSource } from './pod.ts'
import { runtimeImage } from './pod.ts'
import { usedSecrets } from './secrets.ts'
import { hasStandIns } from './stand-ins.ts'

/** An image that the person builds, by the name under which the base knows it. */
export interface OwnImage {
  name: string
  /** The folder that it is built from; absent: nobody has said yet how it is built. */
  context?: string
  build?: StatedBuild
  /** Only stand-ins need it. */
  standsIn?: true
}

export function imagesToBuild(cluster: Cluster, runtime: RuntimeSource, designFolder: string): OwnImage[] {
  const own = cluster.workloads.flatMap((workload): OwnImage[] => {
    const { name, plan, stated } = workload
    if (isUnbuilt(workload)) return [{ name }]
    if (plan.image.from !== 'build') return []
    return [{ name, context: toContext(plan.image.path, designFolder), ...(stated?.build ? { build: stated.build } : {}) }]
  })
  const standsIn = runtime === 'image' && [...cluster.workloads, ...cluster.foreign].some(isUnbuilt)
  return standsIn ? [...own, { name: runtimeImage, context: 'runtime-image', standsIn: true }] : own
}

/** `overlays/local` for a cluster on the person's machine, `overlays/production` for one that others use. */
export function toOverlays(cluster: Cluster, images: OwnImage[], newSecret: (name: string) => string): Export['files'] {
  return [...toLocal(cluster, images, newSecret), ...toProduction(cluster, images)]
}

function toLocal(cluster: Cluster, images: OwnImage[], newSecret: (name: string) => string): Export['files'] {
  const { application } = cluster
  const secrets = usedSecrets(cluster, true)
  const namespace = `${application}-local`
  const standIns = hasStandIns(cluster)
  const kustomization = {
    ...toKustomization(namespace, ['namespace.yaml', '../../base']),
    ...(standIns ? { components: ['../../components/stand-ins'] } : {}),
    ...(secrets.length > 0 ? { secretGenerator: [{ name: application, envs: ['secrets.env'] }] } : {}),
    ...toImages(
      images
        .filter(({ context }) => context !== undefined)
        .map(({ name }) => ({ name, newName: `${application}/${name}`, newTag: 'local' })),
    ),
  }
  const comment = `A cluster on your own machine${standIns ? ', with stand-ins for what has no image yet and for what others run' : ''}.`
  const files: Export['files'] = [
    { path: 'overlays/local/kustomization.yaml', content: toManifestFile([kustomization], comment) },
    {
      path: 'overlays/local/namespace.yaml',
      content: toManifestFile([toNamespace([...cluster.workloads, ...cluster.foreign], namespace)]),
    },
  ]
  if (secrets.length === 0) return files
  const values = secrets.map(({ name, key }) => `# The secret "${name}" of the design.\n${key}=${newSecret(name)}`)
  return [
    ...files,
    { path: 'overlays/local/secrets.env', content: `${[secretsHead, ...values].join('\n\n')}\n`, secret: true },
    { path: '.gitignore', content: '# Passwords belong in no repository.\nsecrets.env\n' },
  ]
}

function toProduction(cluster: Cluster, all: OwnImage[]): Export['files'] {
  const { application } = cluster
  const secrets = usedSecrets(cluster, false)
  const images = all.filter(({ standsIn }) => !standsIn)
  const gateway = toGateway(cluster)
  const external = toExternalNames(cluster)
  const comment = [
    'A cluster that others use.',
    ...(secrets.length > 0 ? [`The Secret "${application}" is made apart from these files: see README.md.`] : []),
    ...(images.length > 0 ? ['Write your own registry and the tags that it holds below.'] : []),
  ]
  const resources = [
    'namespace.yaml',
    '../../base',
    ...(gateway.length > 0 ? ['gateway.yaml'] : []),
    ...(external.length > 0 ? ['external-services.yaml'] : []),
  ]
  const kustomization = {
    ...toKustomization(application, resources),
    ...toImages(images.map(({ name }) => ({ name, newName: `registry.example.com/${application}/${name}`, newTag: '0.1.0' }))),
  }
  return [
    { path: 'overlays/production/kustomization.yaml', content: toManifestFile([kustomization], comment.join('\n')) },
    { path: 'overlays/production/namespace.yaml', content: toManifestFile([toNamespace(cluster.workloads, application)]) },
    ...(gateway.length > 0
      ? [{ path: 'overlays/production/gateway.yaml', content: toManifestFile(gateway, gatewayComment(httpEntries(cluster).length)) }]
      : []),
    ...(external.length > 0
      ? [{ path: 'overlays/production/external-services.yaml', content: toManifestFile(external, externalComment) }]
      : []),
  ]
}

const secretsHead = '# Made by Microcosm for this machine alone. Keep it out of version control.'
const externalComment = 'What others run. Write where each is in place of its name under example.com.'

function gatewayComment(entries: number): string {
  return `Write the class of your cluster's gateways (kubectl get gatewayclass) and your own host name${entries > 1 ? 's' : ''}.`
}

function toKustomization(namespace: string, resources: string[]): object {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', namespace, resources }
}

function toImages(images: object[]): object {
  return images.length > 0 ? { images } : {}
}

function toNamespace(workloads: readonly Workload[], name: string): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: namespaceLabels(workloads) } }
}

/** The strictest Pod Security Standard that each of these is known to keep to; the strictest of all is warned about. */
export function namespaceLabels(workloads: readonly Workload[]): Record<string, string> {
  const confined = workloads.every(({ plan }) => hardeningOf(plan) !== undefined)
  return {
    'pod-security.kubernetes.io/enforce': confined ? 'restricted' : 'baseline',
    'pod-security.kubernetes.io/warn': 'restricted',
  }
}

/** Folders are counted from the design file; commands in the README are given in the folder of the export. */
function toContext(path: string, designFolder: string): string {
  return isWholePath(path) || isRemote(path) ? path : joinPath(designFolder, path)
}
