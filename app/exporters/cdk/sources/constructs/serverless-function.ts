import { join } from 'node:path';
import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type Backend, type Client, createSecurityGroup, literally, type Network, toVariable } from './backend.ts';
import type { WorkQueue } from './work-queue.ts';

export interface ServerlessFunctionProps {
  readonly network: Network;
  readonly name: string;
  readonly code: lambda.Code;
  readonly memorySize: number;
  readonly timeout: Duration;
  /** Executions at once, beyond which calls are turned away. */
  readonly concurrency?: number;
  readonly environment?: Record<string, string>;
  /** What it calls on port 443 besides the APIs of AWS; it reaches nothing on the internet otherwise. */
  readonly internet?: string;
  /** The function is told where each is kept, in a variable whose name ends in _SECRET_ARN, and may read it. */
  readonly secrets?: Record<string, secretsmanager.ISecret>;
}

/** What Lambda asks for to put a function into a network. */
const networkActions = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** The code of a function: its folder in functions. */
export function codeOf(name: string): lambda.Code {
  return lambda.Code.fromAsset(join(import.meta.dirname, '..', '..', 'functions', name));
}

/** A Lambda function inside the network, with its own role, log and security group. */
export class ServerlessFunction extends Construct implements Client, Backend {
  readonly name: string;
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly function: lambda.Function;
  readonly role: iam.IRole;
  readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: ServerlessFunctionProps) {
    super(scope, id);
    const { vpc } = props.network;
    this.name = props.name;
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    role.addToPolicy(new iam.PolicyStatement({ actions: networkActions, resources: ['*'] }));
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Network interfaces have no name before they are made, and listing them knows no resources.',
    });
    const securityGroup = createSecurityGroup(this, `Function ${props.name}`, props.network, props.internet);
    this.function = new lambda.Function(this, 'Function', {
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: props.code,
      memorySize: props.memorySize,
      timeout: props.timeout,
      reservedConcurrentExecutions: props.concurrency,
      role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: [securityGroup],
    });
    this.role = role;
    this.setEnvironment(props.environment ?? {});
    for (const [name, secret] of Object.entries(props.secrets ?? {})) this.reads(name, secret);
    this.connections = this.function.connections;
    this.variable = toVariable(props.name);
    this.environment = { [`${this.variable}_FUNCTION`]: this.function.functionName };
  }

  /** As a backend: whoever uses it may invoke it. */
  allow(client: Client): void {
    client.role.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.function.functionArn] }),
    );
  }

  /** Tells the function where a backend is and where its sign-in is kept, and opens the way. */
  uses(...backends: Backend[]): void {
    for (const backend of backends) {
      this.setEnvironment(backend.environment);
      const signIn = backend.signInOf?.(this.name);
      if (signIn) this.reads(backend.variable, signIn);
      backend.allow(this);
    }
  }

  /** Handles the messages of a queue, ten at a time; those that failed are put back one by one. */
  consumes({ queue }: WorkQueue): void {
    this.function.addEventSource(new SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true }));
  }

  private setEnvironment(environment: Record<string, string>): void {
    for (const [name, value] of Object.entries(environment)) this.function.addEnvironment(name, literally(value));
  }

  private reads(name: string, secret: secretsmanager.ISecret): void {
    this.function.addEnvironment(`${name}_SECRET_ARN`, secret.secretArn);
    secret.grantRead(this.role);
  }
}
