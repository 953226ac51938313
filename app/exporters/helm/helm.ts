import { shownName } from '../diagram/one-line.ts'
import type { Export, Exporter } from '../exporter.ts'
import { readStated } from '../imported/read-stated.ts'
import { toCluster } from '../kubernetes/cluster.ts'
import { toLosses } from '../kubernetes/losses.ts'
import { toManifestFile } from '../kubernetes/manifest-file.ts'
import { toReadme } from './readme.ts'
import { toTemplates } from './templates.ts'
import { toValues } from './values.ts'

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
