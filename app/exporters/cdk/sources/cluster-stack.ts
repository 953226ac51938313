import { Stack, type StackProps } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import type { Network } from './constructs/backend.ts';
import type { RunOncePlatform } from './constructs/run-once-task.ts';
import { TaskRunner } from './constructs/task-runner.ts';

export interface ClusterStackProps extends StackProps {
  readonly network: Network;
}

/** What all tasks run on, and find each other by. */
export class ClusterStack extends Stack implements RunOncePlatform {
  readonly cluster: ecs.Cluster;
  readonly network: Network;
  private made: TaskRunner | undefined;

  constructor(scope: Construct, id: string, props: ClusterStackProps) {
    super(scope, id, props);
    this.network = props.network;
    this.cluster = new ecs.Cluster(this, 'Cluster', {
      vpc: props.network.vpc,
      containerInsightsV2: ecs.ContainerInsights.ENHANCED,
      defaultCloudMapNamespace: { name: this.stackName, useForServiceConnect: true },
    });
  }

  /** Made when somebody first asks for it. */
  get runner(): TaskRunner {
    this.made ??= new TaskRunner(this, 'Runner', this.cluster);
    return this.made;
  }
}
