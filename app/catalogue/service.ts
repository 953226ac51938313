import type { Kind } from './component.ts'
import { serviceParts } from './service-parts.ts'

/** A program that answers requests: the person's own image or folder, or the stub runtime that plays it. */
export const service: Kind = {
  kind: 'service',
  label: 'Service',
  family: 'service',
  icon: 'box',
  summary: 'Answers requests, calls others, consumes messages. Without an image or a folder to build, a stub plays it.',
  keywords: ['microservice', 'api', 'backend', 'worker', 'application', 'rest', 'consumer'],
  ...serviceParts({ copy: 'replica' }),
  cdk: { construct: 'Microservice' },
}
