import { Names, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type Backend, type Client, type Measure, type Measured, toVariable } from './backend.ts';
import { createSignIns, signInAmong } from './credentials.ts';

export interface ValkeyCacheProps {
  readonly vpc: ec2.IVpc;
  readonly name: string;
  /** Such as cache.t4g.small. */
  readonly nodeType: string;
  /** Who signs in: each is given a user of its own. */
  readonly users: readonly string[];
}

/** Not 6379, as AwsSolutions-AEC5 asks: who scans for caches tries that first. */
const port = 6380;

/** What users may: everything with data, nothing with the server, and not empty it. */
const rights = 'on ~* &* +@all -@admin -flushall -flushdb -swapdb';

/** Valkey, which speaks Redis, on ElastiCache: a primary and a replica in two zones, over TLS, with a user for each client. */
export class ValkeyCache extends Construct implements Backend, Measured {
  readonly measures: readonly Measure[];
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly host: string;
  readonly port: string;
  readonly connections: ec2.Connections;
  private readonly signIns: Record<string, secretsmanager.ISecret>;

  constructor(scope: Construct, id: string, props: ValkeyCacheProps) {
    super(scope, id);
    const { vpc, name } = props;
    // A group of users has one at least.
    this.signIns = createSignIns(this, name, props.users.length > 0 ? props.users : [name]);
    const users = Object.entries(this.signIns).map(([user, signIn]) => this.createUser(user, signIn));
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
    const userGroup = new elasticache.CfnUserGroup(this, 'Users', {
      engine: 'valkey',
      userGroupId: toId(this, 'Users'),
      userIds: users.map(({ ref }) => ref),
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
      userGroupIds: [userGroup.ref],
      autoMinorVersionUpgrade: true,
      // What is kept in it only is there again from the day before, at most a week back.
      snapshotRetentionLimit: 7,
    });
    Validations.of(group).acknowledge({
      id: 'AwsSolutions-AEC6',
      reason: 'Each client signs in as a user of its own, which is more than one password for all.',
    });
    group.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);
    // ElastiCache measures each node by itself. Either may be the primary, and both hold the same data.
    const of = (metricName: string, node: '001' | '002') => ({
      namespace: 'AWS/ElastiCache',
      metricName,
      dimensionsMap: { CacheClusterId: `${group.ref}-${node}` },
    });
    this.measures = [
      { id: 'Cpu', what: 'CPU, in percent,', metric: of('EngineCPUUtilization', '001'), threshold: 80 },
      { id: 'OtherCpu', what: 'CPU, in percent,', metric: of('EngineCPUUtilization', '002'), threshold: 80 },
      { id: 'Memory', what: 'Memory, in percent,', metric: of('DatabaseMemoryUsagePercentage', '001'), threshold: 90 },
    ];
    this.variable = toVariable(name);
    this.host = group.attrPrimaryEndPointAddress;
    this.port = String(port);
    this.environment = {
      [`${this.variable}_HOST`]: this.host,
      [`${this.variable}_PORT`]: this.port,
      [`${this.variable}_TLS`]: 'true',
    };
  }

  signInOf(client: string): secretsmanager.ISecret {
    return signInAmong(this.signIns, client, this.variable);
  }

  allow(client: Client): void {
    client.connections.allowToDefaultPort(this);
  }

  private createUser(name: string, signIn: secretsmanager.ISecret): elasticache.CfnUser {
    return new elasticache.CfnUser(this, `${name}-user`, {
      engine: 'valkey',
      userId: toId(this, name),
      userName: signIn.secretValueFromJson('username').unsafeUnwrap(),
      authenticationMode: { Type: 'password', Passwords: [signIn.secretValueFromJson('password').unsafeUnwrap()] },
      accessString: rights,
    });
  }
}

/** Of users and groups in the whole account: letters, digits and dashes, 40 at most. */
function toId(scope: Construct, name: string): string {
  const whole = Names.uniqueResourceName(scope, { maxLength: 24, separator: '-', allowedSpecialCharacters: '-' });
  return `${whole}-${name}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/-$/, '');
}
