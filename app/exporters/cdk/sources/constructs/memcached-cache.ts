import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { type Backend, type Client, type Measure, type Measured, toVariable } from './backend.ts';

export interface MemcachedCacheProps {
  readonly vpc: ec2.IVpc;
  readonly name: string;
  readonly nodeType: string;
  /** Two where nothing is said. */
  readonly nodes?: number;
}

/** Not 11211, as AwsSolutions-AEC5 asks: who scans for caches tries that first. */
const port = 11212;

/** Memcached on ElastiCache: nodes in several zones, over TLS. Clients find the nodes at the configuration endpoint. */
export class MemcachedCache extends Construct implements Backend, Measured {
  readonly measures: readonly Measure[];
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly host: string;
  readonly port: string;
  readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: MemcachedCacheProps) {
    super(scope, id);
    const { vpc, name, nodes = 2 } = props;
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
    const cluster = new elasticache.CfnCacheCluster(this, 'Nodes', {
      engine: 'memcached',
      engineVersion: '1.6.22',
      cacheNodeType: props.nodeType,
      numCacheNodes: nodes,
      azMode: nodes > 1 ? 'cross-az' : 'single-az',
      cacheSubnetGroupName: subnetGroup.ref,
      vpcSecurityGroupIds: [securityGroup.securityGroupId],
      port,
      transitEncryptionEnabled: true,
      autoMinorVersionUpgrade: true,
    });
    const of = (metricName: string) => ({
      namespace: 'AWS/ElastiCache',
      metricName,
      dimensionsMap: { CacheClusterId: cluster.ref },
    });
    this.measures = [{ id: 'Cpu', what: 'CPU, in percent,', metric: of('CPUUtilization'), threshold: 90 }];
    this.variable = toVariable(name);
    this.host = cluster.attrConfigurationEndpointAddress;
    this.port = String(port);
    this.environment = {
      [`${this.variable}_HOST`]: this.host,
      [`${this.variable}_PORT`]: this.port,
      [`${this.variable}_TLS`]: 'true',
    };
  }

  allow(client: Client): void {
    client.connections.allowToDefaultPort(this);
  }
}
