import { quoted, tableOf } from './code.ts'
import type { Data } from './data-stack.ts'
import { portsOf, type Wiring } from './links.ts'
import type { Plan } from './plan.ts'
import { toAlarms } from './promises.ts'
import { sharesDeadLetters } from './queues.ts'

/** Tests of the exported application by its own templates: what the design says, and what must never be otherwise. */
export function toAppTest(plan: Plan, wiring: Wiring, data: Data): string {
  const services = plan.parts.filter(({ role }) => role === 'service')
  const ports = services.flatMap((part) => portsOf(part, plan).map(({ port }) => `[${quoted(part.id)}, ${port}]`))
  const calls = [...new Set(wiring.calls.map(({ from, to }) => `${from.id} calls ${to.id}`))].sort()
  const scaling = services.flatMap(({ id, behaviour }) =>
    behaviour.model === 'station' && behaviour.autoscale ? [`[${quoted(id)}, ${behaviour.autoscale.min}, ${behaviour.autoscale.max}]`] : [],
  )
  const shared = data.queues.filter((queue) => sharesDeadLetters(queue, plan, data.queues)).length
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
${tableOf('const alarms: [id: string, threshold: number][]', alarms)}

const app = new App({ context: cdkJson.context });
createSystem(app);
// Fails on whatever AwsSolutions finds and nobody has acknowledged.
const { stacks } = app.synth();
const resources = stacks.flatMap(({ template }): Resource[] =>
  Object.entries<Omit<Resource, 'id'>>(template.Resources ?? {}).map(([id, resource]) => ({ id, ...resource })),
);

function all(type: string, id = ''): Resource['Properties'][] {
  return resources.filter((each) => each.Type === type && each.id.startsWith(id)).map(({ Properties }) => Properties);
}

/** The service that others find under this name. */
function idOf(name: string, port?: number): string | undefined {
  const answers = ({ DnsName, Port }: Resource['Properties']) => DnsName === name && Port === (port ?? Port);
  const services = resources.filter(({ Type }) => Type === 'AWS::ECS::Service');
  return services.find(({ Properties }) =>
    Properties.ServiceConnectConfiguration.Services.some(({ ClientAliases }: Resource['Properties']) =>
      ClientAliases.some(answers),
    ),
  )?.id;
}

describe('services', () => {
  for (const [name, port] of ports) {
    test(\`\${name} answers under its name on port \${port}\`, () => assert.ok(idOf(name, port)));
  }

  test('reach each other as drawn and not otherwise', () => {
    const opened = all('AWS::EC2::SecurityGroupIngress')
      .map(({ Description }) => Description)
      .filter((text) => / calls /.test(text));
    assert.deepEqual(opened.sort(), calls);
  });

  for (const [name, least, most] of scaling) {
    test(\`\${name} has from \${least} to \${most} tasks\`, () => {
      const targets = all('AWS::ApplicationAutoScaling::ScalableTarget');
      const target = targets.find(({ ResourceId }) => JSON.stringify(ResourceId).includes(\`"\${idOf(name)}"\`));
      assert.deepEqual([target.MinCapacity, target.MaxCapacity], [least, most]);
    });
  }

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
      names.filter((name) => /PASSWORD|SECRET|TOKEN/.test(name)),
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

  test('that nobody could handle waits in a dead-letter queue', () => {
    const queues = all('AWS::SQS::Queue');
    assert.equal(queues.filter(({ RedrivePolicy }) => RedrivePolicy).length, ${data.queues.length});
    assert.equal(queues.length, ${data.queues.length * 2 - shared});
  });
});

describe('alarms', () => {
  for (const [id, threshold] of alarms) {
    test(\`\${id} goes off above \${threshold}\`, () => {
      const [alarm] = all('AWS::CloudWatch::Alarm', \`Alarms\${id}\`);
      assert.equal(alarm.Threshold, threshold);
      assert.equal(alarm.AlarmActions.length, 1);
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
    open.filter(({ Properties }) => !/load balancer|ELB/i.test(Properties.GroupDescription ?? '')),
    [],
  );
});
`
}
