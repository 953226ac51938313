import type { Export, Exporter } from '../exporter.ts'
import { readStated } from '../imported/read-stated.ts'
import { toBase } from './base.ts'
import { isUnbuilt, toCluster } from './cluster.ts'
import { runtimeFits, toRuntimeImageFiles } from './config-files.ts'
import { toLosses } from './losses.ts'
import { imagesToBuild, toOverlays } from './overlays.ts'
import { toReadme } from './readme.ts'
import { toStandIns } from './stand-ins.ts'

/** Writes a sound design as a kustomize base with an overlay for the person's own machine and one for production. */
export const kubernetesExporter: Exporter = {
  id: 'kubernetes',
  label: 'Kubernetes',
  summary: 'Manifests for kubectl apply -k: workloads with probes and limits, and policies that allow exactly the drawn connections.',
  icon: 'ship-wheel',
  output: 'folder',
  needs: ['runtime'],
  readsOrigin: true,
  export(design, { runtimeBundle, newSecret, version, designFolder = '.', places }): Export {
    const { stated, losses, builtIn } = readStated(design, places)
    const cluster = toCluster(design, stated)
    const runtime = runtimeFits(runtimeBundle) ? 'config-map' : 'image'
    const images = imagesToBuild(cluster, runtime, designFolder)
    const buildsRuntime = runtime === 'image' && [...cluster.workloads, ...cluster.foreign].some(isUnbuilt)
    // What is rewritten in the files is told of in the losses, so those are made last.
    const files = [
      ...toBase(cluster),
      ...toStandIns(cluster, runtime, runtimeBundle),
      ...toOverlays(cluster, images, (name) => builtIn.get(name) ?? newSecret(name)),
      ...(buildsRuntime ? toRuntimeImageFiles(runtimeBundle) : []),
    ]
    return {
      files: [{ path: 'README.md', content: toReadme(cluster, images, version) }, ...files],
      losses: [...losses, ...toLosses(cluster, runtime)],
    }
  },
}
