import { Fn } from 'aws-cdk-lib';
import * as amazonmq from 'aws-cdk-lib/aws-amazonmq';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type Backend, type Client, toVariable } from './backend.ts';
import { createCredentials } from './credentials.ts';

export interface RabbitMqBrokerProps {
  readonly vpc: ec2.IVpc;
  readonly name: string;
}

/** Amazon MQ answers AMQP over TLS only. */
const port = 5671;

/** RabbitMQ on Amazon MQ: a cluster of three nodes over several zones, reached from inside the network only. */
export class RabbitMqBroker extends Construct implements Backend {
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly credentials: secretsmanager.ISecret;
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
    const broker = new amazonmq.CfnBroker(this, 'Broker', {
      brokerName: name,
      engineType: 'RABBITMQ',
      engineVersion: '4.2',
      deploymentMode: 'CLUSTER_MULTI_AZ',
      hostInstanceType: 'mq.m7g.large',
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
    this.credentials = secret;
    this.variable = toVariable(name);
    // amqps://b-1234.mq.eu-central-1.on.aws:5671
    const endpoint = Fn.select(0, broker.attrAmqpEndpoints);
    this.environment = {
      [`${this.variable}_HOST`]: Fn.select(0, Fn.split(':', Fn.select(1, Fn.split('//', endpoint)))),
      [`${this.variable}_PORT`]: String(port),
      [`${this.variable}_TLS`]: 'true',
    };
  }

  allow(client: Client): void {
    client.connections.allowToDefaultPort(this);
  }
}
