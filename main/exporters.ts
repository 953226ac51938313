import { cdkExporter } from '../app/exporters/cdk/cdk.ts'
import { composeExporter } from '../app/exporters/compose/compose.ts'
import type { Exporter } from '../app/exporters/exporter.ts'
import { kubernetesExporter } from '../app/exporters/kubernetes/kubernetes.ts'

/** Every target of `export --to` and of the export dialog. */
export const exporters: Exporter[] = [composeExporter, kubernetesExporter, cdkExporter]
