import { CustomResource, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, type IDependable } from 'constructs';
import { type Backend, type Client, createSecurityGroup, literally, type Network } from './backend.ts';
import type { TaskRunner } from './task-runner.ts';

export interface RunOncePlatform {
  readonly cluster: ecs.ICluster;
  readonly network: Network;
  readonly runner: TaskRunner;
}

export interface RunOnceTaskProps {
  readonly platform: RunOncePlatform;
  readonly name: string;
  readonly image: ecs.ContainerImage;
  readonly entryPoint?: string[];
  readonly command?: string[];
  readonly workingDirectory?: string;
  readonly user?: string;
  /** Fargate takes certain pairs of CPU units and memory only; the smallest otherwise. */
  readonly cpu?: number;
  readonly memoryLimitMiB?: number;
  readonly environment?: Record<string, string>;
  readonly secrets?: Record<string, ecs.Secret>;
  /** What it calls on port 443 besides the APIs of AWS. */
  readonly internet?: string;
  /** It is not run yet, since a person has to fill in a secret of it first. */
  readonly isHeld?: boolean;
}

/** A task that runs to its end when it is deployed or changed, and that others wait for. It has to bear being run again. */
export class RunOnceTask extends Construct implements Client {
  readonly name: string;
  readonly role: iam.IRole;
  readonly connections: ec2.Connections;
  /** What others wait for. */
  readonly done: IDependable;
  private readonly container: ecs.ContainerDefinition;

  constructor(scope: Construct, id: string, props: RunOnceTaskProps) {
    super(scope, id);
    const { cluster, network, runner } = props.platform;
    this.name = props.name;
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const task = new ecs.FargateTaskDefinition(this, 'Task', {
      cpu: props.cpu ?? 256,
      memoryLimitMiB: props.memoryLimitMiB ?? 512,
    });
    this.role = task.taskRole;
    this.container = task.addContainer('Container', {
      containerName: 'app',
      image: props.image,
      entryPoint: props.entryPoint?.map(literally),
      command: props.command?.map(literally),
      workingDirectory: props.workingDirectory,
      user: props.user,
      environment: Object.fromEntries(
        Object.entries(props.environment ?? {}).map(([name, value]) => [name, literally(value)]),
      ),
      secrets: props.secrets,
      linuxParameters: new ecs.LinuxParameters(this, 'Linux', { initProcessEnabled: true }),
      logging: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: props.name }),
    });
    Validations.of(task).acknowledge({
      id: 'AwsSolutions-ECS2',
      reason: 'Plain settings and addresses only: every secret comes from Secrets Manager.',
    });
    const securityGroup = createSecurityGroup(this, `Task ${props.name}, once`, network, props.internet);
    this.connections = securityGroup.connections;
    const policy = new iam.Policy(this, 'Run', {
      roles: [runner.role],
      statements: [
        new iam.PolicyStatement({ actions: ['ecs:RunTask'], resources: [task.taskDefinitionArn] }),
        new iam.PolicyStatement({
          actions: ['iam:PassRole'],
          resources: [task.taskRole.roleArn, task.obtainExecutionRole().roleArn],
          conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
        }),
      ],
    });
    if (props.image instanceof ecs.AssetImage) {
      Validations.of(task).acknowledge({
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'ecr:GetAuthorizationToken, which pulling an image begins with, knows no resources.',
      });
    }
    if (props.isHeld) {
      this.done = task;
      return;
    }
    const run = new CustomResource(this, 'Resource', {
      serviceToken: runner.function.functionArn,
      resourceType: 'Custom::RunOnce',
      properties: {
        Name: props.name,
        Cluster: cluster.clusterArn,
        TaskDefinition: task.taskDefinitionArn,
        Subnets: network.vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }).subnetIds,
        SecurityGroup: securityGroup.securityGroupId,
        Log: logGroup.logGroupName,
      },
    });
    // Its ways out are rules of its security group, which have to be there too.
    run.node.addDependency(policy, logGroup, task, securityGroup);
    this.done = run;
  }

  /** Runs after these: the database it signs in to, the tasks before it. */
  after(...others: IDependable[]): void {
    this.node.tryFindChild('Resource')?.node.addDependency(...others);
  }

  /** Tells the container where a backend is and how to sign in, opens the way, and runs when that is done. */
  uses(...backends: Backend[]): void {
    for (const backend of backends) {
      for (const [name, value] of Object.entries(backend.environment)) this.container.addEnvironment(name, value);
      const signIn = backend.signInOf?.(this.name);
      if (signIn) {
        this.container.addSecret(`${backend.variable}_USERNAME`, ecs.Secret.fromSecretsManager(signIn, 'username'));
        this.container.addSecret(`${backend.variable}_PASSWORD`, ecs.Secret.fromSecretsManager(signIn, 'password'));
      }
      backend.allow(this);
    }
    // The ways to what it uses have to be open before it runs.
    this.after(...this.node.children.filter(({ node }) => node.id !== 'Resource'));
  }
}
