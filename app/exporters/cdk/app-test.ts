import { quoted, tableOf } from './code.ts'
import { variablesOf } from './containers.ts'
import { type Data, waitsForSecrets } from './data.ts'
import { propertiesOf } from './data-stack.ts'
import { reasonForInternet } from './internet.ts'
import { portsOf, type Wiring } from './links.ts'
import type { Plan } from './plan.ts'
import { toAlarms } from './promises.ts'
import { sharesDeadLetters } from './queues.ts'
import { scalingOf } from './scaling.ts'
import { hasSecret } from './secrets.ts'
import { keptConnections } from './stores.ts'

const secretName = /PASSWORD|SECRET(?!_ARN)|TOKEN/

/** Tests of the exported application by its own templates: what the design says, and what must never be otherwise. */
export function toAppTest(plan: Plan, wiring: Wiring, data: Data): string {
  const services = plan.parts.filter(({ role }) => role === 'service')
  const ports = services.flatMap((part) => portsOf(part, plan).map(({ port }) => `[${quoted(part.id)}, ${port}]`))
  const calls = [...new Set(wiring.calls.map(({ from, to }) => `${from.id} calls ${to.id}`))].sort()
  const scaling = services.flatMap((part) => {
    const found = scalingOf(part, wiring)
    return found ? [`[${quoted(part.id)}, ${found.min}, ${found.max}]`] : []
  })
  const backlogs = services.flatMap((part) => (scalingOf(part, wiring)?.backlogs ?? []).map(() => quoted(part.id)))
  const waiting = services.filter((part) => waitsForSecrets(part, plan)).map(({ id }) => quoted(id))
  const outside = services.filter((part) => reasonForInternet(part, plan) !== undefined).map(({ id }) => quoted(id))
  const shared = data.queues.filter((queue) => sharesDeadLetters(queue, plan, data.queues)).length
  const harmless = new Set(
    plan.parts.flatMap(({ container }) =>
      (container ? variablesOf(container) : []).flatMap(([name, value]) => (secretName.test(name) && !hasSecret(value) ? [name] : [])),
    ),
  )
  const connections = data.stores.flatMap((part) => {
    const stated = propertiesOf(part).connections
    return stated === undefined ? [] : [`[${quoted(part.construct)}, ${Number(stated) + keptConnections}]`]
  })
  const alarms = toAlarms(plan).alarms.map(({ id, threshold }) => `[${quoted(id)}, ${threshold}]`)
  return `import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { App } from 'aws-cdk-lib';
import cdkJson from '../cdk.json' with { type: 'json' };
import { createSystem } from '../lib/system.ts';

interface Resource {
  /** Begins with the names of the constructs around it. */
  readonly id: string;
  readonly Type: string;
  // The properties of a resource are as many as there are types of it.
  // biome-ignore lint/suspicious/noExplicitAny: they are looked at by the tests that know them.
  readonly Properties: any;
}

/** The name and port of each service, as the design has them. */
${tableOf('const ports: [name: string, port: number][]', ports)}
/** Who may open a connection to whom; nobody else may. */
${tableOf('const calls: string[]', calls.map(quoted))}
${tableOf('const scaling: [name: string, least: number, most: number][]', scaling)}
/** Who follows the messages that wait for it, once for each queue. */
${tableOf('const backlogs: string[]', backlogs)}
/** Who may call all of port 443. */
${tableOf('const outside: string[]', outside)}
/** Who runs no tasks until its secrets are filled in. */
${tableOf('const waiting: string[]', waiting)}
/** Variables that are called as secrets are, and that the design gives in plain text. */
${tableOf('const harmless: string[]', [...harmless].sort().map(quoted))}
/** What each database takes, with those that RDS keeps. */
${tableOf('const connections: [id: string, most: number][]', connections)}
${tableOf('const alarms: [id: string, threshold: number][]', alarms)}

/** All stacks with these settings. Fails on whatever AwsSolutions finds and nobody has acknowledged. */
function synthesize(settings: Record<string, unknown>) {
  const app = new App({ context: { ...cdkJson.context, ...settings } });
  createSystem(app);
  return app.synth().stacks;
}

const stacks = synthesize({ secretsFilled: true });
const resources = resourcesOf(stacks);

function resourcesOf(synthesized: typeof stacks): Resource[] {
  return synthesized.flatMap(({ template }): Resource[] =>
    Object.entries<Omit<Resource, 'id'>>(template.Resources ?? {}).map(([id, resource]) => ({ id, ...resource })),
  );
}

function all(type: string, id = ''): Resource['Properties'][] {
  return resources.filter((each) => each.Type === type && each.id.startsWith(id)).map(({ Properties }) => Properties);
}

/** The service whose tasks write their log under this name. */
function serviceOf(name: string, among = resources): Resource {
  const task = among.find(
    ({ Type, Properties }) =>
      Type === 'AWS::ECS::TaskDefinition' &&
      Properties.ContainerDefinitions[0].LogConfiguration.Options['awslogs-stream-prefix'] === name,
  );
  const service = among.find(
    ({ Type, Properties }) => Type === 'AWS::ECS::Service' && Properties.TaskDefinition.Ref === task?.id,
  );
  assert.ok(service, \`\${name} is no service\`);
  return service;
}

test('each stack stays below the 500 resources that CloudFormation takes', () => {
  for (const { stackName, template } of stacks) {
    assert.ok(Object.keys(template.Resources ?? {}).length < 500, stackName);
  }
});

describe('services', () => {
  for (const [name, port] of ports) {
    test(\`\${name} answers under its name on port \${port}\`, () => {
      const { Services } = serviceOf(name).Properties.ServiceConnectConfiguration;
      const aliases = Services.flatMap(({ ClientAliases }: Resource['Properties']) => ClientAliases);
      assert.ok(aliases.some(({ DnsName, Port }: Resource['Properties']) => DnsName === name && Port === port));
    });
  }

  test('reach each other as drawn and not otherwise', () => {
    const opened = all('AWS::EC2::SecurityGroupIngress')
      .map(({ Description }) => Description)
      .filter((text) => / calls /.test(text));
    assert.deepEqual([...new Set(opened)].sort(), calls);
  });

  for (const [name, least, most] of scaling) {
    test(\`\${name} has from \${least} to \${most} tasks\`, () => {
      const targets = all('AWS::ApplicationAutoScaling::ScalableTarget');
      const target = targets.find(({ ResourceId }) => JSON.stringify(ResourceId).includes(\`"\${serviceOf(name).id}"\`));
      assert.deepEqual([target.MinCapacity, target.MaxCapacity], [least, most]);
    });
  }

  test('that consume from queues follow the messages that wait', () => {
    const policies = all('AWS::ApplicationAutoScaling::ScalingPolicy').map((policy) => JSON.stringify(policy));
    const following = policies.filter((policy) => policy.includes('ApproximateNumberOfMessagesVisible'));
    assert.equal(following.length, backlogs.length);
    for (const name of backlogs) assert.ok(following.some((policy) => policy.includes(\`"\${serviceOf(name).id}"\`)));
  });

  test('wait for secrets that a person fills in', () => {
    const before = resourcesOf(synthesize({ secretsFilled: false }));
    for (const name of waiting) assert.equal(serviceOf(name, before).Properties.DesiredCount, 0);
    const idle = before.filter(({ Type, Properties }) => Type === 'AWS::ECS::Service' && Properties.DesiredCount === 0);
    assert.equal(idle.length, waiting.length);
  });

  test('reach the internet where they have to and not otherwise', () => {
    const open = resources.filter(
      ({ Type, Properties }) =>
        Type === 'AWS::EC2::SecurityGroup' &&
        /^Tasks of /.test(Properties.GroupDescription) &&
        Properties.SecurityGroupEgress.some(({ CidrIp }: { CidrIp?: string }) => CidrIp === '0.0.0.0/0'),
    );
    const names = open.map(({ Properties }) => Properties.GroupDescription.replace('Tasks of ', ''));
    assert.deepEqual(names.sort(), [...outside].sort());
  });

  test('roll back by themselves and have no public address', () => {
    for (const service of all('AWS::ECS::Service')) {
      assert.equal(service.DeploymentConfiguration.DeploymentCircuitBreaker.Rollback, true);
      assert.equal(service.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp, 'DISABLED');
    }
  });

  test('are given no secret in plain text', () => {
    const containers = all('AWS::ECS::TaskDefinition').flatMap(({ ContainerDefinitions }) => ContainerDefinitions);
    const names = containers.flatMap(({ Environment = [] }) => Environment.map(({ Name }: { Name: string }) => Name));
    assert.deepEqual(
      names.filter((name) => ${secretName}.test(name) && !harmless.includes(name)),
      [],
    );
  });
});

describe('data', () => {
  test('is encrypted, private and not deleted by accident', () => {
    for (const database of [...all('AWS::RDS::DBInstance'), ...all('AWS::DocDB::DBCluster')]) {
      assert.equal(database.StorageEncrypted, true);
      assert.equal(database.DeletionProtection, true);
      assert.notEqual(database.PubliclyAccessible, true);
    }
    for (const cache of all('AWS::ElastiCache::ReplicationGroup')) {
      assert.equal(cache.AtRestEncryptionEnabled, true);
      assert.equal(cache.TransitEncryptionEnabled, true);
    }
    for (const broker of all('AWS::AmazonMQ::Broker')) assert.equal(broker.PubliclyAccessible, false);
    for (const bucket of all('AWS::S3::Bucket')) {
      assert.equal(bucket.PublicAccessBlockConfiguration.RestrictPublicBuckets, true);
    }
  });

  for (const [id, most] of connections) {
    test(\`\${id} takes \${most} connections\`, () => {
      const [group] = all('AWS::RDS::DBParameterGroup', \`\${id}Parameters\`);
      assert.equal(group.Parameters.max_connections, String(most));
    });
  }

  test('that nobody could handle waits in a dead-letter queue', () => {
    const queues = all('AWS::SQS::Queue');
    assert.equal(queues.filter(({ RedrivePolicy }) => RedrivePolicy).length, ${data.queues.length});
    assert.equal(queues.length, ${data.queues.length * 2 - shared});
  });
});

test('every log is kept for a set time', () => {
  for (const { RetentionInDays } of all('AWS::Logs::LogGroup')) assert.ok(RetentionInDays > 0);
});

describe('alarms', () => {
  for (const [id, threshold] of alarms) {
    test(\`\${id} goes off above \${threshold}\`, () => {
      const found = all('AWS::CloudWatch::Alarm', \`Alarms\${id}\`).filter(({ Threshold }) => Threshold === threshold);
      assert.ok(found.some(({ AlarmActions }) => AlarmActions.length === 1));
    });
  }
});

test('nothing but the load balancer is open to the world', () => {
  const open = resources.filter(({ Type, Properties }) => {
    const rules = Type === 'AWS::EC2::SecurityGroup' ? (Properties.SecurityGroupIngress ?? []) : [Properties];
    const isRule = Type === 'AWS::EC2::SecurityGroup' || Type === 'AWS::EC2::SecurityGroupIngress';
    return isRule && rules.some(({ CidrIp }: { CidrIp?: string }) => CidrIp === '0.0.0.0/0');
  });
  assert.deepEqual(
    open.filter(({ Properties }) => !/load balancer/i.test(Properties.GroupDescription ?? '')),
    [],
  );
});
`
}
