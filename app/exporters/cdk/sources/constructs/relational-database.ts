import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type Backend, type Client, toVariable } from './backend.ts';
import { acknowledgeLogRetention, acknowledgeNoRotation, createSignIns, signInAmong } from './credentials.ts';
import { createUsers } from './database-users.ts';
import type { RunOncePlatform } from './run-once-task.ts';

export interface RelationalDatabaseProps {
  readonly platform: RunOncePlatform;
  readonly name: string;
  readonly engine: keyof typeof engines;
  /** Such as t4g.small. */
  readonly instanceType: string;
  /** Who signs in: each is given a user of its own. */
  readonly users: readonly string[];
  /** Name of its database. */
  readonly database?: string;
  /** So many connections those who sign in may have open at once, all together; as many as its memory allows otherwise. */
  readonly connections?: number;
}

/** RDS and the administrator come in also when nobody else does. */
const keptConnections = 5;

/** The ports are not the engines' own, as AwsSolutions-RDS11 asks: who scans for databases tries those first. */
const engines = {
  postgres: {
    engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 }),
    port: 5433,
    logs: ['postgresql', 'upgrade'],
    tls: 'rds.force_ssl',
  },
  mysql: {
    engine: rds.DatabaseInstanceEngine.mysql({ version: rds.MysqlEngineVersion.VER_8_4_8 }),
    port: 3307,
    logs: ['error', 'slowquery'],
    tls: 'require_secure_transport',
  },
  mariadb: {
    engine: rds.DatabaseInstanceEngine.mariaDb({ version: rds.MariaDbEngineVersion.VER_11_8_6 }),
    port: 3307,
    logs: ['error', 'slowquery'],
    tls: 'require_secure_transport',
  },
  sqlserver: {
    engine: rds.DatabaseInstanceEngine.sqlServerSe({ version: rds.SqlServerEngineVersion.VER_16_00_4236_2_V1 }),
    port: 1435,
    logs: ['error'],
    tls: 'rds.force_ssl',
  },
};

/**
 * An RDS instance with a standby in another zone, in subnets without a way out. Nobody signs in as its administrator but the task that
 * makes the users; on SQL Server, which that task does not speak, everybody does.
 */
export class RelationalDatabase extends Construct implements Backend {
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly host: string;
  readonly port: string;
  readonly instance: rds.DatabaseInstance;
  private readonly signIns: Record<string, secretsmanager.ISecret>;

  constructor(scope: Construct, id: string, props: RelationalDatabaseProps) {
    super(scope, id);
    const { engine, port, logs: exported, tls } = engines[props.engine];
    // SQL Server makes its databases by itself, once somebody asks it to.
    const databaseName = props.engine === 'sqlserver' ? undefined : (props.database ?? 'app');
    const secret = new rds.DatabaseSecret(this, 'Secret', { username: 'administrator' });
    acknowledgeNoRotation(secret);
    this.instance = new rds.DatabaseInstance(this, 'Instance', {
      engine,
      instanceType: new ec2.InstanceType(props.instanceType),
      vpc: props.platform.network.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      port,
      // Every instance of PostgreSQL has the database of this name from the start.
      databaseName: databaseName === 'postgres' ? undefined : databaseName,
      credentials: rds.Credentials.fromSecret(secret),
      parameterGroup: new rds.ParameterGroup(this, 'Parameters', {
        engine,
        description: `Parameters of ${props.name}`,
        parameters: {
          [tls]: '1',
          ...(props.connections !== undefined && { max_connections: String(props.connections + keptConnections) }),
        },
      }),
      multiAz: true,
      storageType: rds.StorageType.GP3,
      allocatedStorage: 20,
      maxAllocatedStorage: 200,
      storageEncrypted: true,
      backupRetention: Duration.days(7),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.SNAPSHOT,
      cloudwatchLogsExports: exported,
      cloudwatchLogsRetention: logs.RetentionDays.ONE_MONTH,
    });
    acknowledgeLogRetention(this);
    this.signIns =
      props.engine === 'sqlserver'
        ? Object.fromEntries(props.users.map((user) => [user, secret]))
        : createSignIns(this, props.name, props.users);
    if (props.engine !== 'sqlserver' && databaseName && props.users.length > 0) {
      const users = createUsers(this, {
        platform: props.platform,
        name: props.name,
        engine: props.engine,
        host: this.instance.instanceEndpoint.hostname,
        port,
        database: databaseName,
        administrator: secret,
        users: Object.values(this.signIns),
      });
      users.connections.allowToDefaultPort(this.instance);
      users.after(this.instance);
    }
    this.variable = toVariable(props.name);
    this.host = this.instance.instanceEndpoint.hostname;
    this.port = String(port);
    this.environment = {
      [`${this.variable}_HOST`]: this.host,
      [`${this.variable}_PORT`]: this.port,
      ...(databaseName ? { [`${this.variable}_NAME`]: databaseName } : {}),
    };
  }

  signInOf(client: string): secretsmanager.ISecret {
    return signInAmong(this.signIns, client, this.variable);
  }

  allow(client: Client): void {
    client.connections.allowToDefaultPort(this.instance);
  }
}
