import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { serverParts, toServerPlan } from './server-parts.ts'

// Assumed: a small object read or written on a fast local disk.
const work: Work = { time: '5ms', distribution: 'lognormal', cv: 1.5 }
// Assumed: it derives its limit from the memory it finds; sixty-four at once are a small server.
const atOnce = 64
const image = 'minio/minio:RELEASE.2025-09-07T16-13-09Z'

/** A single MinIO server. */
export const minio: Kind = {
  kind: 'minio',
  label: 'MinIO',
  family: 'object store',
  icon: 'package',
  summary: 'Object store that speaks the API of S3.',
  keywords: ['s3', 'object store', 'bucket', 'blob', 'files', 'storage'],
  ...serverParts({
    work,
    working: 'Time one object takes to be read or written.',
    atOnce: {
      parameter: 'concurrency',
      title: 'Concurrency',
      absent: atOnce,
      unit: 'requests',
      description: 'Requests handled at once.',
    },
    image,
  }),
  accepts: ['http'],
  offers: [],
  images: ['minio/minio', 'minio', 'bitnami/minio', 'chainguard/minio'],
  servers: ['server', 'minio', 'gateway'],
  cdk: { construct: 'ObjectStore' },
  leastMemoryBytes: 512 * 2 ** 20,
  container: (component, context) =>
    toServerPlan(
      component,
      { image, licence: 'AGPL-3.0' },
      {
        ports: { http: 9000 },
        env: { MINIO_ROOT_USER: 'app', MINIO_ROOT_PASSWORD: context.secret(`${context.id}-password`) },
        login: { user: 'app', password: context.secret(`${context.id}-password`) },
        command: ['server', '/data'],
        ready: { probe: 'exec', command: ['mc', 'ready', 'local'] },
        volumes: ['/data'],
        hardening: { user: 1000, writes: ['/tmp'], env: { MC_CONFIG_DIR: '/tmp/.mc' } },
        caveats: ['Requests without a signature are answered 403, so its buckets are for programs that know S3.'],
      },
    ),
}
