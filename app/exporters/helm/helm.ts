import { shownName } from '../diagram/one-line.ts'
import type { Export, Exporter } from '../exporter.ts'
import { toHeading } from '../heading.ts'
import { readStated } from '../imported/read-stated.ts'
import type { Cluster } from '../kubernetes/cluster.ts'
import { toCluster } from '../kubernetes/cluster.ts'
import { httpEntries } from '../kubernetes/gateway.ts'
import { toLosses } from '../kubernetes/losses.ts'
import { toManifestFile } from '../kubernetes/manifest-file.ts'
import { imagesToBuild } from '../kubernetes/overlays.ts'
import { toBuildCommand } from '../kubernetes/readme.ts'
import { toSecretStep } from '../kubernetes/secret-step.ts'
import { commands } from '../kubernetes/shell.ts'
import { toTemplates } from './templates.ts'
import { ownImage, toValues } from './values.ts'

/** Writes a sound design as a Helm chart of the same objects as the Kubernetes export; stand-ins have no place in it. */
export const helmExporter: Exporter = {
  id: 'helm',
  label: 'Helm chart',
  summary: 'The objects of the Kubernetes export as a chart: images, replicas, storage and host names are its values.',
  icon: 'package',
  output: 'folder',
  needs: [],
  readsOrigin: true,
  export(design, { version, designFolder = '.', places }): Export {
    const { stated, losses } = readStated(design, places)
    const cluster = toCluster(design, stated)
    const chart = {
      apiVersion: 'v2',
      name: cluster.application,
      description: shownName(design.name, 'A design'),
      type: 'application',
      version: '0.1.0',
      kubeVersion: '>=1.30.0-0',
    }
    const templates = toTemplates(cluster)
    return {
      files: [
        { path: 'Chart.yaml', content: toManifestFile([chart], `Written by Microcosm ${version}.`) },
        { path: 'README.md', content: toReadme(cluster, designFolder, version) },
        { path: 'values.yaml', content: toValues(cluster) },
        { path: '.helmignore', content: '.git/\n*.swp\n' },
        ...templates,
      ],
      losses: [
        ...losses,
        ...toLosses(cluster, 'config-map')
          .filter(({ what }) => !ofStandIns.test(what))
          .map(({ where, what }) => ({ where, what: inChart(what) })),
      ],
    }
  },
}

/** What is so only where a stand-in plays a program. */
const ofStandIns = /^Messages are sent without writing them to disk/

/** Where the losses name a file of the kustomize form, the chart has a value. */
function inChart(what: string): string {
  return what
    .replace(/overlays\/production\/external-services\.yaml leads/, 'externalServices in values.yaml leads')
    .replace(/ Only overlays\/local (?:has a stand-in|plays it, by .*?)\.$/, '')
    .replace('; on your own machine a stand-in plays it', '')
    .replace(/ On your own machine overlays\/local\/secrets\.env holds .*$/, '')
    .replace('what is public is in overlays/production,', 'what is public is in templates/gateway.yaml,')
    .replace(
      'README.md has the order, so that no pod needs rights in the cluster.',
      'a hook runs it after an installation and before an upgrade.',
    )
}

function toReadme(cluster: Cluster, designFolder: string, version: string): string {
  const { application, design, foreign, workloads } = cluster
  const images = imagesToBuild(cluster, 'config-map', designFolder)
  const builds = images.flatMap((image) => {
    const { repository, tag } = ownImage(application, image.name)
    return image.context === undefined ? [] : [toBuildCommand(image, `${repository}:${tag}`), `docker push ${repository}:${tag}`]
  })
  const hasGateway = httpEntries(cluster).length > 0
  const jobs = workloads.filter(({ stated }) => stated?.isJob).map(({ name }) => `\`${name}\``)
  const steps = [
    ...(builds.length > 0
      ? [`Build the images and push them, to your own registry in place of \`registry.example.com\`:\n\n${commands(builds)}`]
      : []),
    `Write in \`values.yaml\`, or in a file of your own beside it, where your images are${hasGateway ? ', the class of your gateways, your host names' : ''} and what else differs in your cluster.`,
    ...(foreign.length > 0
      ? [`Write there too where ${foreign.map(({ name }) => `\`${name}\``).join(', ')} can be reached (\`externalServices\`).`]
      : []),
    ...toSecretStep(cluster),
    `Install it:\n\n${commands([`helm upgrade --install ${application} . --namespace ${application} --create-namespace`])}`,
  ]
  return `${[
    `# ${toHeading(design.name ?? 'A design')} as a Helm chart`,
    `Written by Microcosm ${version}: the same objects as its export to Kubernetes. The next export replaces files that were not edited.`,
    steps.map((step, index) => `${index + 1}. ${step.replaceAll('\n', '\n   ').replaceAll(/ +$/gm, '')}`).join('\n'),
    [
      '- Services have the names of the design, under which they find each other: one release for each namespace.',
      ...(jobs.length > 0
        ? [
            `- ${jobs.join(', ')}: a hook runs it after an installation and before each upgrade. Install without \`--wait\`, which would wait for what waits for it.`,
          ]
        : []),
      ...(hasGateway
        ? ['- The Gateway needs the Gateway API (v1), a controller and a certificate; `gateway.enabled: false` leaves it out.']
        : []),
      '- Policies are enforced by the network plug-in.',
    ].join('\n'),
  ].join('\n\n')}\n`
}
