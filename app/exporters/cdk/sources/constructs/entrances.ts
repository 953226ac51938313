import { CfnOutput, Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import type { EdgeStack } from '../edge-stack.ts';

export interface Entrance {
  readonly target: elbv2.IApplicationLoadBalancerTarget;
  /** Rules of lower numbers are looked at first. */
  readonly priority: number;
  /** What leads here: paths such as /orders/*, names such as admin.*; what no rule before takes, where neither is said. */
  readonly paths?: string[];
  readonly hosts?: string[];
  /** A target is sent requests while it answers this path with one of these codes. */
  readonly healthCheck?: {
    readonly path: string;
    readonly codes: string;
    readonly interval?: Duration;
    readonly timeout?: Duration;
    readonly healthy?: number;
    readonly unhealthy?: number;
  };
  /** As long as a request may take that is under way when its task is taken away. */
  readonly drain?: Duration;
  /** Until a task that comes has its whole share. */
  readonly slowStart?: Duration;
  /** Which task has the next request; where nothing is said, they take turns. */
  readonly algorithm?: elbv2.TargetGroupLoadBalancingAlgorithmType;
}

/**
 * The ways from the load balancer to what stands in this stack. Rules, target groups and the openings between security groups stand
 * here too, so that the load balancer's stack knows nothing of those behind it.
 */
export class Entrances extends Construct {
  private readonly listener: elbv2.IApplicationListener;
  private readonly edge: EdgeStack;

  constructor(scope: Construct, id: string, edge: EdgeStack) {
    super(scope, id);
    this.edge = edge;
    this.listener = elbv2.ApplicationListener.fromApplicationListenerAttributes(this, 'Listener', {
      listenerArn: edge.listener.listenerArn,
      securityGroup: ec2.SecurityGroup.fromSecurityGroupId(this, 'LoadBalancer', edge.securityGroup.securityGroupId, {
        allowAllOutbound: false,
      }),
    });
  }

  publish(name: string, entrance: Entrance): elbv2.ApplicationTargetGroup {
    const { target, priority, paths, hosts, healthCheck, drain, slowStart, algorithm } = entrance;
    // A function is invoked and has neither a port to check nor connections to drain.
    const group = new elbv2.ApplicationTargetGroup(this, name, {
      targets: [target],
      ...(healthCheck && {
        vpc: this.edge.loadBalancer.vpc,
        protocol: elbv2.ApplicationProtocol.HTTP,
        targetType: elbv2.TargetType.IP,
        deregistrationDelay: drain,
        slowStart,
        loadBalancingAlgorithmType: algorithm,
        healthCheck: {
          path: healthCheck.path,
          healthyHttpCodes: healthCheck.codes,
          interval: healthCheck.interval ?? Duration.seconds(10),
          timeout: healthCheck.timeout ?? Duration.seconds(5),
          healthyThresholdCount: healthCheck.healthy ?? 2,
          unhealthyThresholdCount: healthCheck.unhealthy ?? 3,
        },
      }),
    });
    const conditions = [
      ...(hosts ? [elbv2.ListenerCondition.hostHeaders(hosts)] : []),
      ...(paths || !hosts ? [elbv2.ListenerCondition.pathPatterns(paths ?? ['/*'])] : []),
    ];
    new elbv2.ApplicationListenerRule(this, `${name}-rule`, {
      listener: this.listener,
      priority,
      conditions,
      action: elbv2.ListenerAction.forward([group]),
    });
    const where = hosts ? ` for ${hosts.join(', ')}` : '';
    new CfnOutput(this, `${name}-url`, { value: `${this.edge.url}${paths?.[0] ?? '/'}${where}` });
    return group;
  }
}
