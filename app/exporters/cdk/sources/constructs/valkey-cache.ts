import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type Backend, type Client, toVariable } from './backend.ts';
import { createCredentials } from './credentials.ts';

export interface ValkeyCacheProps {
  readonly vpc: ec2.IVpc;
  readonly name: string;
  /** Such as cache.t4g.small. */
  readonly nodeType: string;
}

/** Not 6379, as AwsSolutions-AEC5 asks: who scans for caches tries that first. */
const port = 6380;

/** Valkey, which speaks Redis, on ElastiCache: a primary and a replica in two zones, over TLS, with a password. */
export class ValkeyCache extends Construct implements Backend {
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly credentials: secretsmanager.ISecret;
  readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: ValkeyCacheProps) {
    super(scope, id);
    const { vpc, name } = props;
    const secret = createCredentials(this, 'default', `Sign-in of the cache ${name}`);
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: `Cache ${name}`,
      allowAllOutbound: false,
    });
    this.connections = new ec2.Connections({ securityGroups: [securityGroup], defaultPort: ec2.Port.tcp(port) });
    const subnetGroup = new elasticache.CfnSubnetGroup(this, 'Subnets', {
      description: `Subnets of the cache ${name}`,
      subnetIds: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }).subnetIds,
    });
    const group = new elasticache.CfnReplicationGroup(this, 'Nodes', {
      replicationGroupDescription: `Cache ${name}`,
      engine: 'valkey',
      engineVersion: '8.1',
      cacheNodeType: props.nodeType,
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      cacheSubnetGroupName: subnetGroup.ref,
      securityGroupIds: [securityGroup.securityGroupId],
      port,
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      authToken: secret.secretValueFromJson('password').unsafeUnwrap(),
      autoMinorVersionUpgrade: true,
    });
    group.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.credentials = secret;
    this.variable = toVariable(name);
    this.environment = {
      [`${this.variable}_HOST`]: group.attrPrimaryEndPointAddress,
      [`${this.variable}_PORT`]: String(port),
      [`${this.variable}_TLS`]: 'true',
    };
  }

  allow(client: Client): void {
    client.connections.allowToDefaultPort(this);
  }
}
