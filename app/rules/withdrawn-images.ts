/** Images that are no longer given out, or get no fixes any more: where they lie, since when, and what to use. */
export interface WithdrawnImage {
  /** What the name begins with, registry left out: `bitnami/`. */
  prefix: string
  reason: string
  instead: string
}

export const withdrawnImages: WithdrawnImage[] = [
  // https://github.com/bitnami/containers/issues/83267
  {
    prefix: 'bitnami/',
    reason: 'Bitnami took its versioned images out of Docker Hub in 2025',
    instead: "Use the product's own image.",
  },
  {
    prefix: 'bitnamilegacy/',
    reason: 'Bitnami keeps these images as they were in 2025, without fixes',
    instead: "Use the product's own image.",
  },
  // https://github.com/minio/minio/issues/21647
  {
    prefix: 'minio/minio',
    reason: 'MinIO has made no images since October 2025, and took them out of Docker Hub in September 2026',
    instead: 'Use another object store, or build MinIO yourself; quay.io/minio/minio holds the last ones.',
  },
  // https://docs.localstack.cloud/getting-started/auth-token/
  {
    prefix: 'localstack/localstack',
    reason: 'since March 2026 LocalStack starts only with an account',
    instead: 'Use an emulator of the one service, such as ElasticMQ for SQS.',
  },
  // https://docs.aws.amazon.com/app-mesh/latest/userguide/what-is-app-mesh.html
  {
    prefix: 'appmesh/aws-appmesh',
    reason: 'AWS App Mesh ended on 30 September 2026',
    instead: 'Use ECS Service Connect, or a mesh such as Istio or Linkerd.',
  },
]
