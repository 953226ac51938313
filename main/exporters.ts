import { cdkExporter } from '../app/exporters/cdk/cdk.ts'
import { composeExporter } from '../app/exporters/compose/compose.ts'
import { markdownExporter } from '../app/exporters/diagram/markdown-exporter.ts'
import { mermaidExporter } from '../app/exporters/diagram/mermaid-exporter.ts'
import { pngExporter } from '../app/exporters/diagram/png-exporter.ts'
import { structurizrExporter } from '../app/exporters/diagram/structurizr-exporter.ts'
import { svgExporter } from '../app/exporters/diagram/svg-exporter.ts'
import type { Exporter } from '../app/exporters/exporter.ts'
import { helmExporter } from '../app/exporters/helm/helm.ts'
import { kubernetesExporter } from '../app/exporters/kubernetes/kubernetes.ts'

/** Every target of `export --to` and of the export dialog. */
export const exporters: Exporter[] = [
  composeExporter,
  kubernetesExporter,
  helmExporter,
  cdkExporter,
  svgExporter,
  pngExporter,
  mermaidExporter,
  structurizrExporter,
  markdownExporter,
]
