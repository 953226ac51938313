import type { Kind } from './component.ts'
import { functionParts } from './function-parts.ts'
import { instanceFields, instancesOf } from './instance-fields.ts'

/** A serverless function: its instances, each with one request at a time, start when they are needed and go when they are not. */
export const serverlessFunction: Kind = {
  kind: 'function',
  label: 'Function',
  icon: 'square-function',
  summary: 'Serverless function such as AWS Lambda: one instance for each request, started when none is free.',
  keywords: ['lambda', 'serverless', 'faas', 'cloud function', 'azure function', 'handler', 'consumer'],
  ...functionParts({ parameters: instanceFields(), instancesOf: (component) => instancesOf(component) }),
  cdk: { construct: 'ServerlessFunction' },
}
