import * as z from 'zod'
import type { Component, Connection } from '../design/design.ts'
import { duration, type RateLimit, rateLimit, type Work } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { hourly, perMillion } from './billing.ts'
import { cacheField, cacheOf } from './cache-fields.ts'
import { given, textOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { ContainerContext, ContainerPlan, Kind, Misfit } from './component.ts'
import { nginxImage, toNginxPlan } from './nginx-server.ts'

// Assumed: checking a request, mapping it and passing it on; AWS states no figure.
const work: Work = { time: '10ms', distribution: 'lognormal', cv: 1 }
// It has no workers that a person sees, so any number that is never reached.
const concurrency = 100_000
// Of an account in a region, as a token bucket: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
const throttle: RateLimit = { rate: 10_000, burst: 5000 }
// How long it waits for what it calls: a REST API, up to 5 minutes where the quota was raised, and an HTTP API.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
const waits = { rest: { absent: '29s', most: '300s' }, http: { absent: '30s', most: '30s' } } as const
const leastWait = '50ms'
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
const mostPayload = 10 * 2 ** 20

type ApiType = keyof typeof waits

/** Amazon API Gateway, a REST or an HTTP API: throttles, and gives up on what it calls after half a minute. */
export const apiGateway: Kind = {
  kind: 'api-gateway',
  label: 'API Gateway',
  family: 'gateway',
  platform: 'aws',
  icon: 'door-open',
  summary: 'REST or HTTP API of Amazon API Gateway: throttles requests, and forwards each to a function or a service.',
  keywords: ['amazon api gateway', 'apigw', 'rest api', 'http api', 'throttle', 'usage plan', 'authorizer', 'edge', 'serverless'],
  parameters: {
    apiType: z.enum(['rest', 'http']).optional().meta({
      title: 'API type',
      absent: 'http',
      section: 'Capacity',
      description: 'http: cheaper, waits 30 s. rest: can cache, and waits 29 s, or up to 5 minutes where its quota was raised.',
    }),
    rateLimit: rateLimit()
      .optional()
      .meta({
        title: 'Throttle',
        absent: `${throttle.rate}/s, burst ${throttle.burst}`,
        section: 'Limits',
        description: 'Requests beyond are answered 429. Absent: what an account has in a region unless it was raised.',
      }),
    timeout: duration().optional().meta({
      title: 'Integration timeout',
      absent: waits.http.absent,
      section: 'Limits',
      description: 'What it calls has so long to answer, 29 s of a REST API; then the client is told 504, and the target works on.',
    }),
    cache: cacheField(),
    work: workField(work, 'Time it takes itself for one request.'),
  },
  initial: { apiType: 'http' },
  accepts: ['http'],
  offers: ['http'],
  describe: (component) => `${typeOf(component).toUpperCase()} API · ${workTimeText(component, work)}`,
  check: (component) => [...checkTimeout(component), ...checkCache(component)],
  mostPayloadBytes: mostPayload,
  behaviour: (component) => {
    const { rate, burst } = (component.rateLimit as RateLimit | undefined) ?? throttle
    return {
      model: 'station',
      replicas: 1,
      concurrency,
      queueLimit: Number.POSITIVE_INFINITY,
      holdsWorker: true,
      work: workOf(component, work),
      failureRate: 0,
      routing: 'one',
      rateLimit: { ratePerSecond: rate, burst },
      ...given('cache', cacheOf(component)),
    }
  },
  calls,
  billing: (component, { requests }) => ({
    items: [
      perMillion(`api-gateway.${typeOf(component)}`, requests),
      ...(component.cache === undefined ? [] : [hourly('api-gateway.cache', 1)]),
    ],
    besides: ['data out'],
  }),
  images: [],
  standIn: 'nginx',
  cdk: {
    construct: 'LoadBalancer',
    differs:
      'Its routes become rules of a load balancer, which has no throttles, authorizers or cache: put an HttpApi with a VPC link before it where they are needed.',
  },
  container: toStandIn,
}

function typeOf(component: Component): ApiType {
  return component.apiType === 'rest' ? 'rest' : 'http'
}

function calls(component: Component): Partial<Connection> {
  return { timeout: textOf(component, 'timeout') ?? waits[typeOf(component)].absent }
}

function toStandIn(component: Component, context: ContainerContext): ContainerPlan {
  const usual = calls(component)
  const plan = toNginxPlan(component, { ...context, outgoing: context.outgoing.map((each) => ({ ...usual, ...each })) }, 1024)
  const caveat = `The image ${nginxImage} plays it: throttles, authorizers, its cache and the limit of payloads are not there.`
  return { ...plan, fidelity: 'protocol-compatible', caveats: [...plan.caveats, caveat] }
}

function checkTimeout(component: Component): Misfit[] {
  const text = textOf(component, 'timeout')
  const { most } = waits[typeOf(component)]
  if (text === undefined || (toMilliseconds(text) >= toMilliseconds(leastWait) && toMilliseconds(text) <= toMilliseconds(most))) return []
  const nearest = toMilliseconds(text) < toMilliseconds(leastWait) ? leastWait : most
  return [
    {
      parameter: 'timeout',
      message: `waits ${text}, and ${typeOf(component) === 'rest' ? 'a REST' : 'an HTTP'} API takes ${leastWait} to ${most}`,
      remedy: `Write ${nearest}.`,
      fix: { label: `Set it to ${nearest}`, parameter: 'timeout', value: nearest },
    },
  ]
}

function checkCache(component: Component): Misfit[] {
  if (component.cache === undefined || typeOf(component) === 'rest') return []
  return [
    {
      parameter: 'cache',
      message: 'has a cache, which HTTP APIs do not have',
      remedy: 'Write apiType: rest, or take the cache out.',
      fix: { label: 'Make it a REST API', parameter: 'apiType', value: 'rest' },
    },
  ]
}
