import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Microservice } from './microservice.ts';

export interface AlarmsProps {
  /** Receives every alarm; others subscribe to `topic`. */
  readonly email: string | undefined;
}

const period = Duration.minutes(1);

/** Alarms on what was promised. Each goes off when three of five minutes broke the promise, and says so when it is kept again. */
export class Alarms extends Construct {
  readonly topic: sns.Topic;
  readonly all: cloudwatch.Alarm[] = [];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Topic', { enforceSSL: true });
    this.topic.grantPublish(new iam.ServicePrincipal('cloudwatch.amazonaws.com'));
    if (props.email) this.topic.addSubscription(new EmailSubscription(props.email));
  }

  /** Answers of an entrance take longer than `seconds` at this statistic: p95, Average. */
  slowAnswers(id: string, entrance: elbv2.ApplicationTargetGroup, statistic: string, seconds: number): void {
    this.add(
      id,
      entrance.metrics.targetResponseTime({ statistic, period }),
      seconds,
      `${statistic} of the answers, in seconds,`,
    );
  }

  /** More than `percent` of an entrance's requests are answered with an error of the server. */
  failedAnswers(id: string, entrance: elbv2.ApplicationTargetGroup, percent: number): void {
    const failed = entrance.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period });
    const all = entrance.metrics.requestCount({ period });
    this.add(id, shareOf(failed, all), percent, 'Percentage of failed requests');
  }

  /** Answers of a service to its callers in the cluster take longer than `milliseconds` at this statistic. */
  slowCalls(id: string, service: Microservice, statistic: string, milliseconds: number): void {
    const time = connectMetric('TargetResponseTime', 'TargetDiscoveryName', service, statistic);
    this.add(id, time, milliseconds, `${statistic} of the answers to other services, in milliseconds,`);
  }

  /** More than `percent` of the requests that other services make of it are answered with an error of the server. */
  failedCalls(id: string, service: Microservice, percent: number): void {
    const failed = connectMetric('HTTPCode_Target_5XX_Count', 'TargetDiscoveryName', service, 'Sum');
    const all = connectMetric('RequestCount', 'DiscoveryName', service, 'Sum');
    this.add(id, shareOf(failed, all), percent, 'Percentage of failed requests');
  }

  /** Tasks of a service are busier than `percent` of the CPU they have. */
  busyTasks(id: string, { service }: Microservice, percent: number): void {
    this.add(id, service.metricCpuUtilization({ period }), percent, 'CPU of the tasks, in percent,');
  }

  private add(id: string, metric: cloudwatch.IMetric, threshold: number, what: string): void {
    const alarm = new cloudwatch.Alarm(this, id, {
      alarmDescription: `${what} above ${threshold}`,
      metric,
      threshold,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    this.notify(alarm);
  }

  /** Something waits for a person: one look is enough. */
  messagesIn(id: string, metric: cloudwatch.IMetric): void {
    const alarm = new cloudwatch.Alarm(this, id, {
      alarmDescription: 'Messages that nobody could handle',
      metric,
      threshold: 0,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    this.notify(alarm);
  }

  private notify(alarm: cloudwatch.Alarm): void {
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
    this.all.push(alarm);
  }
}

function shareOf(failed: cloudwatch.IMetric, all: cloudwatch.IMetric): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({ expression: '100 * failed / all', usingMetrics: { failed, all }, period });
}

/** Service Connect measures HTTP and gRPC, under the name that a service has in Cloud Map. */
function connectMetric(metricName: string, dimension: string, { discoveryName }: Microservice, statistic: string) {
  return new cloudwatch.Metric({
    namespace: 'AWS/ECS',
    metricName,
    dimensionsMap: { [dimension]: discoveryName },
    statistic,
    period,
  });
}
