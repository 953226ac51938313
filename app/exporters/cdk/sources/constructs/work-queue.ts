import { Duration } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Backend, type Client, toVariable } from './backend.ts';

export interface WorkQueueProps {
  readonly name: string;
  /** Messages of one group are handled in order. Its queue of dead letters is FIFO too. */
  readonly fifo?: boolean;
  /** A message that is not done with after this is given to somebody again: six times what its handler may take. */
  readonly visibilityTimeout: Duration;
  /** So often it is tried before it is set aside. */
  readonly maxReceiveCount: number;
  /** A message that has waited this long is dropped. */
  readonly retentionPeriod?: Duration;
  /** Where messages wait that nobody could handle; absent: a queue of its own. */
  readonly deadLetters?: sqs.IQueue;
}

/** An SQS queue, with a dead-letter queue in which a person finds what could not be handled. */
export class WorkQueue extends Construct {
  readonly queue: sqs.Queue;
  readonly deadLetters: sqs.IQueue;
  private readonly variable: string;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const ordered = props.fifo ? { fifo: true, contentBasedDeduplication: true } : {};
    this.deadLetters =
      props.deadLetters ??
      new sqs.Queue(this, 'DeadLetters', {
        ...ordered,
        enforceSSL: true,
        encryption: sqs.QueueEncryption.SQS_MANAGED,
        retentionPeriod: Duration.days(14),
      });
    this.queue = new sqs.Queue(this, 'Queue', {
      ...ordered,
      enforceSSL: true,
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      visibilityTimeout: props.visibilityTimeout,
      retentionPeriod: props.retentionPeriod,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceiveCount },
    });
    this.variable = toVariable(props.name);
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
