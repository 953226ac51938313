import { Fn, Token } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** Where tasks and functions stand; `endpoints` answer for the APIs of AWS, where they are used. */
export interface Network {
  readonly vpc: ec2.IVpc;
  readonly endpoints: ec2.ISecurityGroup | undefined;
}

/** Whoever uses a backend: a task or a function, with its security group and its role. */
export interface Client extends ec2.IConnectable {
  readonly name: string;
  readonly role: iam.IRole;
}

/** Something that services use and that AWS runs: a database, a cache, a queue. */
export interface Backend {
  /** Begins the names of its variables: ORDERS_DB. */
  readonly variable: string;
  /** Where it is, such as ORDERS_DB_HOST. Nothing in it is secret. */
  readonly environment: Record<string, string>;
  /** Holds `username` and `password` of this client, where it asks for them. */
  signInOf?(client: string): secretsmanager.ISecret;
  /** Lets the client reach it and use it, and no more. */
  allow(client: Client): void;
}

/** Something of a managed service that a person wants to hear of. */
export interface Measure {
  readonly id: string;
  readonly what: string;
  readonly metric: cloudwatch.MetricProps;
  readonly threshold: number;
  /** Too little is bad, instead of too much. */
  readonly isFloor?: boolean;
}

/** A managed service that says what of it is to be watched, three things at most. */
export interface Measured {
  readonly measures: readonly Measure[];
}

/** ORDERS_DB for orders-db. */
export function toVariable(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

/** A text that looks as if CloudFormation had to fill something in, such as ${HOME}, written so that it leaves it alone. */
export function literally(text: string): string {
  return Token.isUnresolved(text) || !text.includes('${') ? text : Fn.sub(text.replaceAll('${', '${!'));
}

/**
 * A security group that lets out what the APIs of AWS need and nothing else; `internet` says what else is called on port 443, and
 * opens it.
 */
export function createSecurityGroup(
  scope: Construct,
  description: string,
  { vpc, endpoints }: Network,
  internet?: string,
): ec2.SecurityGroup {
  const group = new ec2.SecurityGroup(scope, 'SecurityGroup', { vpc, description, allowAllOutbound: false });
  if (endpoints) {
    const peer = ec2.Peer.securityGroupId(endpoints.securityGroupId);
    group.addEgressRule(peer, ec2.Port.HTTPS, 'APIs of AWS, through their endpoints');
  }
  const reason = internet ?? (endpoints ? undefined : 'APIs of AWS, through the NAT gateways');
  if (reason) group.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.HTTPS, reason);
  return group;
}
