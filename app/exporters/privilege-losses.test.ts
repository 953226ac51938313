import { expect, test } from 'vitest'
import type { Design } from '../design/design.ts'
import { cdkExporter } from './cdk/cdk.ts'
import { composeExporter } from './compose/compose.ts'
import { toExportOptions } from './compose/fixtures/export-options.ts'
import { kubernetesExporter } from './kubernetes/kubernetes.ts'

const design: Design = {
  microcosm: 1,
  components: {
    users: { kind: 'traffic', rate: 5 },
    web: { kind: 'service', image: 'acme/web:1', 'x-compose': { privileges: ['privileged: true', 'volumes: /var/run/docker.sock'] } },
  },
  connections: [{ from: 'users', to: 'web', protocol: 'http' }],
}

test.each([composeExporter, kubernetesExporter, cdkExporter])('$label made anew has no privilege, and says so of each', (exporter) => {
  const { files, losses } = exporter.export(design, toExportOptions())
  expect(losses.filter(({ what }) => what.includes('Compose file is not carried over'))).toEqual([
    { where: 'web', what: expect.stringContaining('privileged: true of its') },
    { where: 'web', what: expect.stringContaining('volumes: /var/run/docker.sock of its') },
  ])
  const told = /\.md$/
  for (const { path, content } of files) if (!told.test(path)) expect(content).not.toMatch(/docker\.sock|privileged: true/i)
})
