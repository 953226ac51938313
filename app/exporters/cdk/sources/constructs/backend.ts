import { Fn, Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';

/** Whoever uses a backend: a task or a function, with its security group and its role. */
export interface Client extends ec2.IConnectable {
  readonly role: iam.IRole;
}

/** Something that services use and that AWS runs: a database, a cache, a queue. */
export interface Backend {
  /** Begins the names of its variables: ORDERS_DB. */
  readonly variable: string;
  /** Where it is, such as ORDERS_DB_HOST. Nothing in it is secret. */
  readonly environment: Record<string, string>;
  /** Holds `username` and `password`, where it asks for them. */
  readonly credentials?: secretsmanager.ISecret;
  /** Lets the client reach it and use it, and no more. */
  allow(client: Client): void;
}

/** ORDERS_DB for orders-db. */
export function toVariable(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

/** A text that looks as if CloudFormation had to fill something in, such as ${HOME}, written so that it leaves it alone. */
export function literally(text: string): string {
  return Token.isUnresolved(text) || !text.includes('${') ? text : Fn.sub(text.replaceAll('${', '${!'));
}
