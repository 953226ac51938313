import { autoscaleOf } from '../kubernetes/autoscaler.ts'
import type { Cluster, Workload } from '../kubernetes/cluster.ts'
import { hostOf, httpEntries } from '../kubernetes/gateway.ts'
import { toManifestFile } from '../kubernetes/manifest-file.ts'
import { usedSecrets } from '../kubernetes/secrets.ts'
import { claimSize, toClaims, toSharedClaims } from '../kubernetes/storage.ts'
import { isAlone } from '../kubernetes/workload-objects.ts'

/** `ghcr.io/acme/orders:1.4@sha256:…` in its two parts: where it is, and which of it. */
export function splitImage(reference: string): { repository: string; tag: string } {
  const [, repository = reference, tag = 'latest'] = /^(.+?):([\w][\w.-]*(?:@.+)?)$/.exec(reference) ?? []
  // A port of a registry is no tag.
  return reference.includes('@') && !/:[\w.-]+@/.test(reference)
    ? { repository: reference.slice(0, reference.indexOf('@')), tag: reference.slice(reference.indexOf('@')) }
    : tag.includes('/')
      ? { repository: reference, tag: 'latest' }
      : { repository, tag }
}

/** Whether the number of its replicas is for the person to choose. */
export function isScalable(workload: Workload): boolean {
  return !workload.stated?.isJob && autoscaleOf(workload) === undefined && toClaims(workload).length === 0 && !isAlone(workload)
}

/** `values.yaml`: what differs from one cluster to the next. */
export function toValues(cluster: Cluster): string {
  const { application, workloads, foreign } = cluster
  const entries = httpEntries(cluster)
  const stores = workloads.filter((workload) => toClaims(workload).length + toSharedClaims(workload).length > 0)
  const values = {
    ...(usedSecrets(cluster, false).length > 0 ? { secretName: application } : {}),
    images: Object.fromEntries(workloads.map((workload) => [workload.name, toImage(workload, application)])),
    replicas: Object.fromEntries(workloads.filter(isScalable).map(({ name, plan }) => [name, plan.replicas])),
    ...(stores.length > 0 ? { storage: Object.fromEntries(stores.map(({ name }) => [name, { size: claimSize }])) } : {}),
    ...(entries.length > 0
      ? {
          gateway: {
            enabled: true,
            className: 'example',
            tlsSecretName: `${application}-tls`,
            hosts: Object.fromEntries(entries.map((entry) => [entry.workload.name, hostOf(cluster, entry)])),
          },
        }
      : {}),
    ...(foreign.length > 0 ? { externalServices: Object.fromEntries(foreign.map(({ name }) => [name, `${name}.example.com`])) } : {}),
  }
  return toManifestFile([values], 'What differs from one cluster to the next.')
}

/** Where an image of the person's own is expected, until they say. */
export function ownImage(application: string, name: string): { repository: string; tag: string } {
  return { repository: `registry.example.com/${application}/${name}`, tag: '0.1.0' }
}

function toImage(workload: Workload, application: string): object {
  const { plan, name } = workload
  if (plan.image.from === 'registry') return splitImage(plan.image.reference)
  return ownImage(application, name)
}
