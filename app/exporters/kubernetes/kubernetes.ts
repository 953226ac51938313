import type { Export, Exporter } from '../exporter.ts'
import { toBase } from './base.ts'
import { toCluster } from './cluster.ts'
import { runtimeFits, toRuntimeImageFiles } from './config-files.ts'
import { toLosses } from './losses.ts'
import { imagesToBuild, toOverlays } from './overlays.ts'
import { toReadme } from './readme.ts'

/** Writes a sound design as a kustomize base with an overlay for the person's own machine and one for production. */
export const kubernetesExporter: Exporter = {
  id: 'kubernetes',
  label: 'Kubernetes',
  summary: 'Manifests for kubectl apply -k: workloads with probes and limits, and policies that allow exactly the drawn connections.',
  icon: 'ship-wheel',
  output: 'folder',
  needs: ['runtime'],
  export(design, { runtimeBundle, newSecret, version, designFolder = '.' }): Export {
    const cluster = toCluster(design)
    const runtime = runtimeFits(runtimeBundle) ? 'config-map' : 'image'
    const images = imagesToBuild(cluster, runtime, designFolder)
    const buildsRuntime = runtime === 'image' && cluster.workloads.some(({ plan }) => plan.image.from === 'runtime')
    return {
      files: [
        { path: 'README.md', content: toReadme(cluster, images, version) },
        ...toBase(cluster, runtime, runtimeBundle),
        ...toOverlays(cluster, images, newSecret),
        ...(buildsRuntime ? toRuntimeImageFiles(runtimeBundle) : []),
      ],
      losses: toLosses(cluster, runtime),
    }
  },
}
