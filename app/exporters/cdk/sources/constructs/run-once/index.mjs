import { setTimeout } from 'node:timers/promises';
import { DescribeTasksCommand, ECSClient, RunTaskCommand } from '@aws-sdk/client-ecs';

// Runs a task when its resource is made or changed, and ends with it: CloudFormation waits for that long.

const ecs = new ECSClient({});
const pauseMs = 5_000;
/** So much has to be left to answer in. */
const reserveMs = 20_000;

export const handler = async (event, context) => {
  const answer = {
    Status: 'SUCCESS',
    PhysicalResourceId: event.PhysicalResourceId ?? event.LogicalResourceId,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  };
  try {
    if (event.RequestType !== 'Delete') await runToItsEnd(event.ResourceProperties, context);
  } catch (error) {
    console.error(error);
    Object.assign(answer, { Status: 'FAILED', Reason: error.message });
  }
  // The address may be signed for no type of content, and fetch would say one.
  const headers = { 'content-type': '' };
  const { ok, status } = await fetch(event.ResponseURL, { method: 'PUT', headers, body: JSON.stringify(answer) });
  if (!ok) throw new Error(`CloudFormation did not take the answer: ${status}.`);
};

async function runToItsEnd(properties, context) {
  const isTimeLeft = () => context.getRemainingTimeInMillis() > reserveMs;
  const taskArn = await start(properties, isTimeLeft);
  while (isTimeLeft()) {
    await setTimeout(pauseMs);
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster: properties.Cluster, tasks: [taskArn] }));
    const [task] = tasks;
    if (task?.lastStatus !== 'STOPPED') continue;
    const { exitCode, reason } = task.containers.find(({ name }) => name === 'app') ?? {};
    if (exitCode === 0) return;
    throw new Error(
      `${properties.Name} ended with ${exitCode ?? reason ?? task.stoppedReason}: see its log ${properties.Log}.`,
    );
  }
  throw new Error(`${properties.Name} was not done within a quarter of an hour: see its log ${properties.Log}.`);
}

/** A permission that was given a moment ago is not known everywhere yet. */
async function start({ Name, Cluster, TaskDefinition, Subnets, SecurityGroup }, isTimeLeft) {
  for (;;) {
    try {
      const { tasks = [], failures = [] } = await ecs.send(
        new RunTaskCommand({
          cluster: Cluster,
          taskDefinition: TaskDefinition,
          launchType: 'FARGATE',
          networkConfiguration: { awsvpcConfiguration: { subnets: Subnets, securityGroups: [SecurityGroup] } },
        }),
      );
      if (tasks[0]) return tasks[0].taskArn;
      throw new Error(`${Name} does not start: ${failures.map(({ reason }) => reason).join(', ')}.`);
    } catch (error) {
      if (error.name !== 'AccessDeniedException' || !isTimeLeft()) throw error;
      await setTimeout(pauseMs);
    }
  }
}
