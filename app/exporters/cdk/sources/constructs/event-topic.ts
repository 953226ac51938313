import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { type Backend, type Client, toVariable } from './backend.ts';
import type { WorkQueue } from './work-queue.ts';

/** An SNS topic. Each subscriber has a queue of its own, so that one that is slow or away keeps its messages. */
export class EventTopic extends Construct implements Backend {
  readonly variable: string;
  readonly environment: Record<string, string>;
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, name: string, kind: 'standard' | 'fifo' = 'standard') {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Topic', {
      enforceSSL: true,
      ...(kind === 'fifo' ? { fifo: true, contentBasedDeduplication: true } : {}),
    });
    this.variable = toVariable(name);
    this.environment = { [`${this.variable}_TOPIC_ARN`]: this.topic.topicArn };
  }

  allow(client: Client): void {
    this.topic.grantPublish(client.role);
  }

  deliversTo({ queue }: WorkQueue): void {
    this.topic.addSubscription(new subscriptions.SqsSubscription(queue, { rawMessageDelivery: true }));
  }
}
