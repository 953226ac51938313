import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Network } from './constructs/backend.ts';
import type { Settings } from './settings.ts';

export interface NetworkStackProps extends StackProps {
  readonly settings: Settings;
  /** The APIs of AWS that tasks and functions call, by the last part of their names: `ecr.api`. */
  readonly apis: readonly string[];
}

const cidr = '10.0.0.0/16';

/** The network: load balancers in public subnets, tasks in private ones with a way out, data in subnets without. */
export class NetworkStack extends Stack implements Network {
  readonly vpc: ec2.Vpc;
  readonly endpoints: ec2.SecurityGroup | undefined;

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    super(scope, id, props);
    const { availabilityZones, natGateways, interfaceEndpoints } = props.settings;
    const flowLog = new logs.LogGroup(this, 'FlowLog', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(cidr),
      maxAzs: availabilityZones,
      natGateways,
      subnetConfiguration: [
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'services', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
        { name: 'data', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
      // Layers of images come from S3: through this endpoint they cost nothing, through a NAT gateway each gigabyte does.
      gatewayEndpoints: {
        ...(!interfaceEndpoints && { S3: { service: ec2.GatewayVpcEndpointAwsService.S3 } }),
        ...(props.apis.includes('dynamodb') && {
          DynamoDb: { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB },
        }),
      },
      flowLogs: {
        Rejected: {
          trafficType: ec2.FlowLogTrafficType.REJECT,
          destination: ec2.FlowLogDestination.toCloudWatchLogs(flowLog),
        },
      },
    });
    this.endpoints = interfaceEndpoints ? this.createEndpoints(props.apis) : undefined;
  }

  /** The APIs of AWS inside the network, so that security groups need no way to the internet for them. */
  private createEndpoints(apis: readonly string[]): ec2.SecurityGroup {
    const securityGroup = new ec2.SecurityGroup(this, 'Endpoints', {
      vpc: this.vpc,
      description: 'Endpoints of the APIs of AWS',
      allowAllOutbound: false,
    });
    securityGroup.addIngressRule(ec2.Peer.ipv4(cidr), ec2.Port.HTTPS, 'From inside the network');
    // DynamoDB has a gateway of its own, which costs nothing.
    for (const api of apis.filter((each) => each !== 'dynamodb')) {
      new ec2.InterfaceVpcEndpoint(this, `${api}-endpoint`, {
        vpc: this.vpc,
        service: new ec2.InterfaceVpcEndpointAwsService(api),
        subnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        securityGroups: [securityGroup],
        open: false,
        // Without it, S3 by its usual name is answered to networks outside only.
        ...(api === 's3'
          ? {
              privateDnsOnlyForInboundResolverEndpoint:
                ec2.VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint.ALL_RESOLVERS,
            }
          : {}),
      });
    }
    return securityGroup;
  }
}
