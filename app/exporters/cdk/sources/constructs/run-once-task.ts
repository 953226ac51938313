import { CustomResource, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, type IDependable } from 'constructs';
import { createSecurityGroup, literally, type Network } from './backend.ts';
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
  readonly environment?: Record<string, string>;
  readonly secrets?: Record<string, ecs.Secret>;
  /** What it calls on port 443 besides the APIs of AWS. */
  readonly internet?: string;
}

/** A task that runs to its end when it is deployed or changed, and that others wait for. It has to bear being run again. */
export class RunOnceTask extends Construct {
  readonly connections: ec2.Connections;
  readonly done: IDependable;

  constructor(scope: Construct, id: string, props: RunOnceTaskProps) {
    super(scope, id);
    const { cluster, network, runner } = props.platform;
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const task = new ecs.FargateTaskDefinition(this, 'Task', { cpu: 256, memoryLimitMiB: 512 });
    task.addContainer('Container', {
      containerName: 'app',
      image: props.image,
      entryPoint: props.entryPoint?.map(literally),
      command: props.command?.map(literally),
      environment: Object.fromEntries(
        Object.entries(props.environment ?? {}).map(([name, value]) => [name, literally(value)]),
      ),
      secrets: props.secrets,
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
    run.node.addDependency(policy, logGroup, task);
    this.done = run;
  }

  /** Runs after these: the database it signs in to, the tasks before it. */
  after(...others: IDependable[]): void {
    this.node.findChild('Resource').node.addDependency(...others);
  }
}
