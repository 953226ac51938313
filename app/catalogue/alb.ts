import type { Component, Connection } from '../design/design.ts'
import { duration, span, type Work } from '../design/fields.ts'
import { hourly } from './billing.ts'
import { textOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { ContainerContext, ContainerPlan, Kind, Misfit } from './component.ts'
import { nginxImage, toNginxPlan } from './nginx-server.ts'
import {
  algorithmField,
  algorithmOf,
  balanceOf,
  checkHealthChecks,
  type HealthCheckDefaults,
  healthCheckField,
  healthChecksOf,
} from './target-group.ts'
import { checkTimes } from './time-bounds.ts'

// Assumed: matching a request and passing it on within a region; AWS states no figure.
const work: Work = { time: '2ms', distribution: 'lognormal', cv: 1 }
// It grows with the traffic, so any number that is never reached.
const concurrency = 100_000
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
const health: HealthCheckDefaults = { interval: '30s', timeout: '5s', healthy: 5, unhealthy: 2 }
// A target that has sent nothing for so long: the client is answered 504.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
const idle = { absent: '60s', least: '1s', most: '4000s' }
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
const slowStart = { least: '30s', most: '900s' }

/** An Application Load Balancer: passes each request on to a healthy target of one of its groups. */
export const alb: Kind = {
  kind: 'alb',
  label: 'Application LB',
  family: 'balancer',
  platform: 'aws',
  icon: 'split',
  summary: 'Application Load Balancer of AWS: passes each HTTP request on to a healthy target, chosen by path and weight.',
  keywords: ['alb', 'application load balancer', 'elb', 'elastic load balancing', 'load balancer', 'target group', 'ingress', 'edge'],
  parameters: {
    algorithm: algorithmField(),
    slowStart: span()
      .optional()
      .meta({
        title: 'Slow start',
        section: 'Targets',
        description: `A target that comes or comes back gets its whole share only after this time, ${slowStart.least} to ${slowStart.most}.`,
      }),
    healthCheck: healthCheckField(health),
    idleTimeout: duration().optional().meta({
      title: 'Idle timeout',
      absent: idle.absent,
      section: 'Limits',
      description: 'A target that has not answered by then: the client is told 504, and the target works on.',
    }),
    work: workField(work, 'Time it takes itself for one request.'),
  },
  initial: {},
  accepts: ['http'],
  offers: ['http'],
  describe: (component) => `${algorithmOf(component).replaceAll('-', ' ')} · ${workTimeText(component, work)}`,
  check: (component) => [
    ...checkHealthChecks(component, health),
    ...checkTimes(component, 'an Application Load Balancer', [
      { parameter: 'slowStart', ...slowStart },
      { parameter: 'idleTimeout', least: idle.least, most: idle.most },
    ]),
    ...checkSlowStart(component),
  ],
  behaviour: (component) => ({
    model: 'station',
    replicas: 1,
    concurrency,
    queueLimit: Number.POSITIVE_INFINITY,
    holdsWorker: true,
    work: workOf(component, work),
    failureRate: 0,
    routing: 'one',
  }),
  calls,
  // A capacity unit is a gigabyte an hour, as long as connections are kept and take less:
  // https://aws.amazon.com/elasticloadbalancing/pricing/
  billing: (_, { bytes }) => ({
    items: [hourly('alb.hours', 1), hourly('alb.capacity', (bytes * 3600) / 1e9)],
    besides: ['capacity units for connections and rules, where these are more than for bytes', 'data out'],
  }),
  images: [],
  standIn: 'nginx',
  cdk: {
    construct: 'LoadBalancer',
    targets: (component) => ({
      algorithm: algorithmOf(component),
      slowStart: textOf(component, 'slowStart'),
      idleTimeout: textOf(component, 'idleTimeout') ?? idle.absent,
      healthCheck: healthChecksOf(component, health),
    }),
  },
  container: toStandIn,
}

function calls(component: Component): Partial<Connection> {
  const start = textOf(component, 'slowStart')
  return {
    balance: balanceOf(component),
    timeout: textOf(component, 'idleTimeout') ?? idle.absent,
    healthChecks: healthChecksOf(component, health),
    ...(start === undefined ? {} : { slowStart: start }),
  }
}

/** nginx forwards as it does; it learns of dead targets from DNS, and asks none whether it is well. */
function toStandIn(component: Component, context: ContainerContext): ContainerPlan {
  const usual = calls(component)
  const outgoing = context.outgoing.map((connection) => ({ ...usual, ...connection }))
  const plan = toNginxPlan(component, { ...context, outgoing }, 1024)
  return {
    ...plan,
    fidelity: 'protocol-compatible',
    caveats: [...plan.caveats, `The image ${nginxImage} plays it: its health checks, slow start and failing open are predicted only.`],
  }
}

// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
function checkSlowStart(component: Component): Misfit[] {
  if (component.slowStart === undefined || algorithmOf(component) === 'round-robin') return []
  return [
    {
      parameter: 'slowStart',
      message: `has a slow start with ${algorithmOf(component)}, which go together with no target group`,
      remedy: 'Write algorithm: round-robin, or take the slow start out.',
      fix: { label: 'Take turns instead', parameter: 'algorithm', value: 'round-robin' },
    },
  ]
}
