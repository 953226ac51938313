import { Duration } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Backend, type Client, toVariable } from './backend.ts';

/** An SQS queue; what could not be handled in five attempts waits for a person in its dead-letter queue. */
export class WorkQueue extends Construct {
  readonly queue: sqs.Queue;
  readonly deadLetters: sqs.Queue;
  private readonly variable: string;

  constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    this.deadLetters = new sqs.Queue(this, 'DeadLetters', {
      enforceSSL: true,
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new sqs.Queue(this, 'Queue', {
      enforceSSL: true,
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      visibilityTimeout: Duration.minutes(2),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    this.variable = toVariable(name);
  }

  /** For those who put messages in. */
  get sending(): Backend {
    return this.seenBy((client) => this.queue.grantSendMessages(client.role));
  }

  /** For those who take messages out. */
  get receiving(): Backend {
    return this.seenBy((client) => this.queue.grantConsumeMessages(client.role));
  }

  private seenBy(allow: (client: Client) => unknown): Backend {
    const { variable } = this;
    return { variable, environment: { [`${variable}_QUEUE_URL`]: this.queue.queueUrl }, allow };
  }
}
