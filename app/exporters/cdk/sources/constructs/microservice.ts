import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Backend, type Client, literally } from './backend.ts';

/** Named like the protocol that the port speaks: { http: 8080 }. */
export type Ports = Record<string, number>;

export interface MicroserviceProps {
  readonly cluster: ecs.ICluster;
  /** Service Connect answers under this name in the whole cluster: http://orders:8080. */
  readonly name: string;
  readonly image: ecs.ContainerImage;
  readonly command?: string[];
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
  /** Runs inside the container; exit code 0 means healthy. */
  readonly healthCommand?: string[];
  /** Longer than any answer may take; Service Connect gives up after 15 seconds otherwise. */
  readonly requestTimeout?: Duration;
}

export interface Scaling {
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly targetCpuPercent: number;
  readonly scaleOutCooldown: Duration;
  readonly scaleInCooldown: Duration;
}

/** Service Connect retries, balances and times single requests of the protocols it knows; others it passes on as TCP. */
const appProtocols: Record<string, ecs.AppProtocol> = { http: ecs.AppProtocol.http, grpc: ecs.AppProtocol.grpc };

const healthPace = {
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
  private readonly ports: Ports;
  private readonly container: ecs.ContainerDefinition;
  private readonly taskDefinition: ecs.FargateTaskDefinition;

  constructor(scope: Construct, id: string, props: MicroserviceProps) {
    super(scope, id);
    this.name = props.name;
    this.ports = props.ports ?? {};

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
      command: props.command,
      secrets: props.secrets,
      healthCheck: props.healthCommand && { ...healthPace, command: props.healthCommand },
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

    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: props.cluster.vpc,
      description: `Tasks of ${props.name}`,
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.HTTPS, 'AWS APIs and image registries');
    this.connections = securityGroup.connections;

    this.service = new ecs.FargateService(this, 'Service', {
      cluster: props.cluster,
      taskDefinition: this.taskDefinition,
      securityGroups: [securityGroup],
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      // Where the load decides, a deployment must not set the number back.
      desiredCount: props.scaling ? undefined : (props.desiredCount ?? 1),
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED,
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
    if (props.scaling) this.scale(props.scaling);
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

  /** Tells the container where a backend is and how to sign in, and opens the way. */
  uses(...backends: Backend[]): void {
    for (const backend of backends) {
      this.setEnvironment(backend.environment);
      const { credentials, variable } = backend;
      if (credentials) {
        this.container.addSecret(`${variable}_USERNAME`, ecs.Secret.fromSecretsManager(credentials, 'username'));
        this.container.addSecret(`${variable}_PASSWORD`, ecs.Secret.fromSecretsManager(credentials, 'password'));
      }
      backend.allow(this);
    }
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

  private scale({ minCapacity, maxCapacity, targetCpuPercent, scaleOutCooldown, scaleInCooldown }: Scaling): void {
    this.service.autoScaleTaskCount({ minCapacity, maxCapacity }).scaleOnCpuUtilization('Cpu', {
      targetUtilizationPercent: targetCpuPercent,
      scaleOutCooldown,
      scaleInCooldown,
    });
  }
}
