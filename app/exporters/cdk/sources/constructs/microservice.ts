import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct, type IDependable } from 'constructs';
import { type Backend, type Client, createSecurityGroup, literally, type Network } from './backend.ts';
import type { SharedFiles } from './shared-files.ts';

/** Named like the protocol that the port speaks: { http: 8080 }. */
export type Ports = Record<string, number>;

/** What tasks run on. */
export interface Platform {
  readonly cluster: ecs.ICluster;
  readonly network: Network;
}

export interface MicroserviceProps {
  readonly platform: Platform;
  /** Service Connect answers under this name in the whole cluster: http://orders:8080. */
  readonly name: string;
  readonly image: ecs.ContainerImage;
  readonly entryPoint?: string[];
  readonly command?: string[];
  readonly workingDirectory?: string;
  /** Number or name, with a group behind a colon; the image's own otherwise. */
  readonly user?: string;
  readonly ports?: Ports;
  /** Fargate takes certain pairs of CPU units and memory only. */
  readonly cpu: number;
  readonly memoryLimitMiB: number;
  /** A fixed number of tasks; with `scaling` the number follows the load. */
  readonly desiredCount?: number;
  readonly scaling?: Scaling;
  /** Plain settings. What is secret belongs into `secrets`. */
  readonly environment?: Record<string, string>;
  readonly secrets?: Record<string, ecs.Secret>;
  /** What it keeps outside its container. One task writes at a time: a deployment stops it before it starts the next. */
  readonly volumes?: readonly Volume[];
  /** Runs inside the container; exit code 0 means healthy. */
  readonly healthCommand?: string[];
  readonly health?: Pace;
  /** So long a task may go on with what it does when it is told to stop; 120 seconds at most. */
  readonly stopTimeout: Duration;
  /** What it calls on port 443 besides the APIs of AWS; it reaches nothing on the internet otherwise. */
  readonly internet?: string;
  /** So long after its start a task may fail the checks of its load balancer; of services that stand behind one only. */
  readonly grace?: Duration;
  /** It runs no tasks yet, since a person has to fill in a secret of it first. */
  readonly isHeld?: boolean;
  /** Longer than any answer may take; Service Connect gives up after 15 seconds otherwise. */
  readonly requestTimeout?: Duration;
}

export interface Scaling {
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly targetCpuPercent: number;
  readonly scaleOutCooldown: Duration;
  readonly scaleInCooldown: Duration;
  /** As many tasks as messages wait for, too. */
  readonly backlogs?: readonly Backlog[];
}

export interface Backlog {
  readonly queue: sqs.IQueue;
  /** So many messages may wait for each task. */
  readonly messagesPerTask: number;
}

export interface Volume {
  readonly files: SharedFiles;
  readonly path: string;
  readonly readOnly: boolean;
}

export interface Pace {
  readonly interval?: Duration;
  readonly timeout?: Duration;
  readonly retries?: number;
  readonly startPeriod?: Duration;
}

/** Service Connect retries, balances and times single requests of the protocols it knows; others it passes on as TCP. */
const appProtocols: Record<string, ecs.AppProtocol> = { http: ecs.AppProtocol.http, grpc: ecs.AppProtocol.grpc };

const healthPace: Pace = {
  interval: Duration.seconds(10),
  timeout: Duration.seconds(5),
  retries: 3,
  startPeriod: Duration.seconds(60),
};

/** A service on Fargate: its task, its log, its own security group, and its name in Service Connect. */
export class Microservice extends Construct implements Client {
  readonly name: string;
  readonly service: ecs.FargateService;
  readonly connections: ec2.Connections;
  readonly role: iam.IRole;
  /** As many tasks run at any time. */
  readonly least: number;
  private readonly ports: Ports;
  private readonly container: ecs.ContainerDefinition;
  private readonly taskDefinition: ecs.FargateTaskDefinition;

  constructor(scope: Construct, id: string, props: MicroserviceProps) {
    super(scope, id);
    const { cluster, network } = props.platform;
    this.name = props.name;
    this.ports = props.ports ?? {};
    this.least = props.isHeld ? 0 : (props.scaling?.minCapacity ?? props.desiredCount ?? 1);

    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.taskDefinition = new ecs.FargateTaskDefinition(this, 'Task', {
      cpu: props.cpu,
      memoryLimitMiB: props.memoryLimitMiB,
    });
    this.role = this.taskDefinition.taskRole;
    this.container = this.taskDefinition.addContainer('Container', {
      containerName: 'app',
      image: props.image,
      entryPoint: props.entryPoint?.map(literally),
      command: props.command?.map(literally),
      workingDirectory: props.workingDirectory,
      user: props.user,
      secrets: props.secrets,
      stopTimeout: props.stopTimeout,
      healthCheck: props.healthCommand && {
        ...healthPace,
        ...props.health,
        command: props.healthCommand.map(literally),
      },
      portMappings: Object.entries(this.ports).map(([protocol, containerPort]) => ({
        name: protocol,
        containerPort,
        appProtocol: appProtocols[protocol],
      })),
      // Ends zombies and passes signals on, so that a task stops when it is told to.
      linuxParameters: new ecs.LinuxParameters(this, 'Linux', { initProcessEnabled: true }),
      logging: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: props.name, mode: ecs.AwsLogDriverMode.NON_BLOCKING }),
    });
    this.setEnvironment(props.environment ?? {});
    if (props.image instanceof ecs.AssetImage) {
      Validations.of(this.taskDefinition).acknowledge({
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'ecr:GetAuthorizationToken, which pulling an image begins with, knows no resources.',
      });
    }

    const securityGroup = createSecurityGroup(this, `Tasks of ${props.name}`, network, props.internet);
    this.connections = securityGroup.connections;

    for (const [index, volume] of (props.volumes ?? []).entries()) this.mount(`files-${index + 1}`, volume);
    const keeps = (props.volumes ?? []).some(({ readOnly }) => !readOnly);

    this.service = new ecs.FargateService(this, 'Service', {
      cluster,
      taskDefinition: this.taskDefinition,
      securityGroups: [securityGroup],
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      // Where the load decides, a deployment must not set the number back.
      desiredCount: props.isHeld ? 0 : props.scaling ? undefined : (props.desiredCount ?? 1),
      minHealthyPercent: keeps ? 0 : 100,
      maxHealthyPercent: keeps ? 100 : 200,
      healthCheckGracePeriod: props.grace,
      circuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: keeps
        ? ecs.AvailabilityZoneRebalancing.DISABLED
        : ecs.AvailabilityZoneRebalancing.ENABLED,
      propagateTags: ecs.PropagatedTagSource.SERVICE,
      enableECSManagedTags: true,
      serviceConnectConfiguration: {
        services: Object.entries(this.ports).map(([protocol, port]) => ({
          portMappingName: protocol,
          discoveryName: `${props.name}-${protocol}`,
          dnsName: props.name,
          port,
          perRequestTimeout: protocol in appProtocols ? props.requestTimeout : undefined,
        })),
        logDriver: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: 'service-connect' }),
      },
    });
    if (props.scaling) this.scale(props.scaling, cluster, props.isHeld ?? false);
  }

  /** Opens the way to another service, and starts after it: a task knows only the names that were there when it began. */
  calls(callee: Microservice, protocol = 'http'): void {
    this.reaches(callee, protocol);
    this.cfnService.addResourceDependency(callee.cfnService);
  }

  /** Opens the way to a service that itself waits for this one; its name is known from the second deployment on. */
  reaches(callee: Microservice, protocol = 'http'): void {
    this.connections.allowTo(callee, ec2.Port.tcp(callee.portOf(protocol)), `${this.name} calls ${callee.name}`);
  }

  /** As `reaches`, where the caller stands in a stack that is deployed before this one. */
  isReachedBy(caller: Microservice, protocol = 'http'): void {
    this.connections.allowFrom(caller, ec2.Port.tcp(this.portOf(protocol)), `${caller.name} calls ${this.name}`);
  }

  /** Starts after these: tasks that run once. */
  after(...others: IDependable[]): void {
    this.service.node.addDependency(...others);
  }

  /** Tells the container where a backend is and how to sign in, and opens the way. */
  uses(...backends: Backend[]): void {
    for (const backend of backends) {
      this.setEnvironment(backend.environment);
      const signIn = backend.signInOf?.(this.name);
      if (signIn) {
        this.container.addSecret(`${backend.variable}_USERNAME`, ecs.Secret.fromSecretsManager(signIn, 'username'));
        this.container.addSecret(`${backend.variable}_PASSWORD`, ecs.Secret.fromSecretsManager(signIn, 'password'));
      }
      backend.allow(this);
    }
  }

  private mount(name: string, { files, path, readOnly }: Volume): void {
    this.taskDefinition.addVolume({
      name,
      efsVolumeConfiguration: {
        fileSystemId: files.fileSystem.fileSystemId,
        transitEncryption: 'ENABLED',
        authorizationConfig: { accessPointId: files.accessPoint.accessPointId, iam: 'ENABLED' },
      },
    });
    this.container.addMountPoints({ sourceVolume: name, containerPath: path, readOnly });
    this.role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['elasticfilesystem:ClientMount', ...(readOnly ? [] : ['elasticfilesystem:ClientWrite'])],
        resources: [files.fileSystem.fileSystemArn],
        conditions: { StringEquals: { 'elasticfilesystem:AccessPointArn': files.accessPoint.accessPointArn } },
      }),
    );
    this.connections.allowToDefaultPort(files, `${this.name} keeps files`);
  }

  /** What a load balancer sends requests to. */
  target(protocol = 'http'): ecs.IEcsLoadBalancerTarget {
    return this.service.loadBalancerTarget({ containerName: 'app', containerPort: this.portOf(protocol) });
  }

  /** Its name in Cloud Map, under which Service Connect measures it. */
  get discoveryName(): string {
    return `${this.name}-${Object.keys(this.ports)[0]}`;
  }

  private get cfnService(): ecs.CfnService {
    return this.service.node.defaultChild as ecs.CfnService;
  }

  private portOf(protocol: string): number {
    const port = this.ports[protocol];
    if (port === undefined) throw new Error(`${this.name} has no port for ${protocol}.`);
    return port;
  }

  private setEnvironment(environment: Record<string, string>): void {
    const entries = Object.entries(environment);
    if (entries.length === 0) return;
    for (const [name, value] of entries) this.container.addEnvironment(name, literally(value));
    Validations.of(this.taskDefinition).acknowledge({
      id: 'AwsSolutions-ECS2',
      reason: 'Plain settings and addresses only: every secret comes from Secrets Manager.',
    });
  }

  private scale(scaling: Scaling, cluster: ecs.ICluster, isHeld: boolean): void {
    const { minCapacity, maxCapacity, targetCpuPercent, scaleOutCooldown, scaleInCooldown, backlogs = [] } = scaling;
    const tasks = this.service.autoScaleTaskCount(
      isHeld ? { minCapacity: 0, maxCapacity: 0 } : { minCapacity, maxCapacity },
    );
    tasks.scaleOnCpuUtilization('Cpu', {
      targetUtilizationPercent: targetCpuPercent,
      scaleOutCooldown,
      scaleInCooldown,
    });
    for (const [index, { queue, messagesPerTask }] of backlogs.entries()) {
      const metric = (id: string, namespace: string, metricName: string, dimensions: Record<string, string>) => ({
        id,
        returnData: false,
        metricStat: {
          stat: 'Average',
          metric: {
            namespace,
            metricName,
            dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
          },
        },
      });
      const where = { ClusterName: cluster.clusterName, ServiceName: this.service.serviceName };
      const policy = new appscaling.CfnScalingPolicy(this, `Backlog${index + 1}`, {
        policyName: `${this.name}-backlog-${index + 1}`,
        policyType: 'TargetTrackingScaling',
        serviceNamespace: 'ecs',
        scalableDimension: 'ecs:service:DesiredCount',
        resourceId: `service/${cluster.clusterName}/${this.service.serviceName}`,
        targetTrackingScalingPolicyConfiguration: {
          targetValue: messagesPerTask,
          scaleOutCooldown: scaleOutCooldown.toSeconds(),
          scaleInCooldown: scaleInCooldown.toSeconds(),
          customizedMetricSpecification: {
            metrics: [
              metric('waiting', 'AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: queue.queueName }),
              metric('tasks', 'ECS/ContainerInsights', 'RunningTaskCount', where),
              {
                id: 'backlog',
                label: 'Waiting messages for each task',
                expression: 'waiting / tasks',
                returnData: true,
              },
            ],
          },
        },
      });
      policy.node.addDependency(tasks);
    }
  }
}
