import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { minioImage, toMinioPlan } from './minio-server.ts'
import { serverParts } from './server-parts.ts'

// Assumed: a small object read or written on a fast local disk.
const work: Work = { time: '5ms', distribution: 'lognormal', cv: 1.5 }
// Assumed: it derives its limit from the memory it finds; sixty-four at once are a small server.
const atOnce = 64

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
    image: minioImage,
  }),
  accepts: ['http'],
  offers: [],
  images: ['minio/minio', 'minio', 'bitnami/minio', 'chainguard/minio'],
  servers: ['server', 'minio', 'gateway'],
  cdk: { construct: 'ObjectStore' },
  leastMemoryBytes: 512 * 2 ** 20,
  container: toMinioPlan,
}
