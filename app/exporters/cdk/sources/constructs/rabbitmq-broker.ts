import { Fn, Names } from 'aws-cdk-lib';
import * as amazonmq from 'aws-cdk-lib/aws-amazonmq';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type Backend, type Client, type Measure, type Measured, toVariable } from './backend.ts';
import { acknowledgeLogRetention, createCredentials } from './credentials.ts';

export interface RabbitMqBrokerProps {
  readonly vpc: ec2.IVpc;
  readonly name: string;
  /** Such as mq.m7g.large. */
  readonly instanceType: string;
}

/** Amazon MQ answers AMQP over TLS only. */
const port = 5671;

/** RabbitMQ on Amazon MQ: a cluster of three nodes over several zones, reached from inside the network only. */
export class RabbitMqBroker extends Construct implements Backend, Measured {
  readonly measures: readonly Measure[];
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly host: string;
  readonly port: string;
  private readonly secret: secretsmanager.ISecret;
  readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: RabbitMqBrokerProps) {
    super(scope, id);
    const { vpc, name } = props;
    const secret = createCredentials(this, 'app', `Sign-in of the broker ${name}`);
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: `Broker ${name}`,
      allowAllOutbound: false,
    });
    this.connections = new ec2.Connections({ securityGroups: [securityGroup], defaultPort: ec2.Port.tcp(port) });
    const brokerName = Names.uniqueResourceName(this, { maxLength: 50, separator: '-' });
    const broker = new amazonmq.CfnBroker(this, 'Broker', {
      brokerName,
      engineType: 'RABBITMQ',
      engineVersion: '4.2',
      deploymentMode: 'CLUSTER_MULTI_AZ',
      hostInstanceType: props.instanceType,
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
      subnetIds: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }).subnetIds,
      securityGroups: [securityGroup.securityGroupId],
      users: [
        {
          username: secret.secretValueFromJson('username').unsafeUnwrap(),
          password: secret.secretValueFromJson('password').unsafeUnwrap(),
        },
      ],
      logs: { general: true },
    });
    // Amazon MQ begins this log itself, with no end to how long it is kept.
    new logs.LogRetention(this, 'LogRetention', {
      logGroupName: `/aws/amazonmq/broker/${broker.ref}/general`,
      retention: logs.RetentionDays.ONE_MONTH,
    });
    acknowledgeLogRetention(this);
    this.secret = secret;
    const of = (metricName: string) => ({
      namespace: 'AWS/AmazonMQ',
      metricName,
      dimensionsMap: { Broker: brokerName },
    });
    this.measures = [
      { id: 'Cpu', what: 'CPU, in percent,', metric: of('SystemCpuUtilization'), threshold: 80 },
      {
        id: 'Disk',
        what: 'Free room on disk, in bytes,',
        metric: of('RabbitMQDiskFree'),
        threshold: 2 ** 33,
        isFloor: true,
      },
      { id: 'Waiting', what: 'Messages that wait', metric: of('MessageReadyCount'), threshold: 10_000 },
    ];
    this.variable = toVariable(name);
    // amqps://b-1234.mq.eu-central-1.on.aws:5671
    const endpoint = Fn.select(0, broker.attrAmqpEndpoints);
    this.host = Fn.select(0, Fn.split(':', Fn.select(1, Fn.split('//', endpoint))));
    this.port = String(port);
    this.environment = {
      [`${this.variable}_HOST`]: this.host,
      [`${this.variable}_PORT`]: this.port,
      [`${this.variable}_TLS`]: 'true',
    };
  }

  /** Everybody signs in as the broker's own user: others are made in RabbitMQ itself. */
  signInOf(_client: string): secretsmanager.ISecret {
    return this.secret;
  }

  allow(client: Client): void {
    client.connections.allowToDefaultPort(this);
  }
}
