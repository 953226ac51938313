import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HttpCodeElb, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as rds from 'aws-cdk-lib/aws-rds';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Measured } from './backend.ts';
import type { Microservice } from './microservice.ts';

export interface AlarmsProps {
  /** Receives every alarm; others subscribe to `topic`. */
  readonly email: string | undefined;
  /** Of alarms in another stack, where these go to as well. */
  readonly topic: sns.Topic | undefined;
}

const period = Duration.minutes(1);
const { BREACHING, NOT_BREACHING } = cloudwatch.TreatMissingData;

interface Condition {
  readonly what: string;
  readonly threshold: number;
  /** The alarm goes off below the threshold instead of above it. */
  readonly isFloor?: boolean;
  /** What it means that nothing was measured: most measures stand still while nobody calls. */
  readonly missing?: cloudwatch.TreatMissingData;
  /** One look is enough: something waits for a person. */
  readonly atOnce?: boolean;
}

/** Alarms on what was promised. Each goes off when three of five minutes broke the promise, and says so when it is kept again. */
export class Alarms extends Construct {
  readonly topic: sns.Topic;
  readonly all: cloudwatch.Alarm[] = [];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topic = props.topic ?? this.createTopic(props.email);
  }

  /** Answers of an entrance take longer than `seconds` at this statistic: p95, Average. */
  slowAnswers(id: string, entrance: elbv2.ApplicationTargetGroup, statistic: string, seconds: number): void {
    const what = `${statistic} of the answers, in seconds,`;
    this.add(id, entrance.metrics.targetResponseTime({ statistic, period }), { what, threshold: seconds });
  }

  /**
   * More than `percent` of an entrance's requests are answered with an error of what stands behind it. One path may be quiet at night:
   * that nothing comes through at all is seen by `unavailable` and `unhealthyHosts`.
   */
  failedAnswers(id: string, entrance: elbv2.ApplicationTargetGroup, percent: number): void {
    const failed = entrance.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period });
    const all = entrance.metrics.requestCount({ period });
    const share = new cloudwatch.MathExpression({
      expression: '100 * FILL(failed, 0) / all',
      usingMetrics: { failed, all },
      period,
    });
    this.add(id, share, { what: 'Percentage of failed requests', threshold: percent });
  }

  /**
   * More than `percent` of all requests fail: by an error of what stands behind the load balancer, or by one of its own, as when
   * nothing is there (503), answers are broken (502) or late (504). Nothing measured is no good sign: nobody gets through.
   */
  unavailable(id: string, { metrics }: elbv2.ApplicationLoadBalancer, percent: number): void {
    const answered = metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period });
    const own = metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, { period });
    // Requests that reached no target are in no other count.
    const turnedAway = metrics.httpCodeElb(HttpCodeElb.ELB_503_COUNT, { period });
    const requests = metrics.requestCount({ period });
    const share = new cloudwatch.MathExpression({
      expression: '100 * (FILL(answered, 0) + FILL(own, 0)) / (FILL(requests, 0) + FILL(turnedAway, 0))',
      usingMetrics: { answered, own, turnedAway, requests },
      period,
    });
    this.add(id, share, { what: 'Percentage of failed requests', threshold: percent, missing: BREACHING });
  }

  /** The load balancer gets no good answer from some task. */
  unhealthyHosts(id: string, entrance: elbv2.ApplicationTargetGroup): void {
    const metric = entrance.metrics.unhealthyHostCount({ statistic: 'Maximum', period });
    this.add(id, metric, { what: 'Unhealthy tasks', threshold: 0, missing: BREACHING });
  }

  /** Fewer tasks of a service run than it has at least: a load balancer tells of tasks that answer badly, not of those that are not there. */
  missingTasks(id: string, { service, least }: Microservice): void {
    // Tasks that wait for a secret are not missed.
    if (least === 0) return;
    const metric = new cloudwatch.Metric({
      namespace: 'ECS/ContainerInsights',
      metricName: 'RunningTaskCount',
      dimensionsMap: { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName },
      statistic: 'Minimum',
      period,
    });
    this.add(id, metric, { what: 'Running tasks', threshold: least, isFloor: true, missing: BREACHING });
  }

  /** Answers of a service to its callers in the cluster take longer than `milliseconds` at this statistic. */
  slowCalls(id: string, service: Microservice, statistic: string, milliseconds: number): void {
    const time = connectMetric('TargetResponseTime', 'TargetDiscoveryName', service, statistic);
    const what = `${statistic} of the answers to other services, in milliseconds,`;
    this.add(id, time, { what, threshold: milliseconds });
  }

  /** More than `percent` of the requests that other services make of it are answered with an error of the server. */
  failedCalls(id: string, service: Microservice, percent: number): void {
    const failed = connectMetric('HTTPCode_Target_5XX_Count', 'TargetDiscoveryName', service, 'Sum');
    const all = connectMetric('RequestCount', 'DiscoveryName', service, 'Sum');
    const share = new cloudwatch.MathExpression({
      expression: '100 * FILL(failed, 0) / all',
      usingMetrics: { failed, all },
      period,
    });
    this.add(id, share, { what: 'Percentage of failed requests', threshold: percent });
  }

  /** Tasks of a service are busier than `percent` of the CPU they have. */
  busyTasks(id: string, { service }: Microservice, percent: number): void {
    const metric = service.metricCpuUtilization({ period });
    this.add(id, metric, { what: 'CPU of the tasks, in percent,', threshold: percent });
  }

  /** The fullest task of a service has used `percent` of its memory; with all of it used, it is ended. */
  fullTasks(id: string, { service }: Microservice, percent: number): void {
    const metric = service.metricMemoryUtilization({ period, statistic: 'Maximum' });
    this.add(id, metric, { what: 'Memory of the fullest task, in percent,', threshold: percent });
  }

  /** A function ends with errors, or is turned away since too many run at once. */
  failingFunction(id: string, failing: lambda.IFunction): void {
    this.add(`${id}Errors`, failing.metricErrors({ period }), { what: 'Errors of the function', threshold: 0 });
    this.add(`${id}Throttles`, failing.metricThrottles({ period }), { what: 'Calls turned away', threshold: 0 });
  }

  /** A database is out of room, of CPU or of connections. */
  database(id: string, instance: rds.IDatabaseInstance, connections: number): void {
    const gibibyte = 2 ** 30;
    const room = instance.metricFreeStorageSpace({ period });
    this.add(`${id}Storage`, room, {
      what: 'Free storage, in bytes,',
      threshold: 2 * gibibyte,
      isFloor: true,
      missing: BREACHING,
    });
    const cpu = instance.metricCPUUtilization({ period });
    this.add(`${id}Cpu`, cpu, { what: 'CPU, in percent,', threshold: 80, missing: BREACHING });
    const used = instance.metricDatabaseConnections({ period, statistic: 'Maximum' });
    this.add(`${id}Connections`, used, { what: 'Connections', threshold: connections, missing: BREACHING });
  }

  /** What a managed service says is to be watched of it. */
  managed(id: string, { measures }: Measured): void {
    for (const { id: measured, what, metric, threshold, isFloor } of measures)
      this.add(
        `${id}${measured}`,
        new cloudwatch.Metric({ statistic: isFloor ? 'Minimum' : 'Maximum', period, ...metric }),
        {
          what,
          threshold,
          isFloor,
        },
      );
  }

  /** Messages wait longer than `seconds`, or could not be handled by anybody. */
  queue(id: string, queue: sqs.IQueue, deadLetters: sqs.IQueue, seconds: number): void {
    const age = queue.metricApproximateAgeOfOldestMessage({ period });
    this.add(`${id}Age`, age, { what: 'Seconds that the oldest message waits', threshold: seconds });
    const dead = deadLetters.metricApproximateNumberOfMessagesVisible({ period });
    this.add(`${id}DeadLetters`, dead, { what: 'Messages that nobody could handle', threshold: 0, atOnce: true });
  }

  private add(id: string, metric: cloudwatch.IMetric, condition: Condition): void {
    const { what, threshold, isFloor, missing, atOnce } = condition;
    const { GREATER_THAN_THRESHOLD, LESS_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;
    const alarm = new cloudwatch.Alarm(this, id, {
      alarmDescription: `${what} ${isFloor ? 'below' : 'above'} ${threshold}`,
      metric,
      threshold,
      comparisonOperator: isFloor ? LESS_THAN_THRESHOLD : GREATER_THAN_THRESHOLD,
      evaluationPeriods: atOnce ? 1 : 5,
      datapointsToAlarm: atOnce ? 1 : 3,
      treatMissingData: missing ?? NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
    this.all.push(alarm);
  }

  private createTopic(email: string | undefined): sns.Topic {
    const topic = new sns.Topic(this, 'Topic', { enforceSSL: true });
    topic.grantPublish(new iam.ServicePrincipal('cloudwatch.amazonaws.com'));
    if (email) topic.addSubscription(new EmailSubscription(email));
    return topic;
  }
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
