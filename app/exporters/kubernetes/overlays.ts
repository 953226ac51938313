import type { Export } from '../exporter.ts'
import type { Cluster } from './cluster.ts'
import { httpEntries, toGateway } from './gateway.ts'
import { hardeningOf } from './hardening.ts'
import { toManifestFile } from './manifest-file.ts'
import type { RuntimeSource } from './pod.ts'
import { runtimeImage } from './pod.ts'

/** Images that the person builds: by the name under which the base knows them, and the folder each is built from. */
export function imagesToBuild(cluster: Cluster, runtime: RuntimeSource, designFolder: string): { name: string; context: string }[] {
  const own = cluster.workloads.flatMap(({ name, plan }) =>
    plan.image.from === 'build' ? [{ name, context: toContext(plan.image.path, designFolder) }] : [],
  )
  const standsIn = runtime === 'image' && cluster.workloads.some(({ plan }) => plan.image.from === 'runtime')
  return standsIn ? [...own, { name: runtimeImage, context: 'runtime-image' }] : own
}

/** `overlays/local` for a cluster on the person's machine, `overlays/production` for one that others use. */
export function toOverlays(cluster: Cluster, images: { name: string }[], newSecret: (name: string) => string): Export['files'] {
  return [...toLocal(cluster, images, newSecret), ...toProduction(cluster, images)]
}

function toLocal(cluster: Cluster, images: { name: string }[], newSecret: (name: string) => string): Export['files'] {
  const { application, secrets } = cluster
  const namespace = `${application}-local`
  const kustomization = {
    ...toKustomization(namespace, ['namespace.yaml', '../../base']),
    ...(secrets.length > 0 ? { secretGenerator: [{ name: application, envs: ['secrets.env'] }] } : {}),
    ...toImages(images.map(({ name }) => ({ name, newName: `${application}/${name}`, newTag: 'local' }))),
  }
  const files: Export['files'] = [
    { path: 'overlays/local/kustomization.yaml', content: toManifestFile([kustomization], 'A cluster on your own machine.') },
    { path: 'overlays/local/namespace.yaml', content: toManifestFile([toNamespace(cluster, namespace)]) },
  ]
  if (secrets.length === 0) return files
  const values = secrets.map(({ name, key }) => `# The secret "${name}" of the design.\n${key}=${newSecret(name)}`)
  return [
    ...files,
    { path: 'overlays/local/secrets.env', content: `${[secretsHead, ...values].join('\n\n')}\n`, secret: true },
    { path: '.gitignore', content: '# Passwords belong in no repository.\nsecrets.env\n' },
  ]
}

function toProduction(cluster: Cluster, images: { name: string }[]): Export['files'] {
  const { application, secrets } = cluster
  const gateway = toGateway(cluster)
  const comment = [
    'A cluster that others use.',
    ...(secrets.length > 0 ? [`The Secret "${application}" is made apart from these files: see README.md.`] : []),
    ...(images.length > 0 ? ['Write your own registry and the tags that it holds below.'] : []),
  ]
  const kustomization = {
    ...toKustomization(application, ['namespace.yaml', '../../base', ...(gateway.length > 0 ? ['gateway.yaml'] : [])]),
    ...toImages(images.map(({ name }) => ({ name, newName: `registry.example.com/${application}/${name}`, newTag: '0.1.0' }))),
  }
  return [
    { path: 'overlays/production/kustomization.yaml', content: toManifestFile([kustomization], comment.join('\n')) },
    { path: 'overlays/production/namespace.yaml', content: toManifestFile([toNamespace(cluster, application)]) },
    ...(gateway.length > 0
      ? [{ path: 'overlays/production/gateway.yaml', content: toManifestFile(gateway, gatewayComment(httpEntries(cluster).length)) }]
      : []),
  ]
}

const secretsHead = '# Made by Microcosm for this machine alone. Keep it out of version control.'

function gatewayComment(entries: number): string {
  return `Write the class of your cluster's gateways (kubectl get gatewayclass) and your own host name${entries > 1 ? 's' : ''}.`
}

function toKustomization(namespace: string, resources: string[]): object {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', namespace, resources }
}

function toImages(images: object[]): object {
  return images.length > 0 ? { images } : {}
}

/** The strictest Pod Security Standard that every container here is known to keep to; the strictest of all is warned about. */
function toNamespace({ workloads }: Cluster, name: string): object {
  const confined = workloads.every(({ plan }) => hardeningOf(plan) !== undefined)
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        'pod-security.kubernetes.io/enforce': confined ? 'restricted' : 'baseline',
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    },
  }
}

/** Folders are counted from the design file; commands in the README are given in the folder of the export. */
function toContext(path: string, designFolder: string): string {
  const isWhole = /^(?:[/~]|[A-Za-z]:[\\/]|[a-z+]+:\/\/|git@)/.test(path)
  return isWhole ? path : `${designFolder}/${path.replace(/^\.\/+/, '')}`
}
