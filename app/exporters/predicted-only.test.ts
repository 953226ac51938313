import { expect, test } from 'vitest'
import type { Design } from '../design/design.ts'
import { cdkExporter } from './cdk/cdk.ts'
import { helmExporter } from './helm/helm.ts'
import { kubernetesExporter } from './kubernetes/kubernetes.ts'

const design: Design = {
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate: 1 },
    api: { kind: 'service', image: 'acme/api:1' },
    db: { kind: 'postgres', rows: { count: 100 } },
  },
  connections: [
    { from: 'people', to: 'api', protocol: 'http' },
    { from: 'api', to: 'db', protocol: 'postgres', handshake: { roundTrips: 2 }, reads: 0.9 },
  ],
  groups: { east: { kind: 'zone', latency: '2ms', members: ['api'] }, store: { members: ['db'] } },
}
const drawnOnly: Design = {
  ...design,
  groups: { ...design.groups, store: { members: ['db'], collapsed: true, area: { x: 0, y: 0, width: 400, height: 300 } } },
  layout: { api: { x: 10, y: 20, pinned: true } },
}

test.each([kubernetesExporter, helmExporter, cdkExporter])(
  'what only the prediction reads is a loss of $id, and what only the drawing has is none',
  (exporter) => {
    const lossesOf = (wanted: Design) =>
      exporter
        .export(wanted, { runtimeBundle: '', newSecret: () => 's', version: '1', designFolder: '.' })
        .losses.map(({ where, what }) => `${where}: ${what}`)
    const losses = lossesOf(design)
    expect(losses).toContainEqual(expect.stringMatching(/^db: rows is predicted only/))
    for (const field of ['handshake', 'reads'])
      expect(losses).toContainEqual(expect.stringMatching(new RegExp(`^api->db: ${field} is predicted only`)))
    expect(losses).toContainEqual(expect.stringMatching(/^groups\.east: .* Its latency to other zones is for the prediction\.$/))
    expect(lossesOf(drawnOnly)).toEqual(losses)
  },
)

test.each([kubernetesExporter, helmExporter, cdkExporter])(
  'a loss of $id says nothing of a standby that is made, or of what only the program of a caller knows',
  (exporter) => {
    const { losses } = exporter.export(
      {
        ...design,
        components: {
          ...design.components,
          cache: { kind: 'redis' },
          db: { kind: 'rds-postgres', multiAz: true, readReplicas: 1, replicationLag: '1s' },
        },
        connections: [
          { from: 'api', to: 'cache', protocol: 'redis' },
          { from: 'api', to: 'db', protocol: 'postgres', onMiss: 'cache', reads: 0.9 },
        ],
      },
      { runtimeBundle: '', newSecret: () => 's', version: '1', designFolder: '.' },
    )
    const said = losses.map(({ where, what }) => `${where}: ${what}`).join('\n')
    expect(said).toMatch(/^db: replicationLag is predicted only: .*, how far a replica lags is up to what runs there\.$/m)
    expect(said).toMatch(/^api->db: onMiss is predicted only: .*, when it is called is up to the program of its caller\.$/m)
    expect(said).not.toContain('the primary runs alone')
    expect(said).not.toContain('all calls go to the primary')
  },
)
