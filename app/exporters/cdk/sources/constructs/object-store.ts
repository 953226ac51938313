import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type Backend, type Client, toVariable } from './backend.ts';

/** A private S3 bucket with versions, and a second one for its access logs. */
export class ObjectStore extends Construct implements Backend {
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly bucket: s3.Bucket;
  private readonly usePolicy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    const accessLogs = new s3.Bucket(this, 'AccessLogs', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(90) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(accessLogs).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds access logs itself: logging who writes the log would never end.',
    });
    this.bucket = new s3.Bucket(this, 'Bucket', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [
        { noncurrentVersionExpiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
      serverAccessLogsBucket: accessLogs,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.usePolicy = new iam.ManagedPolicy(this, 'Use', {
      description: `Reads and writes the objects of ${name}`,
      statements: [
        new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
        new iam.PolicyStatement({
          actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'],
          resources: [this.bucket.arnForObjects('*')],
        }),
      ],
    });
    const bucketId = Stack.of(this).getLogicalId(this.bucket.node.defaultChild as s3.CfnBucket);
    Validations.of(this.usePolicy).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/*]`,
      reason: 'Objects of this one bucket, whatever their key.',
    });
    this.variable = toVariable(name);
    this.environment = { [`${this.variable}_BUCKET`]: this.bucket.bucketName };
  }

  allow(client: Client): void {
    client.role.addManagedPolicy(this.usePolicy);
  }
}
