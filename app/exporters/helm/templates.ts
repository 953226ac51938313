import type { ExportedFile } from '../exporter.ts'
import { commentOf } from '../kubernetes/base.ts'
import type { Cluster, Workload } from '../kubernetes/cluster.ts'
import { configMapName, toFiles } from '../kubernetes/config-files.ts'
import { httpEntries, toGateway } from '../kubernetes/gateway.ts'
import { labelsOf } from '../kubernetes/labels.ts'
import { toExternalNames } from '../kubernetes/managed.ts'
import { label, type Manifest } from '../kubernetes/manifest.ts'
import { toCommonPolicies } from '../kubernetes/network-policies.ts'
import { claimSize, toClaimObjects, toSharedClaims } from '../kubernetes/storage.ts'
import { toObjects } from '../kubernetes/workload-objects.ts'
import { createExpressions, type Expressions } from './expressions.ts'
import { isScalable } from './values.ts'

/** `templates/`: the objects of the kustomize base and of its production overlay, with what differs between clusters left to the values. */
export function toTemplates(cluster: Cluster): ExportedFile[] {
  const expressions = createExpressions()
  const write = (path: string, manifests: object[], comment?: string) => ({
    path: `templates/${path}.yaml`,
    content: expressions.toText(
      manifests.map((each) => withLabels(each as Manifest, cluster, expressions)),
      comment,
    ),
  })
  const claims = toClaimObjects(cluster).map((claim) => withStorage(claim, ownerOf(claim, cluster), expressions))
  const gateway = toGateway(cluster)
  const external = toExternalNames(cluster)
  return [
    write('network-policies', toCommonPolicies(cluster)),
    ...(claims.length > 0 ? [write('volumes', claims)] : []),
    ...cluster.workloads.flatMap((workload) => {
      const config = toConfigMap(workload, cluster)
      const objects = toObjects(workload, cluster).map((object) => withValues(object, workload, cluster, expressions, config !== undefined))
      return [
        write(`components/${workload.name}`, objects, commentOf(workload)),
        ...(config ? [write(`config/${workload.name}`, [config])] : []),
      ]
    }),
    ...(gateway.length > 0 ? [onlyIf('.Values.gateway.enabled', write('gateway', withHosts(gateway, cluster, expressions)))] : []),
    ...(external.length > 0
      ? [
          write(
            'external-services',
            external.map((service) => ({
              ...service,
              spec: { type: 'ExternalName', externalName: expressions.mark(`index .Values.externalServices "${service.metadata.name}"`) },
            })),
          ),
        ]
      : []),
  ]
}

function onlyIf(condition: string, { path, content }: ExportedFile): ExportedFile {
  return { path, content: `{{- if ${condition} }}\n${content}{{- end }}\n` }
}

function toConfigMap(workload: Workload, cluster: Cluster): Manifest | undefined {
  const { files } = toFiles(workload, cluster)
  if (files.length === 0) return undefined
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: configMapName(workload), labels: labelsOf(workload) },
    data: Object.fromEntries(files.map(({ key, content }) => [key, content])),
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a manifest's parts have no types of their own.
type Part = any

/** What the overlays of kustomize replace, and the labels that they add. */
function withValues(object: Manifest, workload: Workload, cluster: Cluster, { mark, number }: Expressions, hasConfig: boolean): Manifest {
  const { name } = workload
  const made: Part = structuredClone(object)
  const pod = made.spec?.template
  if (pod) {
    const image = `index .Values.images "${name}"`
    const whole = workload.plan.image.from === 'registry' && workload.plan.image.reference.includes('@')
    for (const container of pod.spec.containers)
      container.image = whole
        ? workload.plan.image.from === 'registry' && workload.plan.image.reference
        : mark(`printf "%s:%s" (${image}).repository (${image}).tag`)
    if (hasConfig)
      pod.metadata.annotations = { 'checksum/config': mark(`include (print $.Template.BasePath "/config/${name}.yaml") . | sha256sum`) }
    replaceSecret(pod.spec, cluster.application, mark('.Values.secretName'))
  }
  if (made.kind === 'Deployment' && isScalable(workload)) made.spec.replicas = number(`index .Values.replicas "${name}"`)
  // A release runs it after what it needs is there, and an upgrade before what needs it.
  if (made.kind === 'Job')
    made.metadata.annotations = {
      ...made.metadata.annotations,
      'helm.sh/hook': 'post-install,pre-upgrade',
      'helm.sh/hook-delete-policy': 'before-hook-creation',
    }
  for (const claim of made.spec?.volumeClaimTemplates ?? []) Object.assign(claim, withStorage(claim, name, { mark }))
  return made
}

function replaceSecret(part: Part, application: string, name: string): void {
  if (typeof part !== 'object' || part === null) return
  if (part.secretKeyRef?.name === application) part.secretKeyRef.name = name
  if (part.secret?.secretName === application) part.secret.secretName = name
  if (part.secret?.name === application && part.secret.items) part.secret.name = name
  for (const each of Object.values(part)) replaceSecret(each, application, name)
}

function withStorage(claim: Part, owner: string, { mark }: Pick<Expressions, 'mark'>): Part {
  return {
    ...claim,
    spec: {
      ...claim.spec,
      resources: { requests: { storage: owner === '' ? claimSize : mark(`(index .Values.storage "${owner}").size`) } },
    },
  }
}

/** The first that mounts it. */
function ownerOf(claim: Manifest, { workloads }: Cluster): string {
  return workloads.find((workload) => toSharedClaims(workload).some((one) => one.claim === claim.metadata.name))?.name ?? ''
}

function withHosts(gateway: Manifest[], cluster: Cluster, { mark }: Expressions): Manifest[] {
  const entries = httpEntries(cluster).map(({ workload }) => workload.name)
  return gateway.map((object) => {
    const made: Part = structuredClone(object)
    if (made.kind === 'Gateway') {
      made.spec.gatewayClassName = mark('.Values.gateway.className')
      for (const listener of made.spec.listeners)
        for (const each of listener.tls?.certificateRefs ?? []) each.name = mark('.Values.gateway.tlsSecretName')
    } else if (entries.includes(made.metadata.name) && made.spec.hostnames) {
      made.spec.hostnames = [mark(`index .Values.gateway.hosts "${made.metadata.name}"`)]
    }
    return made
  })
}

/** As kustomize adds them, and who manages them: Helm. */
function withLabels(object: Manifest, { application }: Cluster, { mark }: Expressions): Manifest {
  const common = {
    [label.partOf]: application,
    [label.managedBy]: mark('.Release.Service'),
    'app.kubernetes.io/instance': mark('.Release.Name'),
  }
  const made: Part = structuredClone(object)
  made.metadata = { ...made.metadata, labels: { ...made.metadata.labels, ...common } }
  const pod = made.spec?.template
  if (pod?.metadata) pod.metadata.labels = { ...pod.metadata.labels, [label.partOf]: application }
  return made
}
