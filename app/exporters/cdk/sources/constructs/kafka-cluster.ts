import { Names, RemovalPolicy, Stack, Token, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as msk from 'aws-cdk-lib/aws-msk';
import { Construct } from 'constructs';
import { type Backend, type Client, type Measure, type Measured, toVariable } from './backend.ts';

export interface KafkaClusterProps {
  readonly vpc: ec2.IVpc;
  readonly name: string;
  /** Such as kafka.m7g.large. */
  readonly instanceType: string;
}

/** The port on which MSK takes clients that sign in with their role. */
const port = 9098;

/** Kafka on MSK: one broker for each zone, over TLS. Clients sign in with their role and ask MSK for the brokers' addresses. */
export class KafkaCluster extends Construct implements Backend, Measured {
  readonly measures: readonly Measure[];
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly connections: ec2.Connections;
  private readonly cluster: msk.CfnCluster;
  private readonly usePolicy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: KafkaClusterProps) {
    super(scope, id);
    const { vpc, name } = props;
    const clusterName = Names.uniqueResourceName(this, { maxLength: 64, separator: '-' });
    const { subnetIds } = vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED });
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: `Brokers of ${name}`,
      allowAllOutbound: false,
    });
    this.connections = new ec2.Connections({ securityGroups: [securityGroup], defaultPort: ec2.Port.tcp(port) });
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.cluster = new msk.CfnCluster(this, 'Cluster', {
      clusterName,
      kafkaVersion: '3.9.x.kraft',
      numberOfBrokerNodes: subnetIds.length,
      brokerNodeGroupInfo: {
        clientSubnets: subnetIds,
        instanceType: props.instanceType,
        securityGroups: [securityGroup.securityGroupId],
        storageInfo: { ebsStorageInfo: { volumeSize: 100 } },
      },
      clientAuthentication: { sasl: { iam: { enabled: true } } },
      encryptionInfo: { encryptionInTransit: { clientBroker: 'TLS', inCluster: true } },
      loggingInfo: { brokerLogs: { cloudWatchLogs: { enabled: true, logGroup: logGroup.logGroupName } } },
    });
    this.cluster.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.usePolicy = this.createUsePolicy(name, clusterName);
    const of = (metricName: string) => ({
      namespace: 'AWS/Kafka',
      metricName,
      dimensionsMap: { 'Cluster Name': clusterName },
    });
    this.measures = [
      { id: 'Controller', what: 'Controllers', metric: of('ActiveControllerCount'), threshold: 1, isFloor: true },
      { id: 'Offline', what: 'Partitions without a leader', metric: of('OfflinePartitionsCount'), threshold: 0 },
    ];
    this.variable = toVariable(name);
    this.environment = { [`${this.variable}_CLUSTER_ARN`]: this.cluster.attrArn };
  }

  allow(client: Client): void {
    client.connections.allowToDefaultPort(this);
    client.role.addManagedPolicy(this.usePolicy);
  }

  /** Topics and consumer groups carry the cluster's name and a part that only MSK knows. */
  private createUsePolicy(name: string, clusterName: string): iam.ManagedPolicy {
    const stack = Stack.of(this);
    const within = (type: string) =>
      stack.formatArn({ service: 'kafka', resource: type, resourceName: `${clusterName}/*` });
    const policy = new iam.ManagedPolicy(this, 'Use', {
      description: `Reads and writes the topics of ${name}`,
      statements: [
        new iam.PolicyStatement({
          actions: ['kafka:GetBootstrapBrokers', 'kafka-cluster:Connect', 'kafka-cluster:DescribeCluster'],
          resources: [this.cluster.attrArn],
        }),
        new iam.PolicyStatement({
          actions: ['CreateTopic', 'DescribeTopic', 'ReadData', 'WriteData'].map((action) => `kafka-cluster:${action}`),
          resources: [within('topic')],
        }),
        new iam.PolicyStatement({
          actions: ['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'],
          resources: [within('group')],
        }),
      ],
    });
    // What is not known before the deployment stands in findings by its name.
    const known = (value: string, name: string) => (Token.isUnresolved(value) ? `<AWS::${name}>` : value);
    const [partition, account] = [known(stack.partition, 'Partition'), known(stack.account, 'AccountId')];
    for (const type of ['topic', 'group']) {
      Validations.of(policy).acknowledge({
        id: `AwsSolutions-IAM5[Resource::arn:${partition}:kafka:${stack.region}:${account}:${type}/${clusterName}/*]`,
        reason: 'Topics and groups of this one cluster, whatever they are called.',
      });
    }
    return policy;
  }
}
