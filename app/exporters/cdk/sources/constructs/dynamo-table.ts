import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type Backend, type Client, type Measure, type Measured, toVariable } from './backend.ts';

/** Units a second that are paid for whether they are used or not; without it, what is used is paid for. */
export interface ProvisionedCapacity {
  readonly reads: number;
  readonly writes: number;
}

/** A DynamoDB table whose items have the keys pk and sk, and that can be put back to any second of the last 35 days. */
export class DynamoTable extends Construct implements Backend, Measured {
  readonly measures: readonly Measure[];
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly table: dynamodb.Table;
  private readonly usePolicy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, name: string, capacity?: ProvisionedCapacity) {
    super(scope, id);
    this.table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(capacity
        ? {
            billingMode: dynamodb.BillingMode.PROVISIONED,
            readCapacity: capacity.reads,
            writeCapacity: capacity.writes,
          }
        : { billingMode: dynamodb.BillingMode.PAY_PER_REQUEST }),
    });
    this.usePolicy = new iam.ManagedPolicy(this, 'Use', {
      description: `Reads and writes the items of ${name}`,
      statements: [
        new iam.PolicyStatement({
          actions: [
            'dynamodb:GetItem',
            'dynamodb:BatchGetItem',
            'dynamodb:Query',
            'dynamodb:Scan',
            'dynamodb:ConditionCheckItem',
            'dynamodb:PutItem',
            'dynamodb:UpdateItem',
            'dynamodb:DeleteItem',
            'dynamodb:BatchWriteItem',
            'dynamodb:DescribeTable',
          ],
          resources: [this.table.tableArn],
        }),
      ],
    });
    const of = (metricName: string) => ({
      namespace: 'AWS/DynamoDB',
      metricName,
      statistic: 'Sum',
      dimensionsMap: { TableName: this.table.tableName },
    });
    this.measures = [
      { id: 'ThrottledReads', what: 'Throttled reads', metric: of('ReadThrottleEvents'), threshold: 10 },
      { id: 'ThrottledWrites', what: 'Throttled writes', metric: of('WriteThrottleEvents'), threshold: 10 },
    ];
    this.variable = toVariable(name);
    this.environment = { [`${this.variable}_TABLE`]: this.table.tableName };
  }

  allow(client: Client): void {
    client.role.addManagedPolicy(this.usePolicy);
  }
}
