import { type Component, type Connection, messageProtocols, protocols } from '../design/design.ts'
import { duration, type Work } from '../design/fields.ts'
import { textOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { checkHealthChecks, type HealthCheckDefaults, healthCheckField, healthChecksOf } from './target-group.ts'
import { checkTimes } from './time-bounds.ts'

// Assumed: it passes packets on and reads none of them; AWS states no figure.
const work: Work = { time: '0.2ms', distribution: 'exponential' }
// It grows with the traffic, so any number that is never reached.
const concurrency = 100_000
// Of TCP, as AWS::ElasticLoadBalancingV2::TargetGroup has it:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-targetgroup.html
const health: HealthCheckDefaults = { interval: '30s', timeout: '10s', healthy: 5, unhealthy: 2 }
// tcp.idle_timeout.seconds:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticloadbalancingv2-listener-listenerattribute.html
const idle = { absent: '350s', least: '60s', most: '6000s' }

const passed = ['tcp', ...protocols.filter((protocol) => protocol !== 'tcp' && !messageProtocols.includes(protocol))] as const

/** A Network Load Balancer: passes each flow on to a healthy target, whatever is spoken in it. */
export const nlb: Kind = {
  kind: 'nlb',
  label: 'Network LB',
  family: 'balancer',
  platform: 'aws',
  icon: 'network',
  summary: 'Network Load Balancer of AWS: passes each TCP flow on to a healthy target, and reads nothing of it.',
  keywords: ['nlb', 'network load balancer', 'elb', 'elastic load balancing', 'load balancer', 'target group', 'tcp', 'layer 4', 'flow'],
  parameters: {
    healthCheck: healthCheckField(health),
    idleTimeout: duration().optional().meta({
      title: 'Idle timeout',
      absent: idle.absent,
      section: 'Limits',
      description: 'A flow in which nothing was sent for so long is reset.',
    }),
    work: workField(work, 'Time it takes itself for one request.'),
  },
  initial: {},
  accepts: [...passed],
  offers: [...passed],
  describe: (component) => `by flow · ${workTimeText(component, work)}`,
  check: (component) => [
    ...checkHealthChecks(component),
    ...checkTimes(component, 'a Network Load Balancer', [{ parameter: 'idleTimeout', least: idle.least, most: idle.most }]),
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
  calls: (component: Component): Partial<Connection> => ({
    // A flow's target follows from its addresses and ports, so that over many flows it is any of them.
    balance: 'random',
    timeout: textOf(component, 'idleTimeout') ?? idle.absent,
    healthChecks: healthChecksOf(component, health),
  }),
  images: [],
  cdk: {
    construct: 'LoadBalancer',
    differs:
      'What it forwards over HTTP becomes rules of an Application Load Balancer; what speaks another protocol is not published: add a NetworkLoadBalancer for it.',
  },
  container: {
    fidelity: 'simulated only',
    reason:
      'it passes on flows of any protocol to targets that it is told of, which no container does unasked; draw HAProxy where it has to run.',
  },
}
