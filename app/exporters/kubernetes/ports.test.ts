import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Connection, Design } from '../../design/design.ts'
import { toExportOptions } from '../compose/fixtures/export-options.ts'
import { kubernetesExporter } from './kubernetes.ts'

const overHttp: Connection = { from: 'a', to: 'stock', protocol: 'http' }
const overGrpc: Connection = { from: 'b', to: 'stock', protocol: 'grpc' }

test('a port that speaks gRPC is not said to speak HTTP, whoever else calls it', () => {
  expect(portsOf([overHttp, overGrpc])).toEqual([{ name: 'grpc', port: 5001, targetPort: 'grpc' }])
  expect(portsOf([overHttp])).toEqual([{ name: 'http', port: 5001, targetPort: 'http', appProtocol: 'http' }])
})

function portsOf(connections: Connection[]): unknown {
  const design: Design = {
    microcosm: 1,
    components: {
      a: { kind: 'service', image: 'acme/a:1' },
      b: { kind: 'service', image: 'acme/b:1' },
      stock: { kind: 'service', image: 'acme/stock:1', port: 5001 },
    },
    connections,
  }
  const { files } = kubernetesExporter.export(design, toExportOptions())
  const objects = parseAllDocuments(files.find(({ path }) => path === 'base/stock.yaml')?.content ?? '').map((document) => document.toJS())
  return objects.find(({ kind }) => kind === 'Service')?.spec.ports
}
