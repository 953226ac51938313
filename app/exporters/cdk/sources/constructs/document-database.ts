import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as docdb from 'aws-cdk-lib/aws-docdb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type Backend, type Client, type Measure, type Measured, toVariable } from './backend.ts';
import { acknowledgeLogRetention, acknowledgeNoRotation } from './credentials.ts';

export interface DocumentDatabaseProps {
  readonly vpc: ec2.IVpc;
  readonly name: string;
  /** Such as t4g.medium. */
  readonly instanceType: string;
}

/** Not 27017, as AwsSolutions-DOC2 asks: who scans for databases tries that first. */
const port = 27018;

/** DocumentDB, which speaks MongoDB: a primary and a replica in two zones, over TLS, with a generated password. */
export class DocumentDatabase extends Construct implements Backend, Measured {
  readonly measures: readonly Measure[];
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly host: string;
  readonly port: string;
  readonly cluster: docdb.DatabaseCluster;
  private readonly secret: secretsmanager.ISecret;

  constructor(scope: Construct, id: string, props: DocumentDatabaseProps) {
    super(scope, id);
    const secret = new docdb.DatabaseSecret(this, 'Secret', { username: 'app' });
    acknowledgeNoRotation(secret);
    this.cluster = new docdb.DatabaseCluster(this, 'Cluster', {
      engineVersion: '5.0.0',
      masterUser: { username: 'app', password: secret.secretValueFromJson('password') },
      instances: 2,
      instanceType: new ec2.InstanceType(props.instanceType),
      vpc: props.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      port,
      storageEncrypted: true,
      backup: { retention: Duration.days(7) },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.SNAPSHOT,
      exportAuditLogsToCloudWatch: true,
      exportProfilerLogsToCloudWatch: true,
      cloudWatchLogsRetention: logs.RetentionDays.ONE_MONTH,
      parameterGroup: new docdb.ClusterParameterGroup(this, 'Parameters', {
        family: 'docdb5.0',
        parameters: { audit_logs: 'enabled', tls: 'enabled' },
      }),
    });
    acknowledgeLogRetention(this);
    Validations.of(this.cluster).acknowledge({
      id: 'AwsSolutions-DOC3',
      reason: 'The password is a reference into Secrets Manager, which the rule cannot read.',
    });
    for (const event of ['authenticate', 'createIndex', 'dropCollection']) {
      Validations.of(this.cluster).acknowledge({
        id: `AwsSolutions-DOC5[LogExport::${event}]`,
        reason: 'DocumentDB has one audit log for these events, and it is exported.',
      });
    }
    this.secret = secret;
    const of = (metricName: string) => ({
      namespace: 'AWS/DocDB',
      metricName,
      dimensionsMap: { DBClusterIdentifier: this.cluster.clusterIdentifier },
    });
    this.measures = [
      { id: 'Cpu', what: 'CPU, in percent,', metric: of('CPUUtilization'), threshold: 80 },
      {
        id: 'Memory',
        what: 'Free memory of the fullest instance, in bytes,',
        metric: { ...of('FreeableMemory'), statistic: 'Minimum' },
        threshold: 2 ** 28,
        isFloor: true,
      },
    ];
    this.variable = toVariable(props.name);
    this.host = this.cluster.clusterEndpoint.hostname;
    this.port = String(port);
    this.environment = {
      [`${this.variable}_HOST`]: this.host,
      [`${this.variable}_PORT`]: this.port,
      [`${this.variable}_TLS`]: 'true',
    };
  }

  /** Everybody signs in as the cluster's own user. */
  signInOf(_client: string): secretsmanager.ISecret {
    return this.secret;
  }

  allow(client: Client): void {
    client.connections.allowToDefaultPort(this.cluster);
  }
}
