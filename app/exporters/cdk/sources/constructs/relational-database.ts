import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type Backend, type Client, toVariable } from './backend.ts';
import { acknowledgeNoRotation } from './credentials.ts';

export interface RelationalDatabaseProps {
  readonly vpc: ec2.IVpc;
  readonly name: string;
  readonly engine: keyof typeof engines;
  /** Such as t4g.small. */
  readonly instanceType: string;
}

/** The ports are not the engines' own, as AwsSolutions-RDS11 asks: who scans for databases tries those first. */
const engines = {
  postgres: {
    engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 }),
    port: 5433,
    logs: ['postgresql', 'upgrade'],
  },
  mysql: {
    engine: rds.DatabaseInstanceEngine.mysql({ version: rds.MysqlEngineVersion.VER_8_4_8 }),
    port: 3307,
    logs: ['error', 'slowquery'],
  },
  mariadb: {
    engine: rds.DatabaseInstanceEngine.mariaDb({ version: rds.MariaDbEngineVersion.VER_11_8_6 }),
    port: 3307,
    logs: ['error', 'slowquery'],
  },
  sqlserver: {
    engine: rds.DatabaseInstanceEngine.sqlServerSe({ version: rds.SqlServerEngineVersion.VER_16_00_4236_2_V1 }),
    port: 1435,
    logs: ['error'],
  },
};

/** An RDS instance with a standby in another zone, in subnets without a way out, with a generated password. */
export class RelationalDatabase extends Construct implements Backend {
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly credentials: secretsmanager.ISecret;
  readonly instance: rds.DatabaseInstance;

  constructor(scope: Construct, id: string, props: RelationalDatabaseProps) {
    super(scope, id);
    const { engine, port, logs } = engines[props.engine];
    // SQL Server makes its databases by itself, once somebody asks it to.
    const databaseName = props.engine === 'sqlserver' ? undefined : 'app';
    const secret = new rds.DatabaseSecret(this, 'Secret', { username: 'app' });
    acknowledgeNoRotation(secret);
    this.instance = new rds.DatabaseInstance(this, 'Instance', {
      engine,
      instanceType: new ec2.InstanceType(props.instanceType),
      vpc: props.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      port,
      databaseName,
      credentials: rds.Credentials.fromSecret(secret),
      multiAz: true,
      storageType: rds.StorageType.GP3,
      allocatedStorage: 20,
      maxAllocatedStorage: 200,
      storageEncrypted: true,
      backupRetention: Duration.days(7),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.SNAPSHOT,
      cloudwatchLogsExports: logs,
    });
    this.credentials = secret;
    this.variable = toVariable(props.name);
    this.environment = {
      [`${this.variable}_HOST`]: this.instance.instanceEndpoint.hostname,
      [`${this.variable}_PORT`]: String(port),
      ...(databaseName ? { [`${this.variable}_NAME`]: databaseName } : {}),
    };
  }

  allow(client: Client): void {
    client.connections.allowToDefaultPort(this.instance);
  }
}
