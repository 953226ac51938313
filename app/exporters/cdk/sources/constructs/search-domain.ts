import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import { Construct } from 'constructs';
import { type Backend, type Client, type Measure, type Measured, toVariable } from './backend.ts';

export interface SearchDomainProps {
  readonly vpc: ec2.IVpc;
  readonly name: string;
  /** Of the data nodes, such as m7g.large.search. */
  readonly instanceType: string;
}

const actions = ['es:ESHttpDelete', 'es:ESHttpGet', 'es:ESHttpHead', 'es:ESHttpPatch', 'es:ESHttpPost', 'es:ESHttpPut'];

/** OpenSearch with two data nodes and three masters inside the network. Clients sign their requests with their role. */
export class SearchDomain extends Construct implements Backend, Measured {
  readonly measures: readonly Measure[];
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly domain: opensearch.Domain;
  private readonly usePolicy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: SearchDomainProps) {
    super(scope, id);
    const { vpc, name } = props;
    const logGroup = (log: string) =>
      new logs.LogGroup(this, log, { retention: logs.RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
    const logGroups = [logGroup('AppLog'), logGroup('SlowIndexLog'), logGroup('SlowSearchLog')] as const;
    const logAccess = new logs.ResourcePolicy(this, 'LogAccess', {
      policyStatements: [
        new iam.PolicyStatement({
          principals: [new iam.ServicePrincipal('es.amazonaws.com')],
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: logGroups.map((group) => group.logGroupArn),
        }),
      ],
    });
    this.domain = new opensearch.Domain(this, 'Domain', {
      version: opensearch.EngineVersion.OPENSEARCH_2_19,
      vpc,
      vpcSubnets: [{ subnets: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }).subnets.slice(0, 2) }],
      zoneAwareness: { enabled: true, availabilityZoneCount: 2 },
      capacity: {
        dataNodes: 2,
        dataNodeInstanceType: props.instanceType,
        masterNodes: 3,
        masterNodeInstanceType: 'm7g.medium.search',
        multiAzWithStandbyEnabled: false,
      },
      ebs: { volumeSize: 20, volumeType: ec2.EbsDeviceVolumeType.GP3 },
      enforceHttps: true,
      tlsSecurityPolicy: opensearch.TLSSecurityPolicy.TLS_1_2_PFS,
      nodeToNodeEncryption: true,
      encryptionAtRest: { enabled: true },
      logging: {
        appLogEnabled: true,
        appLogGroup: logGroups[0],
        slowIndexLogEnabled: true,
        slowIndexLogGroup: logGroups[1],
        slowSearchLogEnabled: true,
        slowSearchLogGroup: logGroups[2],
      },
      // The policy above lets the domain write; otherwise a custom resource would be made for it.
      suppressLogsResourcePolicy: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.domain.node.addDependency(logAccess);
    const cfnDomain = this.domain.node.defaultChild as opensearch.CfnDomain;
    cfnDomain.accessPolicies = new iam.PolicyDocument({
      statements: [
        new iam.PolicyStatement({ principals: [new iam.AccountRootPrincipal()], actions, resources: ['*'] }),
      ],
    });
    Validations.of(this.domain).acknowledge({
      id: 'AwsSolutions-OS3',
      reason: 'It lies inside the network, where security groups say who reaches it and every request is signed.',
    });
    this.usePolicy = new iam.ManagedPolicy(this, 'Use', {
      description: `Reads and writes the documents of ${name}`,
      statements: [new iam.PolicyStatement({ actions, resources: [`${this.domain.domainArn}/*`] })],
    });
    Validations.of(this.usePolicy).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(cfnDomain)}.Arn>/*]`,
      reason: 'Documents of this one domain, whatever their index is called.',
    });
    const of = (metricName: string) => ({
      namespace: 'AWS/ES',
      metricName,
      dimensionsMap: { DomainName: this.domain.domainName, ClientId: Stack.of(this).account },
    });
    this.measures = [
      { id: 'Red', what: 'Clusters with lost shards', metric: of('ClusterStatus.red'), threshold: 0 },
      {
        id: 'Storage',
        what: 'Free storage of the fullest node, in MB,',
        metric: { ...of('FreeStorageSpace'), statistic: 'Minimum' },
        threshold: 2048,
        isFloor: true,
      },
      { id: 'Cpu', what: 'CPU, in percent,', metric: of('CPUUtilization'), threshold: 80 },
    ];
    this.variable = toVariable(name);
    this.environment = { [`${this.variable}_URL`]: `https://${this.domain.domainEndpoint}` };
  }

  allow(client: Client): void {
    client.connections.allowTo(this.domain, ec2.Port.HTTPS);
    client.role.addManagedPolicy(this.usePolicy);
  }
}
