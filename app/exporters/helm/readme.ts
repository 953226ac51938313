import { toHeading } from '../heading.ts'
import type { Cluster } from '../kubernetes/cluster.ts'
import { httpEntries } from '../kubernetes/gateway.ts'
import { imagesToBuild, namespaceLabels } from '../kubernetes/overlays.ts'
import { toPolicyTable } from '../kubernetes/policy-table.ts'
import { toProgramsTable } from '../kubernetes/programs-table.ts'
import { toBuildCommand } from '../kubernetes/readme.ts'
import { toSecretStep } from '../kubernetes/secret-step.ts'
import { commands } from '../kubernetes/shell.ts'
import { toWhatToKnow } from '../kubernetes/what-to-know.ts'
import { ownImage } from './values.ts'

/** How the chart is installed, for a person who knows Helm and not Microcosm. */
export function toReadme(cluster: Cluster, designFolder: string, version: string): string {
  const { application, design, workloads } = cluster
  const jobs = workloads.filter(({ stated }) => stated?.isJob).map(({ name }) => `\`${name}\``)
  const hasGateway = httpEntries(cluster).length > 0
  return `${[
    `# ${toHeading(design.name ?? 'A design')} as a Helm chart`,
    `Written by Microcosm ${version}: the same objects as its export to Kubernetes. The next export replaces files that were not edited.`,
    toSteps(cluster, designFolder)
      .map((step, index) => `${index + 1}. ${step.replaceAll('\n', '\n   ').replaceAll(/ +$/gm, '')}`)
      .join('\n'),
    `Remove it with \`helm uninstall ${application} --namespace ${application}\`: claims that StatefulSets made stay, with the data in them, and so does the Secret.`,
    toProgramsTable(cluster),
    toWhatToKnow(cluster, [
      '- Services have the names of the design, under which they find each other: one release for each namespace.',
      ...(jobs.length > 0
        ? [
            `- ${jobs.join(', ')}: a hook runs it after an installation and before each upgrade. Install without \`--wait\`, which would wait for what waits for it.`,
          ]
        : []),
      ...(hasGateway
        ? [
            `- The Gateway needs the Gateway API (v1), a controller and a certificate in the Secret that \`gateway.tlsSecretName\` names; \`gateway.enabled: false\` leaves it out.`,
          ]
        : []),
    ]),
    toPolicyTable(cluster),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`
}

function toSteps(cluster: Cluster, designFolder: string): string[] {
  const { application, foreign, workloads } = cluster
  const images = imagesToBuild(cluster, 'config-map', designFolder)
  const builds = images.flatMap((image) => {
    const { repository, tag } = ownImage(application, image.name)
    return image.context === undefined ? [] : [toBuildCommand(image, `${repository}:${tag}`), `docker push ${repository}:${tag}`]
  })
  const labels = Object.entries(namespaceLabels(workloads)).map(([key, value]) => `${key}=${value}`)
  return [
    ...(builds.length > 0
      ? [`Build the images and push them, to your own registry in place of \`registry.example.com\`:\n\n${commands(builds)}`]
      : []),
    `Write in \`values.yaml\`, or in a file of your own beside it, where your images are${httpEntries(cluster).length > 0 ? ', the class of your gateways, your host names' : ''} and what else differs in your cluster.`,
    ...(foreign.length > 0
      ? [
          `Write there too where ${foreign.map(({ name }) => `\`${name}\``).join(', ')} can be reached (\`externalServices\`). A name of its own in the settings of its callers does as well, and is needed where the other end checks the name it is called by (TLS).`,
        ]
      : []),
    `Make the namespace, with the Pod Security Standard that all its pods keep to:\n\n${commands([
      `kubectl create namespace ${application}`,
      `kubectl label namespace ${application} ${labels.join(' ')}`,
    ])}`,
    ...toSecretStep(cluster),
    `Install it:\n\n${commands([`helm upgrade --install ${application} . --namespace ${application}${workloads.some(({ stated }) => stated?.isJob) ? ' --timeout 15m' : ''}`])}`,
  ]
}
