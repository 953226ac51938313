import { connectionId } from '../../design/design.ts'
import { toHeading } from '../heading.ts'
import { autoscaleOf } from './autoscaler.ts'
import type { Cluster } from './cluster.ts'
import { hostOf, httpEntries } from './gateway.ts'
import { entriesOf } from './links-between.ts'
import { claimSize } from './workload-objects.ts'

/** How the files are used, for a person who knows Kubernetes and not Microcosm. */
export function toReadme(cluster: Cluster, images: { name: string; context: string }[], version: string): string {
  const sections = [
    `# ${toHeading(cluster.design.name ?? 'A design')} on Kubernetes`,
    `Written by Microcosm ${version}; the next export of the design replaces files that were not edited.\n\`base/\` is the same everywhere; \`overlays/\` hold what differs from one cluster to the next.`,
    toLocal(cluster, images),
    toProduction(cluster, images),
    toContents(cluster),
    toPolicyTable(cluster),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

function toLocal(cluster: Cluster, images: { name: string; context: string }[]): string {
  const { application, workloads, secrets } = cluster
  const namespace = `${application}-local`
  const entries = entriesOf(cluster)
  const builds = images.flatMap(({ name, context }) => [
    `docker build -t ${application}/${name}:local ${context}`,
    `kind load docker-image ${application}/${name}:local`,
  ])
  const largest = workloads.some(({ plan }) => plan.image.from === 'runtime')
  return [
    '## On your own machine',
    ...(builds.length > 0 ? ['Build the images and hand them to the cluster, here to kind:', commands(builds)] : []),
    commands([
      `kubectl apply --server-side -k overlays/local`,
      `kubectl -n ${namespace} wait --for=condition=Available deployment --all --timeout=180s`,
    ]),
    ...(largest
      ? ['`--server-side`, because the program that stands in for services is larger than what a plain `apply` can remember.']
      : []),
    ...(entries.length > 0
      ? [
          'Reach it:',
          commands(
            entries.map(
              ({ workload, port }) =>
                `kubectl -n ${namespace} port-forward service/${workload.name} ${port < 1024 ? 8000 + port : port}:${port}`,
            ),
          ),
        ]
      : []),
    ...(secrets.length > 0
      ? ['Passwords were generated into `overlays/local/secrets.env`, which only you can read and which belongs in no repository.']
      : []),
    'Remove everything, data too:',
    commands([`kubectl delete namespace ${namespace}`]),
  ].join('\n\n')
}

function toProduction(cluster: Cluster, images: { name: string }[]): string {
  const { application, secrets } = cluster
  const entries = httpEntries(cluster)
  const hosts = entries.map((entry) => `\`${hostOf(cluster, entry)}\``).join(', ')
  const steps = [
    ...(images.length > 0 ? ['Push the images and write their names and tags in `overlays/production/kustomization.yaml`.'] : []),
    ...(entries.length > 0
      ? [
          `Write the gateway class and, in place of ${hosts}, your own host ${entries.length > 1 ? 'names' : 'name'} in \`overlays/production/gateway.yaml\`. It needs the Gateway API (v1) and a controller in the cluster, and a certificate in the Secret \`${application}-tls\`.`,
        ]
      : []),
    ...(secrets.length > 0
      ? [
          `Make the Secret \`${application}\` with the keys ${secrets.map(({ key }) => `\`${key}\``).join(', ')}: from your vault by an operator such as External Secrets, or by hand, from a FILE with a line \`KEY=value\` for each:\n\n${commands(
            [
              `kubectl create namespace ${application}`,
              `kubectl -n ${application} create secret generic ${application} --from-env-file=FILE`,
            ],
          )}`,
        ]
      : []),
    `Apply it:\n\n${commands(['kubectl apply --server-side -k overlays/production'])}`,
  ]
  return `## In production\n\n${steps
    .map((step, index) => `${index + 1}. ${step.replaceAll('\n', '\n   ')}`)
    .join('\n')
    .replaceAll(/^ +$/gm, '')}`
}

function toContents({ workloads }: Cluster): string {
  const stores = workloads.filter(({ plan }) => plan.volumes.length > 0)
  const scaled = workloads.some((workload) => autoscaleOf(workload) !== undefined)
  return [
    '## What to know',
    [
      '- Policies are enforced by the network plug-in: without one that knows NetworkPolicy, every pod may still talk to every other.',
      '- What the design limits is reserved and limited; where it says nothing, 100m and 128Mi are reserved. Replace them by what you measure.',
      ...(stores.length > 0
        ? [
            `- Stores (${stores.map(({ name }) => name).join(', ')}) run as one replica on a volume of ${claimSize} without a backup. In production a managed service, or an operator of that store, does better.`,
          ]
        : []),
      ...(scaled ? ['- Autoscaling needs the metrics server, or for requests and queues an adapter for custom metrics.'] : []),
      '- Needs Kubernetes 1.30 or later.',
    ].join('\n'),
  ].join('\n\n')
}

function toPolicyTable({ links, workloads }: Cluster): string {
  const inside = links.filter(({ dialler, dialled }) => [dialler, dialled].every((id) => workloads.some((one) => one.id === id)))
  if (inside.length === 0) return ''
  const nameOf = (id: string) => workloads.find((one) => one.id === id)?.name ?? id
  const rows = inside.map(
    ({ connection, dialler, dialled, port }) =>
      `| \`${nameOf(dialler)}\` | \`${nameOf(dialled)}\` | ${port} | \`${connectionId(connection)}\` |`,
  )
  return ['## Who may talk to whom', ['| from | to | port | drawn as |', '| --- | --- | --- | --- |', ...rows].join('\n')].join('\n\n')
}

function commands(lines: string[]): string {
  return ['```sh', ...lines, '```'].join('\n')
}
