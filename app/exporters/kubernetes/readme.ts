import { isRemote } from '../../importers/compose/file-paths.ts'
import { joinPath } from '../../importers/compose/paths.ts'
import { toHeading } from '../heading.ts'
import { type Cluster, isUnbuilt } from './cluster.ts'
import { hostOf, httpEntries } from './gateway.ts'
import { entriesOf } from './links-between.ts'
import { label } from './manifest.ts'
import type { OwnImage } from './overlays.ts'
import { toPolicyTable } from './policy-table.ts'
import { toProgramsTable } from './programs-table.ts'
import { toSecretStep } from './secret-step.ts'
import { builtInKeys, type UsedSecret, usedSecrets } from './secrets.ts'
import { commands, quoted } from './shell.ts'
import { hasStandIns } from './stand-ins.ts'
import { isStateful } from './storage.ts'
import { ofStandIns, toWhatToKnow } from './what-to-know.ts'

/** How the files are used, for a person who knows Kubernetes and not Microcosm. */
export function toReadme(cluster: Cluster, images: OwnImage[], version: string): string {
  const sections = [
    `# ${toHeading(cluster.design.name ?? 'A design')} on Kubernetes`,
    `Written by Microcosm ${version}; the next export of the design replaces files that were not edited.\n\`base/\` is the same everywhere; \`overlays/\` hold what differs from one cluster to the next.`,
    toLocal(cluster, images),
    toProduction(cluster, images),
    toProgramsTable(cluster),
    toWhatToKnow(cluster),
    toPolicyTable(cluster),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

function toLocal(cluster: Cluster, images: OwnImage[]): string {
  const { application, workloads, foreign } = cluster
  const secrets = usedSecrets(cluster, true)
  const namespace = `${application}-local`
  const entries = entriesOf(cluster)
  const builds = images.flatMap((image) => {
    const reference = `${application}/${image.name}:local`
    return image.context === undefined ? [] : [toBuildCommand(image, reference), `kind load docker-image ${reference}`]
  })
  const largest = [...workloads, ...foreign].some(isUnbuilt)
  return [
    '## On your own machine',
    ...(builds.length > 0 ? ['Build the images and hand them to the cluster, here to kind:', commands(builds)] : []),
    ...(hasStandIns(cluster)
      ? [
          [
            '`components/stand-ins` plays what has no image yet and what others run; only this overlay takes it in.',
            ...ofStandIns(cluster),
          ].join(' '),
        ]
      : []),
    commands([...toApply(cluster, 'overlays/local', namespace), ...toWait(cluster, namespace)]),
    ...(largest
      ? ['`--server-side`, because the program that stands in for services is larger than what a plain `apply` can remember.']
      : []),
    ...(entries.length > 0
      ? [
          'Reach it:',
          commands(
            toForwarded(entries.map(({ port }) => port)).map(
              (local, index) =>
                `kubectl -n ${namespace} port-forward service/${entries[index]?.workload.name} ${local}:${entries[index]?.port}`,
            ),
          ),
        ]
      : []),
    ...(secrets.length > 0
      ? [
          `Passwords were generated into \`overlays/local/secrets.env\`, which only you can read and which belongs in no repository${toKept(cluster)}. Where a value has to be one that others know, write it there.`,
          ...toSecretFiles(secrets),
        ]
      : []),
    'Remove everything, data too:',
    commands([`kubectl delete namespace ${namespace}`]),
  ].join('\n\n')
}

/** Until all is up. What a StatefulSet holds is one replica, and says so by its status alone. */
function toWait({ workloads, foreign }: Cluster, namespace: string): string[] {
  const run = workloads.filter(({ stated }) => !stated?.isJob)
  const wait = `kubectl -n ${namespace} wait`
  return [
    ...(run.some(isStateful) ? [`${wait} --for=jsonpath='{.status.readyReplicas}'=1 statefulset --all --timeout=180s`] : []),
    ...(foreign.length > 0 || run.some((workload) => !isStateful(workload))
      ? [`${wait} --for=condition=Available deployment --all --timeout=180s`]
      : []),
  ]
}

/** Ports of the person's own machine, each once, none of which needs root. */
function toForwarded(ports: number[]): number[] {
  const taken = new Set<number>()
  return ports.map((port) => {
    let local = port < 1024 ? 8000 + port : port
    while (taken.has(local)) local += 1
    taken.add(local)
    return local
  })
}

function toProduction(cluster: Cluster, all: OwnImage[]): string {
  const { application, foreign } = cluster
  const images = all.filter(({ standsIn }) => !standsIn)
  const unbuilt = images.filter(({ context }) => context === undefined).map(({ name }) => `\`${name}\``)
  const entries = httpEntries(cluster)
  const hosts = entries.map((entry) => `\`${hostOf(cluster, entry)}\``).join(', ')
  const steps = [
    ...(images.length > 0
      ? [
          `Push the images and write their names and tags in \`overlays/production/kustomization.yaml\`.${unbuilt.length > 0 ? ` ${unbuilt.join(', ')} ${unbuilt.length > 1 ? 'have' : 'has'} none yet: the design says nothing of how to build ${unbuilt.length > 1 ? 'them' : 'it'}.` : ''}`,
        ]
      : []),
    ...(foreign.length > 0
      ? [
          `Write in \`overlays/production/external-services.yaml\` where ${foreign.map(({ name }) => `\`${name}\``).join(', ')} ${foreign.length > 1 ? 'are' : 'is'}. A name of its own in the settings of its callers does as well, and is needed where the other end checks the name it is called by (TLS).`,
        ]
      : []),
    ...(entries.length > 0
      ? [
          `Write the gateway class and, in place of ${hosts}, your own host ${entries.length > 1 ? 'names' : 'name'} in \`overlays/production/gateway.yaml\`. It needs the Gateway API (v1) and a controller in the cluster, and a certificate in the Secret \`${application}-tls\`.`,
        ]
      : []),
    ...toSecretStep(cluster, ['kubectl apply --server-side -f overlays/production/namespace.yaml']),
    `Apply it:\n\n${commands(toApply(cluster, 'overlays/production', application))}`,
  ]
  return `## In production\n\n${steps
    .map((step, index) => `${index + 1}. ${step.replaceAll('\n', '\n   ')}`)
    .join('\n')
    .replaceAll(/^ +$/gm, '')}`
}

/** Jobs go first where others wait for them, so that no pod has to be allowed to look at Jobs. A Job cannot be changed, only made anew. */
function toApply({ workloads }: Cluster, overlay: string, namespace: string): string[] {
  const whole = `kubectl apply --server-side -k ${overlay}`
  const awaited = new Set(
    workloads.flatMap(({ stated }) => (stated?.after ?? []).flatMap(({ id, condition }) => (condition === 'completed' ? [id] : []))),
  )
  const jobs = workloads.filter(({ id, stated }) => stated?.isJob && awaited.has(id)).map(({ name }) => name)
  const own = workloads.filter(({ stated }) => stated?.isJob).map(({ name }) => name)
  if (own.length === 0) return [whole]
  const before = `kubectl -n ${namespace} delete job ${own.join(' ')} --ignore-not-found`
  if (jobs.length === 0) return [before, whole]
  const waiting = workloads.filter(({ stated }) => stated?.after.some(({ condition }) => condition === 'completed')).map(({ name }) => name)
  return [
    before,
    `# All but what waits for them: ${waiting.join(', ')}.`,
    `${whole} --selector '${label.name} notin (${waiting.join(',')})'`,
    `kubectl -n ${namespace} wait --for=condition=complete ${jobs.map((name) => `job/${name}`).join(' ')} --timeout=600s`,
    whole,
  ]
}

/** `reference`: what the image is called. */
export function toBuildCommand({ context = '.', build }: OwnImage, reference: string): string {
  const file = build?.dockerfile
  const inFolder = file === undefined ? undefined : isRemote(context) || file.startsWith('/') ? file : joinPath(context, file)
  const words = [
    ...(inFolder === undefined ? [] : ['-f', inFolder]),
    ...(build?.target === undefined ? [] : ['--target', build.target]),
    ...[...(build?.args ?? [])].flatMap(([key, text]) => [
      '--build-arg',
      text.every((part) => typeof part === 'string') ? `${key}=${text.join('')}` : key,
    ]),
    ...(build?.passedArgs ?? []).flatMap((key) => ['--build-arg', key]),
  ]
  return ['docker build', ...words.map(quoted), `-t ${reference}`, quoted(context)].join(' ')
}

function toKept(cluster: Cluster): string {
  const keys = builtInKeys(cluster).map((key) => `\`${key}\``)
  return keys.length > 0 ? `; ${keys.join(', ')} ${keys.length > 1 ? 'are' : 'is'} as in your own files, as far as that is known` : ''
}

function toSecretFiles(secrets: UsedSecret[]): string[] {
  const files = secrets.flatMap(({ key, file }) => (file === undefined ? [] : [`\`${key}\` (${file})`]))
  return files.length > 0 ? [`These are the contents of files, which your programs expect as they were: ${files.join(', ')}.`] : []
}
