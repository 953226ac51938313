import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Design } from '../../design/design.ts'
import { toExportOptions } from '../compose/fixtures/export-options.ts'
import { kubernetesExporter } from './kubernetes.ts'

const design: Design = {
  microcosm: 1,
  components: {
    api: { kind: 'service', cpu: 2, memory: '512MiB', autoscale: { min: 2, max: 20, metric: 'utilisation', target: 0.6 } },
    db: { kind: 'postgres' },
    cache: { kind: 'redis' },
  },
  connections: [
    { from: 'api', to: 'db', protocol: 'postgres' },
    { from: 'api', to: 'cache', protocol: 'redis' },
  ],
}

test('a store has half an hour to recover before it is started again, and what keeps nothing two minutes', () => {
  const seconds = (path: string) => {
    const { periodSeconds, failureThreshold } = containerIn(path).startupProbe
    return periodSeconds * failureThreshold
  }
  expect(seconds('base/db.yaml')).toBe(1800)
  expect(seconds('base/cache.yaml')).toBe(120)
})

test('a stand-in reserves little of a processor, and the program that it stands for what the design says', () => {
  expect(containerIn('base/api.yaml').resources).toEqual({
    requests: { cpu: '2', memory: '512Mi' },
    limits: { cpu: '2', memory: '512Mi' },
  })
  expect(containerIn('components/stand-ins/api.patch.yaml').resources).toEqual({
    requests: { cpu: '100m', memory: '512Mi' },
    limits: { cpu: '2', memory: '512Mi' },
  })
})

// biome-ignore lint/suspicious/noExplicitAny: the container is read as it stands in the file.
function containerIn(path: string): any {
  const { content = '' } = kubernetesExporter.export(design, toExportOptions()).files.find((file) => file.path === path) ?? {}
  const [first] = parseAllDocuments(content)
  return first?.toJS().spec.template.spec.containers[0]
}
