import type { Component } from '../design/design.ts'
import type { ContainerContext, ContainerPlan } from './component.ts'
import { toServerPlan } from './server-parts.ts'

/** The container of one MinIO server, for every kind of object store that it plays. */

export const minioImage = 'minio/minio:RELEASE.2025-09-07T16-13-09Z'

export function toMinioPlan(component: Component, context: ContainerContext): ContainerPlan {
  return toServerPlan(
    component,
    { image: minioImage, licence: 'AGPL-3.0' },
    {
      ports: { http: 9000 },
      env: { MINIO_ROOT_USER: 'app', MINIO_ROOT_PASSWORD: context.secret(`${context.id}-password`) },
      login: { user: 'app', password: context.secret(`${context.id}-password`), administers: true },
      command: ['server', '/data'],
      ready: { probe: 'exec', command: ['mc', 'ready', 'local'] },
      volumes: ['/data'],
      hardening: { user: 1000, writes: ['/tmp'], env: { MC_CONFIG_DIR: '/tmp/.mc' } },
      caveats: ['Requests without a signature are answered 403, so its buckets are for programs that know S3.'],
    },
  )
}
